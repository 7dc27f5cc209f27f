package relais.conversation;

/// Who may do what: the one answer that lists, conversations, counts, live updates and exports
/// all ask (requirements 000-09, 001-16).
public final class Access {
  private Access() {}

  /// Whether a user may see and work on a conversation: everything for admins, for agents what
  /// their teams or they themselves have.
  public static boolean mayWorkOn(User user, Conversation.Ownership ownership) {
    return switch (user.role()) {
      case ADMIN -> true;
      case AGENT ->
          user.teams().contains(ownership.team()) || user.id().equals(ownership.assignee());
    };
  }

  /// Whether a user may list what a team has.
  public static boolean maySeeTeam(User user, TeamId team) {
    return switch (user.role()) {
      case ADMIN -> true;
      case AGENT -> user.teams().contains(team);
    };
  }

  /// Whether a user may change settings and look into quarantine.
  public static boolean mayAdminister(User user) {
    return user.role() == User.Role.ADMIN;
  }
}
