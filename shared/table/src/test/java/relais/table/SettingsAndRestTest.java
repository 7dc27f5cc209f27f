package relais.table;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.table.TestConversations.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Acknowledgement;
import relais.conversation.BusinessHours;
import relais.conversation.Channel;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.LabelId;
import relais.conversation.Language;
import relais.conversation.MailPolicy;
import relais.conversation.Rule;
import relais.conversation.RuleId;
import relais.conversation.Settings;
import relais.conversation.UserId;
import relais.conversation.Workspace;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class SettingsAndRestTest {
  private final Table table;

  SettingsAndRestTest(AwsParts aws) {
    AwsParts fresh = aws.fresh();
    table = new Table(fresh.clients().dynamoDb(), fresh.table("Table"));
  }

  @Test
  void all_settings_are_read_as_they_were_written() {
    SettingsStore store = new SettingsStore(table);
    Settings written = HarbourGoods.settings();
    store.saveAll(written);
    Settings read = store.load();
    assertThat(read.workspace()).isEqualTo(written.workspace());
    assertThat(read.inboxes()).containsExactlyInAnyOrderElementsOf(written.inboxes());
    assertThat(read.teams()).containsExactlyInAnyOrderElementsOf(written.teams());
    assertThat(read.users()).containsExactlyInAnyOrderElementsOf(written.users());
    assertThat(read.labels()).containsExactlyInAnyOrderElementsOf(written.labels());
    assertThat(read.rules()).containsExactlyInAnyOrderElementsOf(written.rules());
    assertThat(store.load()).isSameAs(read);
  }

  @Test
  void what_holds_for_the_workspace_is_changed_one_by_one_and_nothing_else_is_written_over() {
    SettingsStore mine = new SettingsStore(table);
    SettingsStore theirs = new SettingsStore(table);
    mine.saveAll(HarbourGoods.settings());
    Workspace before = theirs.load().workspace();
    mine.saveUndoWindow(Duration.ofSeconds(25));
    theirs.saveQuoting(!before.quotes());
    assertThat(mine.load().workspace())
        .isEqualTo(new Workspace(before.name(), Duration.ofSeconds(25), !before.quotes()));
  }

  @Test
  void a_workspace_without_a_name_has_settings_too() {
    SettingsStore store = new SettingsStore(table);
    store.saveUndoWindow(Duration.ofSeconds(5));
    assertThat(store.load().workspace()).isEqualTo(new Workspace("").with(Duration.ofSeconds(5)));
  }

  @Test
  void a_rule_is_changed_only_from_the_version_that_was_read_and_others_see_it_at_once() {
    SettingsStore mine = new SettingsStore(table);
    SettingsStore theirs = new SettingsStore(table);
    mine.saveAll(HarbourGoods.settings());
    Rule rule = theirs.load().rules().getFirst();
    Rule renamed =
        new Rule(
            rule.id(), rule.version() + 1, "Renamed", true, 1, rule.condition(), rule.actions());
    assertThat(mine.save(renamed, rule.version())).isTrue();
    assertThat(mine.save(renamed, rule.version())).isFalse();
    assertThat(mine.save(renamed, 0)).isFalse();
    assertThat(theirs.load().findRule(rule.id())).contains(renamed);
    assertThat(mine.delete(rule.id(), rule.version())).isFalse();
    assertThat(mine.delete(rule.id(), renamed.version())).isTrue();
    assertThat(theirs.load().findRule(rule.id())).isEmpty();
    assertThat(mine.delete(new RuleId("none"), 1)).isFalse();
  }

  @Test
  void availability_belongs_to_users_that_exist() {
    SettingsStore store = new SettingsStore(table);
    store.saveAll(HarbourGoods.settings());
    assertThat(store.saveAvailability(new UserId("tom"), false)).isTrue();
    assertThat(store.load().findUser(new UserId("tom")).orElseThrow().available()).isFalse();
    assertThat(store.saveAvailability(new UserId("ghost"), false)).isFalse();
  }

  @Test
  void an_inbox_keeps_its_policy_and_one_without_has_the_usual() {
    SettingsStore store = new SettingsStore(table);
    Inbox.Email support = support();
    for (MailPolicy policy :
        List.of(
            MailPolicy.USUAL,
            new MailPolicy(new MailPolicy.OnSpam.Close(new LabelId("spam")), false),
            new MailPolicy(new MailPolicy.OnSpam.Quarantine(), true))) {
      store.save(support.with(policy));
      assertThat(store.load().findInbox(support.id())).contains(support.with(policy));
    }
  }

  @Test
  void an_inbox_keeps_all_that_can_be_set() {
    SettingsStore store = new SettingsStore(table);
    Inbox.Email set =
        support()
            .with(new Inbox.Outgoing("Harbour Goods", false, "<p>Kind regards</p>"))
            .withHours(
                new BusinessHours(
                    ZoneId.of("Europe/Amsterdam"),
                    Map.of(
                        DayOfWeek.MONDAY,
                        List.of(between("09:00", "12:30"), between("13:00", "00:00"))),
                    new TreeSet<>(Set.of(LocalDate.of(2026, 12, 25)))))
            .with(
                new Acknowledgement(
                    true,
                    Language.DUTCH,
                    Map.of(
                        Language.DUTCH,
                        new Acknowledgement.Wording("Dank u", "Tot morgen"),
                        Language.FRENCH,
                        new Acknowledgement.Wording("Merci", null)),
                    new Acknowledgement.Limits(3, 50)));
    store.save(set);
    assertThat(store.load().findInbox(set.id())).contains(set);
    assertThat(store.findInbox(set.id())).contains(new SettingsStore.SavedInbox(set, 1));
  }

  @Test
  void an_inbox_from_before_there_was_more_to_set_is_as_it_was() {
    SettingsStore store = new SettingsStore(table);
    store.save(support());
    table.put(
        Item.at(InboxItem.key(HarbourGoods.SUPPORT_INBOX))
            .text("id", "support")
            .text("name", "Support")
            .text("team", "support")
            .text("channel", "email")
            .text("address", "support@harbourgoods.example")
            .texts("aliases", List.of("help@harbourgoods.example"))
            .text("senderName", "Harbour Goods"));
    assertThat(store.findInbox(HarbourGoods.SUPPORT_INBOX))
        .contains(new SettingsStore.SavedInbox(support(), 1));
    assertThat(store.save(support(), 1, store.load().version()))
        .isEqualTo(SettingsStore.InboxSaved.DONE);
  }

  @Test
  void an_account_at_a_provider_keeps_what_its_channel_needs() {
    SettingsStore store = new SettingsStore(table);
    Inbox.Connected number =
        new Inbox.Connected(
            new InboxId("sms"),
            "Text messages",
            HarbourGoods.SUPPORT,
            Channel.of("sms"),
            "+31205550142",
            "+31 20 555 0142",
            Map.of("accountSid", "AC0"));
    store.save(number);
    assertThat(store.load().findInbox(Channel.of("sms"), "+31205550142")).contains(number);
    assertThat(store.load().findInbox(Channel.of("voice"), "+31205550142")).isEmpty();
  }

  @Test
  void a_number_that_customers_call_keeps_its_hours() {
    SettingsStore store = new SettingsStore(table);
    Inbox.Connected number = telephone().withHours(hours(DayOfWeek.MONDAY));
    store.save(number);
    assertThat(store.load().findInbox(number.id())).contains(number);
    store.save(telephone());
    assertThat(store.load().findInbox(number.id())).contains(telephone());
  }

  @Test
  void hours_of_calls_from_before_they_were_business_hours_are_read_as_such() {
    assertThat(savedWith(Map.of("days", "1-2", "hours", "09:00-17:30", "timeZone", "Europe/Paris")))
        .isEqualTo(
            new BusinessHours(
                ZoneId.of("Europe/Paris"),
                Map.of(
                    DayOfWeek.MONDAY,
                    List.of(between("09:00", "17:30")),
                    DayOfWeek.TUESDAY,
                    List.of(between("09:00", "17:30"))),
                new TreeSet<>()));
    assertThat(savedWith(Map.of("days", "7")))
        .isEqualTo(
            new BusinessHours(
                ZoneOffset.UTC,
                Map.of(DayOfWeek.SUNDAY, List.of(between("00:00", "00:00"))),
                new TreeSet<>()));
    assertThat(savedWith(Map.of("hours", "08:00-00:00", "timeZone", "No/Where")))
        .isEqualTo(
            new BusinessHours(
                ZoneOffset.UTC,
                Arrays.stream(DayOfWeek.values())
                    .collect(Collectors.toMap(day -> day, _ -> List.of(between("08:00", "00:00")))),
                new TreeSet<>()));
    assertThat(savedWith(Map.of("hours", "22:00-06:00")))
        .isEqualTo(new BusinessHours(ZoneOffset.UTC, Map.of(), new TreeSet<>()));
    assertThat(savedWith(Map.of("timeZone", "Europe/Paris"))).isNull();
  }

  @Test
  void plain_hours_go_when_the_inbox_is_saved_anew() {
    savedWith(Map.of("days", "1-5"));
    SettingsStore store = new SettingsStore(table);
    store.save(telephone().withHours(hours(DayOfWeek.SUNDAY)));
    assertThat(store.load().findInbox(telephone().id()))
        .contains(telephone().withHours(hours(DayOfWeek.SUNDAY)));
  }

  private static Inbox.Connected telephone() {
    return new Inbox.Connected(
        new InboxId("voice"),
        "Telephone",
        HarbourGoods.SUPPORT,
        Channel.of("voice"),
        "+31205550144",
        "+31 20 555 0144",
        Map.of("forwardTo", "+31205550100"));
  }

  private static BusinessHours hours(DayOfWeek day) {
    return new BusinessHours(
        ZoneId.of("Europe/Amsterdam"),
        Map.of(day, List.of(between("09:00", "12:00"), between("13:00", "00:00"))),
        new TreeSet<>(Set.of(LocalDate.of(2026, 12, 25))));
  }

  private static BusinessHours.Interval between(String from, String until) {
    return new BusinessHours.Interval(LocalTime.parse(from), LocalTime.parse(until));
  }

  /// The hours of a number that was saved with these plain settings, which are none of them now.
  private @Nullable BusinessHours savedWith(Map<String, String> plain) {
    Item settings = Item.empty().text("forwardTo", "+31205550100");
    plain.forEach(settings::text);
    table.put(
        Item.at(InboxItem.key(telephone().id()))
            .text("id", "voice")
            .text("name", "Telephone")
            .text("team", "support")
            .text("channel", "voice")
            .text("account", "+31205550144")
            .text("address", "+31 20 555 0144")
            .map("settings", settings));
    Inbox.Connected read =
        (Inbox.Connected)
            new SettingsStore(table).findInbox(telephone().id()).orElseThrow().inbox();
    assertThat(read.withHours(null)).isEqualTo(telephone());
    return read.hours();
  }

  @Test
  void a_number_of_whatsapp_from_before_there_were_other_channels_is_as_it_was() {
    SettingsStore store = new SettingsStore(table);
    table.put(
        Item.at(InboxItem.key(HarbourGoods.WHATSAPP_INBOX))
            .text("id", "whatsapp")
            .text("name", "WhatsApp")
            .text("team", "support")
            .text("channel", "whatsapp")
            .text("phoneNumberId", HarbourGoods.PHONE_NUMBER_ID)
            .text("displayNumber", "+31 20 555 0142"));
    assertThat(store.findInbox(HarbourGoods.WHATSAPP_INBOX).map(SettingsStore.SavedInbox::inbox))
        .contains(
            new Inbox.Connected(
                HarbourGoods.WHATSAPP_INBOX,
                "WhatsApp",
                HarbourGoods.SUPPORT,
                Channel.WHATSAPP,
                HarbourGoods.PHONE_NUMBER_ID,
                "+31 20 555 0142"));
  }

  @Test
  void an_inbox_is_changed_only_from_what_was_read_and_decided_against() {
    SettingsStore mine = new SettingsStore(table);
    SettingsStore theirs = new SettingsStore(table);
    mine.saveAll(HarbourGoods.settings());
    long against = mine.load().version();
    Inbox.Email changed = support().with(support().outgoing().withReplyAddresses(false));
    assertThat(mine.save(changed, 1, against)).isEqualTo(SettingsStore.InboxSaved.DONE);
    assertThat(mine.save(changed, 1, against + 1))
        .isEqualTo(SettingsStore.InboxSaved.INBOX_CHANGED);
    assertThat(mine.save(changed, 0, against + 1))
        .isEqualTo(SettingsStore.InboxSaved.INBOX_CHANGED);
    assertThat(mine.save(support(), 2, against))
        .isEqualTo(SettingsStore.InboxSaved.SETTINGS_CHANGED);
    assertThat(theirs.findInbox(changed.id())).contains(new SettingsStore.SavedInbox(changed, 2));
    assertThat(theirs.load().findInbox(changed.id())).contains(changed);
  }

  private static Inbox.Email support() {
    return (Inbox.Email)
        HarbourGoods.settings().findInbox(HarbourGoods.SUPPORT_INBOX).orElseThrow();
  }

  @Test
  void health_shows_the_last_times_and_each_failure_of_a_day_once() {
    Health health = new Health(table);
    Health another = new Health(table);
    health.cameIn(HarbourGoods.SUPPORT_INBOX, NOW);
    health.cameIn(HarbourGoods.SUPPORT_INBOX, NOW.plusSeconds(19));
    another.cameIn(HarbourGoods.SUPPORT_INBOX, NOW.minusSeconds(5));
    health.wentOut(HarbourGoods.SALES_INBOX, NOW);
    health.wentOut(HarbourGoods.SALES_INBOX, NOW.plusSeconds(20));
    health.failed(HarbourGoods.SALES_INBOX, NOW, "m1");
    another.failed(HarbourGoods.SALES_INBOX, NOW, "m1");
    health.failed(HarbourGoods.SALES_INBOX, NOW.minusSeconds(86_000), "m2");
    health.failed(HarbourGoods.SALES_INBOX, NOW.minusSeconds(86_500), "m3");
    assertThat(health.load(NOW.plusSeconds(60)))
        .isEqualTo(
            Map.of(
                HarbourGoods.SUPPORT_INBOX,
                new Health.Line(NOW, null, 0, null),
                HarbourGoods.SALES_INBOX,
                new Health.Line(null, NOW.plusSeconds(20), 2, null)));
  }

  @Test
  void quarantine_keeps_an_item_once_and_lets_it_go_once() {
    Quarantine quarantine = new Quarantine(table);
    Counts counts = new Counts(table);
    InboundItem.Quarantined item =
        new InboundItem.Quarantined(
            "email/unrouted/1",
            NOW,
            Channel.EMAIL,
            InboundItem.Reason.UNROUTED,
            "No inbox has the address nobody@harbourgoods.example",
            null,
            "jo@example.org",
            "nobody@harbourgoods.example",
            "mail/1",
            1234);
    assertThat(quarantine.keep(item)).isEqualTo(Saved.DONE);
    assertThat(quarantine.keep(item)).isEqualTo(Saved.ALREADY_RECEIVED);
    List<Quarantine.Kept> kept = quarantine.page(null, 10);
    assertThat(kept).extracting(Quarantine.Kept::item).containsExactly(item);
    assertThat(Counts.ofQuarantine(counts.load())).isEqualTo(1);
    assertThat(quarantine.page(kept.getFirst().id(), 10)).isEmpty();
    assertThat(quarantine.find(kept.getFirst().id())).contains(kept.getFirst());
    assertThat(quarantine.dismiss(kept.getFirst().id())).isTrue();
    assertThat(quarantine.dismiss(kept.getFirst().id())).isFalse();
    assertThat(Counts.ofQuarantine(counts.load())).isZero();
  }

  @Test
  void a_ticket_opens_one_connection_within_a_minute() {
    Connections connections = new Connections(table);
    UserId tom = new UserId("tom");
    connections.issue("secret", tom, NOW);
    assertThat(connections.redeem("guess", NOW)).isEmpty();
    assertThat(connections.redeem("secret", NOW.plusSeconds(59)))
        .contains(new Connections.Holder.Agent(tom));
    assertThat(connections.redeem("secret", NOW.plusSeconds(59))).isEmpty();
    connections.issue("late", tom, NOW);
    assertThat(connections.redeem("late", NOW.plusSeconds(61))).isEmpty();
    connections.open("c1", tom, NOW);
    assertThat(connections.all()).containsExactly(new Connections.Connection("c1", tom));
    connections.close("c1");
    assertThat(connections.all()).isEmpty();
  }

  @Test
  void readme_and_keys_list_the_same_access_patterns() throws IOException {
    Pattern number = Pattern.compile("\\bA(\\d+)\\b");
    Set<String> inReadme = numbers(number, Files.readString(Path.of("README.md")));
    Set<String> inKeys =
        numbers(number, Files.readString(Path.of("src/main/java/relais/table/TableKeys.java")));
    assertThat(inKeys).isEqualTo(inReadme).isNotEmpty();
  }

  private static Set<String> numbers(Pattern number, String text) {
    return number
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
