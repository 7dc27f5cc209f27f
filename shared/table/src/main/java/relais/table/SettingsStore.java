package relais.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Label;
import relais.conversation.LabelId;
import relais.conversation.MailPolicy;
import relais.conversation.ReplyKeys;
import relais.conversation.Rule;
import relais.conversation.RuleId;
import relais.conversation.Settings;
import relais.conversation.Team;
import relais.conversation.TeamId;
import relais.conversation.User;
import relais.conversation.UserId;
import relais.conversation.Workspace;
import relais.mail.MailAddress;

/// All settings of the workspace: one partition, read with one Query and kept until the version
/// moves.
public final class SettingsStore {
  private static final int MAX_SETTINGS = 10_000;
  private static final TableKeys.Key VERSION = new TableKeys.Key(TableKeys.SETTINGS, "VERSION");

  private static final String REPLY_KEYS = "REPLY-KEYS";

  private final Table table;
  private @Nullable Settings known;

  public SettingsStore(Table table) {
    this.table = table;
  }

  /// A11: the settings as they are now. One small read while nothing changed.
  public synchronized Settings load() {
    long version = table.get(VERSION).map(item -> item.number("version")).orElse(0L);
    if (known == null || known.version() != version) {
      known = read(version);
    }
    return known;
  }

  /// Writes all settings of a workspace that has none of these yet.
  public void saveAll(Settings settings) {
    save(settings.workspace());
    settings.teams().forEach(this::save);
    settings.users().forEach(this::save);
    settings.labels().forEach(this::save);
    settings.inboxes().forEach(this::save);
    settings.rules().forEach(rule -> save(rule, 0));
  }

  /// Writes an inbox.
  public void save(Inbox inbox) {
    Item item =
        at("INBOX#" + inbox.id().value())
            .text("id", inbox.id().value())
            .text("name", inbox.name())
            .text("team", inbox.team().value())
            .text("channel", inbox.channel().word());
    switch (inbox) {
      case Inbox.Email email ->
          item.text("address", email.mailAddress().toString())
              .texts("aliases", email.aliases().stream().map(MailAddress::toString).toList())
              .text("senderName", email.senderName())
              .flag("replyAddresses", email.replyAddresses())
              .map("policy", policy(email.policy()));
      case Inbox.WhatsApp whatsApp ->
          item.text("phoneNumberId", whatsApp.phoneNumberId())
              .text("displayNumber", whatsApp.displayNumber());
    }
    saveWithVersion(table.put("inbox", item));
  }

  /// Writes a team.
  public void save(Team team) {
    saveWithVersion(
        table.put(
            "team",
            at("TEAM#" + team.id().value())
                .text("id", team.id().value())
                .text("name", team.name())
                .text("assignment", team.assignment().name())));
  }

  /// Writes a user.
  public void save(User user) {
    saveWithVersion(
        table.put(
            "user",
            at("USER#" + user.id().value())
                .text("id", user.id().value())
                .text("name", user.name())
                .text("email", user.email().toString())
                .text("role", user.role().name())
                .texts("teams", user.teams().stream().map(TeamId::value).sorted().toList())
                .flag("available", user.available())));
  }

  /// Says whether conversations are assigned to a user.
  ///
  /// @return false when there is no such user
  public boolean saveAvailability(UserId user, boolean available) {
    return saveWithVersion(
        table.update(
            "user",
            new TableKeys.Key(TableKeys.SETTINGS, "USER#" + user.value()),
            new Table.Change(
                "SET #available = :available",
                "attribute_exists(pk)",
                Map.of("#available", "available"),
                Item.empty().flag(":available", available))));
  }

  /// Writes a label.
  public void save(Label label) {
    saveWithVersion(
        table.put(
            "label",
            at("LABEL#" + label.id().value())
                .text("id", label.id().value())
                .text("name", label.name())
                .text("colour", label.colour())));
  }

  /// Writes what holds for the whole workspace.
  public void save(Workspace workspace) {
    saveWithVersion(
        table.put(
            "workspace",
            at("WORKSPACE")
                .text("name", workspace.name())
                .number("undoSeconds", workspace.undoWindow().toSeconds())));
  }

  /// Writes the keys that sign reply addresses.
  ///
  /// @param expected those that were read; null when there were none
  /// @return false when others were written in between
  public boolean save(ReplyKeys keys, @Nullable ReplyKeys expected) {
    return saveWithVersion(
        table.put(
            "reply-keys",
            at(REPLY_KEYS).text("current", keys.current()).text("previous", keys.previous()),
            expected == null
                ? Table.Condition.IS_NEW
                : new Table.Condition(
                    "#current = :expected",
                    Map.of("#current", "current"),
                    Item.empty().text(":expected", expected.current()))));
  }

  /// Writes a rule.
  ///
  /// @param expected the version that was read; 0 for a new rule
  /// @return false when the rule changed in between, or a new one exists already
  public boolean save(Rule rule, long expected) {
    TeamId team = rule.actions().team();
    Item item =
        at("RULE#" + rule.id().value())
            .text("id", rule.id().value())
            .number("version", rule.version())
            .text("name", rule.name())
            .flag("enabled", rule.enabled())
            .number("position", rule.position())
            .texts("places", rule.condition().places().stream().map(Rule.Place::name).toList())
            .texts("words", rule.condition().words())
            .texts("labels", rule.actions().labels().stream().map(LabelId::value).toList())
            .text("team", team == null ? null : team.value())
            .flag("close", rule.actions().close());
    return saveWithVersion(
        table.put(
            "rule",
            item,
            expected == 0 ? Table.Condition.IS_NEW : Table.Condition.versionIs(expected)));
  }

  /// Deletes a rule.
  ///
  /// @return false when it changed in between or is gone
  public boolean delete(RuleId rule, long expected) {
    return saveWithVersion(
        table.delete(
            "rule",
            new TableKeys.Key(TableKeys.SETTINGS, "RULE#" + rule.value()),
            Table.Condition.versionIs(expected)));
  }

  private boolean saveWithVersion(Table.Write write) {
    Table.Write next =
        table.update(
            "version",
            VERSION,
            new Table.Change(
                "ADD #version :one",
                null,
                Map.of("#version", "version"),
                Item.empty().number(":one", 1)));
    return table.transactPatiently(List.of(write, next)).isEmpty();
  }

  private static Item at(String sk) {
    return Item.at(new TableKeys.Key(TableKeys.SETTINGS, sk));
  }

  private Settings read(long version) {
    Workspace workspace = new Workspace("");
    List<Inbox> inboxes = new ArrayList<>();
    List<Team> teams = new ArrayList<>();
    List<User> users = new ArrayList<>();
    List<Label> labels = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    ReplyKeys replyKeys = null;
    for (Item item : table.query(Table.Range.of(TableKeys.SETTINGS, null, MAX_SETTINGS))) {
      String sk = item.text("sk");
      if (sk.startsWith("INBOX#")) {
        inboxes.add(inbox(item));
      } else if (sk.startsWith("TEAM#")) {
        teams.add(
            new Team(
                new TeamId(item.text("id")),
                item.text("name"),
                Team.Assignment.valueOf(item.text("assignment"))));
      } else if (sk.startsWith("USER#")) {
        users.add(user(item));
      } else if (sk.startsWith("LABEL#")) {
        labels.add(new Label(new LabelId(item.text("id")), item.text("name"), item.text("colour")));
      } else if (sk.startsWith("RULE#")) {
        rules.add(rule(item));
      } else if (sk.equals("WORKSPACE")) {
        workspace =
            new Workspace(
                item.text("name"),
                Duration.ofSeconds(
                    item.numberOr("undoSeconds", Workspace.USUAL_UNDO_WINDOW.toSeconds())));
      } else if (sk.equals(REPLY_KEYS)) {
        replyKeys = new ReplyKeys(item.text("current"), item.findText("previous"));
      }
    }
    return new Settings(version, workspace, inboxes, teams, users, labels, rules, replyKeys);
  }

  private static Inbox inbox(Item item) {
    InboxId id = new InboxId(item.text("id"));
    TeamId team = new TeamId(item.text("team"));
    String channel = item.text("channel");
    return switch (channel) {
      case "email" ->
          new Inbox.Email(
              id,
              item.text("name"),
              team,
              MailAddress.parse(item.text("address")),
              item.texts("aliases").stream().map(MailAddress::parse).toList(),
              item.text("senderName"),
              !item.has("replyAddresses") || item.flag("replyAddresses"),
              policy(item.findMap("policy")));
      case "whatsapp" ->
          new Inbox.WhatsApp(
              id, item.text("name"), team, item.text("phoneNumberId"), item.text("displayNumber"));
      default -> throw new IllegalStateException("No channel is called '%s'".formatted(channel));
    };
  }

  private static Item policy(MailPolicy policy) {
    Item item = Item.empty().flag("admitsInfected", policy.admitsInfected());
    return switch (policy.spam()) {
      case MailPolicy.OnSpam.Deliver() -> item.text("spam", "deliver");
      case MailPolicy.OnSpam.Close(LabelId label) ->
          item.text("spam", "close").text("spamLabel", label.value());
      case MailPolicy.OnSpam.Quarantine() -> item.text("spam", "quarantine");
    };
  }

  /// An inbox that was saved before there were policies has the usual one.
  private static MailPolicy policy(@Nullable Item item) {
    if (item == null) {
      return MailPolicy.USUAL;
    }
    String spam = item.text("spam");
    return new MailPolicy(
        switch (spam) {
          case "deliver" -> new MailPolicy.OnSpam.Deliver();
          case "close" -> new MailPolicy.OnSpam.Close(new LabelId(item.text("spamLabel")));
          case "quarantine" -> new MailPolicy.OnSpam.Quarantine();
          default -> throw new IllegalStateException("No spam policy is '%s'".formatted(spam));
        },
        item.flag("admitsInfected"));
  }

  private static User user(Item item) {
    Set<TeamId> teams = item.texts("teams").stream().map(TeamId::new).collect(Collectors.toSet());
    return new User(
        new UserId(item.text("id")),
        item.text("name"),
        MailAddress.parse(item.text("email")),
        User.Role.valueOf(item.text("role")),
        teams,
        item.flag("available"));
  }

  private static Rule rule(Item item) {
    String team = item.findText("team");
    return new Rule(
        new RuleId(item.text("id")),
        item.number("version"),
        item.text("name"),
        item.flag("enabled"),
        (int) item.number("position"),
        new Rule.Condition(
            item.texts("places").stream().map(Rule.Place::valueOf).toList(), item.texts("words")),
        new Rule.Actions(
            item.texts("labels").stream().map(LabelId::new).toList(),
            team == null ? null : new TeamId(team),
            item.flag("close")));
  }
}
