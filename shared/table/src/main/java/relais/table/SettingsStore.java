package relais.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Label;
import relais.conversation.LabelId;
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
  static final TableKeys.Key VERSION = new TableKeys.Key(TableKeys.SETTINGS, "VERSION");

  /// DynamoDB takes a hundred in one transaction; the version is one of them.
  private static final int WRITES_AT_ONCE = 99;

  private static final String WORKSPACE = "WORKSPACE";
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

  /// Writes all settings of a workspace that has none of these yet, many with each request.
  public void saveAll(Settings settings) {
    List<Table.Write> writes = new ArrayList<>();
    writes.add(written(settings.workspace()));
    settings.teams().forEach(team -> writes.add(written(team)));
    settings.users().forEach(user -> writes.add(written(user)));
    settings.labels().forEach(label -> writes.add(written(label)));
    settings.inboxes().forEach(inbox -> writes.add(written(inbox)));
    for (int from = 0; from < writes.size(); from += WRITES_AT_ONCE) {
      List<Table.Write> some =
          new ArrayList<>(writes.subList(from, Math.min(from + WRITES_AT_ONCE, writes.size())));
      some.add(nextVersion(null, 0));
      table.transactPatiently(some);
    }
    settings.rules().forEach(rule -> save(rule, 0));
  }

  /// Writes an inbox as it is at first, whatever was there.
  public void save(Inbox inbox) {
    saveWithVersion(written(inbox));
  }

  private Table.Write written(Inbox inbox) {
    return table.put("inbox", InboxItem.write(inbox, 1));
  }

  /// An inbox and its version.
  ///
  /// @param version counts the changes to this inbox
  public record SavedInbox(Inbox inbox, long version) {}

  /// A11: one inbox with its version.
  public Optional<SavedInbox> findInbox(InboxId id) {
    return table
        .get(InboxItem.key(id))
        .map(item -> new SavedInbox(InboxItem.read(item), InboxItem.version(item)));
  }

  /// What came of saving an inbox.
  public enum InboxSaved {
    DONE,
    /// Somebody changed this inbox in between, or one of its name exists already.
    INBOX_CHANGED,
    /// Somebody changed some other setting: what was decided is to be decided again.
    SETTINGS_CHANGED
  }

  /// Writes an inbox that was decided on against all settings, so that no two have one address.
  ///
  /// @param expected the version of the inbox that was read; 0 for a new one
  /// @param against the version of all settings that the decision rests on
  public InboxSaved save(Inbox inbox, long expected, long against) {
    Item item = InboxItem.write(inbox, expected + 1);
    Table.Write write =
        table.put(
            "inbox",
            item,
            expected == 0
                ? Table.Condition.IS_NEW
                : new Table.Condition(
                    "#version = :expected"
                        + (expected == 1
                            ? " OR (attribute_exists(pk) AND attribute_not_exists(#version))"
                            : ""),
                    Map.of("#version", "version"),
                    Item.empty().number(":expected", expected)));
    return table
        .transactPatiently(List.of(write, nextVersion("#version = :against", against)))
        .map(
            refused ->
                refused.equals("inbox") ? InboxSaved.INBOX_CHANGED : InboxSaved.SETTINGS_CHANGED)
        .orElse(InboxSaved.DONE);
  }

  /// Writes a team.
  public void save(Team team) {
    saveWithVersion(written(team));
  }

  private Table.Write written(Team team) {
    return table.put(
        "team",
        at("TEAM#" + team.id().value())
            .text("id", team.id().value())
            .text("name", team.name())
            .text("assignment", team.assignment().name()));
  }

  /// Writes a user.
  public void save(User user) {
    saveWithVersion(written(user));
  }

  private Table.Write written(User user) {
    return table.put(
        "user",
        at("USER#" + user.id().value())
            .text("id", user.id().value())
            .text("name", user.name())
            .text("email", user.email().toString())
            .text("role", user.role().name())
            .texts("teams", user.teams().stream().map(TeamId::value).sorted().toList())
            .flag("available", user.available())
            .text("telephone", user.telephone())
            .text("photo", user.photo()));
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

  /// Says which number is rung when a user calls a customer.
  ///
  /// @param number null for none
  /// @return false when there is no such user
  public boolean saveTelephone(UserId user, @Nullable String number) {
    return saveOfUser(user, "telephone", number);
  }

  /// Says which picture shows a user.
  ///
  /// @param photo its name; null for none
  /// @return false when there is no such user
  public boolean savePhoto(UserId user, @Nullable String photo) {
    return saveOfUser(user, "photo", photo);
  }

  private boolean saveOfUser(UserId user, String attribute, @Nullable String value) {
    return saveWithVersion(
        table.update(
            "user",
            new TableKeys.Key(TableKeys.SETTINGS, "USER#" + user.value()),
            new Table.Change(
                value == null ? "REMOVE #attribute" : "SET #attribute = :value",
                "attribute_exists(pk)",
                Map.of("#attribute", attribute),
                value == null ? Item.empty() : Item.empty().text(":value", value))));
  }

  /// Writes a label.
  public void save(Label label) {
    saveWithVersion(written(label));
  }

  private Table.Write written(Label label) {
    return table.put(
        "label",
        at("LABEL#" + label.id().value())
            .text("id", label.id().value())
            .text("name", label.name())
            .text("colour", label.colour()));
  }

  /// Says how long replies can be taken back. What else holds for the workspace stays as it is,
  /// also when somebody changes it in the same moment.
  public void saveUndoWindow(Duration window) {
    saveOfWorkspace("undoSeconds", Item.empty().number(":value", window.toSeconds()));
  }

  /// Says whether replies quote, for agents who have not said; likewise.
  public void saveQuoting(boolean quotes) {
    saveOfWorkspace("quotes", Item.empty().flag(":value", quotes));
  }

  private void saveOfWorkspace(String attribute, Item value) {
    saveWithVersion(
        table.update(
            "workspace",
            new TableKeys.Key(TableKeys.SETTINGS, WORKSPACE),
            new Table.Change(
                "SET #attribute = :value", null, Map.of("#attribute", attribute), value)));
  }

  /// Writes what holds for the whole workspace, whatever was there.
  public void save(Workspace workspace) {
    saveWithVersion(written(workspace));
  }

  private Table.Write written(Workspace workspace) {
    return table.put(
        "workspace",
        at(WORKSPACE)
            .text("name", workspace.name())
            .number("undoSeconds", workspace.undoWindow().toSeconds())
            .flag("quotes", workspace.quotes()));
  }

  /// Writes the keys that sign reply addresses.
  ///
  /// @param expected those that were read; null when there were none
  /// @return false when others were written in between
  public boolean save(ReplyKeys keys, @Nullable ReplyKeys expected) {
    return saveWithVersion(
        table.put(
            "reply-keys",
            at(REPLY_KEYS)
                .text("current", keys.current())
                .text("previous", keys.previous())
                .instant("since", keys.since()),
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
    return table.transactPatiently(List.of(write, nextVersion(null, 0))).isEmpty();
  }

  /// @param condition on the version of all settings; null for none
  /// @param against the version that the condition calls `:against`
  private Table.Write nextVersion(@Nullable String condition, long against) {
    Item values = Item.empty().number(":one", 1);
    return table.update(
        "version",
        VERSION,
        new Table.Change(
            "ADD #version :one",
            condition,
            Map.of("#version", "version"),
            condition == null ? values : values.number(":against", against)));
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
        inboxes.add(InboxItem.read(item));
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
      } else if (sk.equals(WORKSPACE)) {
        workspace =
            new Workspace(
                item.has("name") ? item.text("name") : "",
                Duration.ofSeconds(
                    item.numberOr("undoSeconds", Workspace.USUAL_UNDO_WINDOW.toSeconds())),
                !item.has("quotes") || item.flag("quotes"));
      } else if (sk.equals(REPLY_KEYS)) {
        replyKeys =
            new ReplyKeys(
                item.text("current"), item.findText("previous"), item.findInstant("since"));
      }
    }
    return new Settings(version, workspace, inboxes, teams, users, labels, rules, replyKeys);
  }

  private static User user(Item item) {
    Set<TeamId> teams = item.texts("teams").stream().map(TeamId::new).collect(Collectors.toSet());
    return new User(
        new UserId(item.text("id")),
        item.text("name"),
        MailAddress.parse(item.text("email")),
        User.Role.valueOf(item.text("role")),
        teams,
        item.flag("available"),
        item.findText("telephone"),
        item.findText("photo"));
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
