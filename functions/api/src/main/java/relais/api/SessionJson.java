package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Inbox;
import relais.conversation.Label;
import relais.conversation.Settings;
import relais.conversation.Team;
import relais.conversation.TeamId;
import relais.conversation.User;
import relais.conversation.UserId;
import relais.conversation.Workspace;

/// Who is signed in, and the workspace they work in.
///
/// @param settingsVersion counts the changes to any of this
@Serdeable
@Schema(name = "Session")
record SessionJson(
    SignedInUserJson user,
    WorkspaceJson workspace,
    List<InboxJson> inboxes,
    List<TeamJson> teams,
    List<ColleagueJson> users,
    List<LabelJson> labels,
    long settingsVersion) {

  /// What holds for the whole workspace.
  ///
  /// @param undoSeconds how long a reply can be taken back before it goes out; 0 for not at all
  /// @param quotes whether replies of agents who say nothing else quote what they answer
  @Serdeable
  @Schema(name = "Workspace")
  record WorkspaceJson(String name, long undoSeconds, boolean quotes) {
    static WorkspaceJson of(Workspace workspace) {
      return new WorkspaceJson(
          workspace.name(), workspace.undoWindow().toSeconds(), workspace.quotes());
    }
  }

  /// The user who asks.
  ///
  /// @param telephone the number of their own that is rung when they call a customer; null for none
  /// @param photo the name of a picture of them, seen at `/photos/{name}`; null for none
  @Serdeable
  @Schema(
      name = "SignedInUser",
      requiredProperties = {"telephone", "photo"})
  record SignedInUserJson(
      String id,
      String name,
      String email,
      @Schema(
              type = "string",
              allowableValues = {"admin", "agent"})
          String role,
      List<String> teams,
      boolean available,
      @Nullable String telephone,
      @Nullable String photo) {}

  /// Another user.
  ///
  /// @param photo the name of a picture of them, seen at `/photos/{name}`; null for none
  @Serdeable
  @Schema(name = "Colleague", requiredProperties = "photo")
  record ColleagueJson(String id, String name, boolean available, @Nullable String photo) {}

  /// One connected address or number.
  ///
  /// @param senders what its mail may go out under, the usual one first; empty for a number
  /// @param signed whether it has a signature
  @Serdeable
  @Schema(name = "Inbox")
  record InboxJson(
      String id,
      String name,
      String channel,
      String address,
      String team,
      List<MailboxJson> senders,
      boolean signed) {}

  /// People who handle the same things.
  @Serdeable
  @Schema(name = "Team")
  record TeamJson(
      String id,
      String name,
      @Schema(
              type = "string",
              allowableValues = {"manual", "round-robin"})
          String assignment,
      List<String> members) {}

  /// A sticker on conversations.
  @Serdeable
  @Schema(name = "Label")
  record LabelJson(String id, String name, String colour) {}

  static SessionJson of(User user, Settings settings) {
    return new SessionJson(
        new SignedInUserJson(
            user.id().value(),
            user.name(),
            user.email().toString(),
            switch (user.role()) {
              case ADMIN -> "admin";
              case AGENT -> "agent";
            },
            user.teams().stream().map(TeamId::value).sorted().toList(),
            user.available(),
            user.telephone(),
            user.photo()),
        WorkspaceJson.of(settings.workspace()),
        settings.inboxes().stream().map(SessionJson::inbox).toList(),
        settings.teams().stream().map(team -> team(team, settings)).toList(),
        settings.users().stream()
            .map(
                other ->
                    new ColleagueJson(
                        other.id().value(), other.name(), other.available(), other.photo()))
            .toList(),
        settings.labels().stream().map(SessionJson::label).toList(),
        settings.version());
  }

  private static InboxJson inbox(Inbox inbox) {
    return new InboxJson(
        inbox.id().value(),
        inbox.name(),
        inbox.channel().word(),
        inbox.address(),
        inbox.team().value(),
        switch (inbox) {
          case Inbox.Email email -> MailboxJson.of(email.senders());
          case Inbox.Connected _, Inbox.WebChat _, Inbox.Form _ -> List.of();
        },
        inbox instanceof Inbox.Email email && email.outgoing().signature() != null);
  }

  private static TeamJson team(Team team, Settings settings) {
    return new TeamJson(
        team.id().value(),
        team.name(),
        switch (team.assignment()) {
          case MANUAL -> "manual";
          case ROUND_ROBIN -> "round-robin";
        },
        settings.members(team.id()).stream().map(User::id).map(UserId::value).sorted().toList());
  }

  private static LabelJson label(Label label) {
    return new LabelJson(label.id().value(), label.name(), label.colour());
  }
}
