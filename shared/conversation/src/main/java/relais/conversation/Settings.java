package relais.conversation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.mail.MailAddress;

/// All settings of the workspace, read with one Query.
///
/// @param version counts the changes to any of them
/// @param workspace what holds for all of it
/// @param replyKeys null until the first mail is sent
public record Settings(
    long version,
    Workspace workspace,
    List<Inbox> inboxes,
    List<Team> teams,
    List<User> users,
    List<Label> labels,
    List<Rule> rules,
    @Nullable ReplyKeys replyKeys) {
  public Settings {
    inboxes = List.copyOf(inboxes);
    teams = List.copyOf(teams);
    users = List.copyOf(users);
    labels = List.copyOf(labels);
    rules = List.copyOf(rules);
  }

  /// Of a workspace that has sent no mail yet.
  public Settings(
      long version,
      Workspace workspace,
      List<Inbox> inboxes,
      List<Team> teams,
      List<User> users,
      List<Label> labels,
      List<Rule> rules) {
    this(version, workspace, inboxes, teams, users, labels, rules, null);
  }

  /// The inbox of this id.
  public Optional<Inbox> findInbox(InboxId id) {
    return inboxes.stream().filter(inbox -> inbox.id().equals(id)).findFirst();
  }

  /// The inbox that receives mail for this address, by address or alias.
  public Optional<Inbox.Email> findEmailInbox(MailAddress address) {
    return inboxes.stream()
        .filter(Inbox.Email.class::isInstance)
        .map(Inbox.Email.class::cast)
        .filter(inbox -> inbox.receives(address))
        .findFirst();
  }

  /// The inbox that gets mail for this address: as it is, or without a tag behind a `+`.
  public Optional<Inbox.Email> findReceiving(MailAddress address) {
    return findEmailInbox(address)
        .or(() -> ReplyAddress.withoutTag(address).flatMap(this::findReceiving));
  }

  /// Whether mail for this address comes to us, with or without a tag.
  public boolean isOurs(MailAddress address) {
    return findReceiving(address).isPresent();
  }

  /// The inbox behind an account at a provider.
  public Optional<Inbox.Connected> findInbox(Channel channel, String account) {
    return connected(channel).stream().filter(inbox -> inbox.account().equals(account)).findFirst();
  }

  /// The chat of this id.
  public Optional<Inbox.WebChat> findChat(InboxId id) {
    return findInbox(id).filter(Inbox.WebChat.class::isInstance).map(Inbox.WebChat.class::cast);
  }

  /// The form of this id.
  public Optional<Inbox.Form> findForm(InboxId id) {
    return findInbox(id).filter(Inbox.Form.class::isInstance).map(Inbox.Form.class::cast);
  }

  /// The inbox for mail in which an inbox goes on where it cannot itself: a chat when its visitor
  /// has left, a form always.
  public Optional<Inbox.Email> findMailOf(Inbox inbox) {
    InboxId mail =
        switch (inbox) {
          case Inbox.Email email -> email.id();
          case Inbox.WebChat chat -> chat.chat().mail();
          case Inbox.Form form -> form.form().mail();
          case Inbox.Connected _ -> null;
        };
    return mail == null
        ? Optional.empty()
        : findInbox(mail).filter(Inbox.Email.class::isInstance).map(Inbox.Email.class::cast);
  }

  /// The accounts at the provider of a channel.
  public List<Inbox.Connected> connected(Channel channel) {
    return inboxes.stream()
        .filter(Inbox.Connected.class::isInstance)
        .map(Inbox.Connected.class::cast)
        .filter(inbox -> inbox.channel().equals(channel))
        .toList();
  }

  /// The team of this id.
  public Optional<Team> findTeam(TeamId id) {
    return teams.stream().filter(team -> team.id().equals(id)).findFirst();
  }

  /// The user of this id.
  public Optional<User> findUser(UserId id) {
    return users.stream().filter(user -> user.id().equals(id)).findFirst();
  }

  /// The user who signs in with this address.
  public Optional<User> findUser(MailAddress email) {
    return users.stream()
        .filter(user -> user.email().normalised().equals(email.normalised()))
        .findFirst();
  }

  /// The label of this id.
  public Optional<Label> findLabel(LabelId id) {
    return labels.stream().filter(label -> label.id().equals(id)).findFirst();
  }

  /// The rule of this id.
  public Optional<Rule> findRule(RuleId id) {
    return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
  }

  /// Who works in this team.
  public List<User> members(TeamId team) {
    return users.stream().filter(user -> user.teams().contains(team)).toList();
  }
}
