package relais.conversation;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.mail.MailAddress;

/// One login.
///
/// @param teams the teams they work in
/// @param available whether conversations are assigned to them now
/// @param telephone the number of their own that is rung when they call a customer (E.164); null
///     while they gave none
/// @param photo the name of a picture of them, which customers in a chat see too; null while they
///     gave none
public record User(
    UserId id,
    String name,
    MailAddress email,
    Role role,
    Set<TeamId> teams,
    boolean available,
    @Nullable String telephone,
    @Nullable String photo) {
  public User {
    teams = Set.copyOf(teams);
  }

  /// Of somebody who gave neither number nor picture of their own.
  public User(
      UserId id, String name, MailAddress email, Role role, Set<TeamId> teams, boolean available) {
    this(id, name, email, role, teams, available, null, null);
  }

  /// What they may do.
  public enum Role {
    /// Everything, settings included.
    ADMIN,
    /// The work of their teams.
    AGENT
  }
}
