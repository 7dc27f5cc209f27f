package relais.conversation;

/// People who handle the same things.
///
/// @param assignment how its conversations get an owner
public record Team(TeamId id, String name, Assignment assignment) {
  /// How a conversation of the team gets an owner.
  public enum Assignment {
    /// People take it.
    MANUAL,
    /// Each available member in turn.
    ROUND_ROBIN
  }
}
