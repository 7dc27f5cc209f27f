package relais.conversation;

import java.util.Set;
import relais.mail.MailAddress;

/// One login.
///
/// @param teams the teams they work in
/// @param available whether conversations are assigned to them now
public record User(
    UserId id, String name, MailAddress email, Role role, Set<TeamId> teams, boolean available) {
  public User {
    teams = Set.copyOf(teams);
  }

  /// What they may do.
  public enum Role {
    /// Everything, settings included.
    ADMIN,
    /// The work of their teams.
    AGENT
  }
}
