package relais.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.AccentColour;
import relais.conversation.BusinessHours;
import relais.conversation.ChatKeys;
import relais.conversation.ChatPresence;
import relais.conversation.ChatSettings;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.FormSettings;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.SiteOrigin;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.conversation.Visitor;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChatsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final InboxId CHAT = new InboxId("shop-chat");
  private static final Visitor VISITOR = Visitor.browser(CHAT, "0123456789abcdef".repeat(2));
  private static final ConversationId CONVERSATION =
      new ConversationId(Ulid.derived(NOW, "conversation"));

  private final Table table;
  private final Chats chats;

  ChatsTest(AwsParts aws) {
    table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    chats = new Chats(table);
  }

  @Test
  void the_first_secrets_of_a_chat_stay_and_are_changed_only_as_they_were_read() {
    InboxId chat = new InboxId("keys");
    assertThat(chats.findKeys(chat)).isEmpty();
    ChatKeys first = new ChatKeys("0a".repeat(32), "0b".repeat(32));
    assertThat(chats.keys(chat, first)).isEqualTo(first);
    assertThat(chats.keys(chat, new ChatKeys("0c".repeat(32), "0d".repeat(32)))).isEqualTo(first);
    ChatKeys changed = first.withIdentitySecret("0e".repeat(32));
    assertThat(chats.changeKeys(chat, first, changed)).isTrue();
    assertThat(chats.changeKeys(chat, first, first.withIdentitySecret("0f".repeat(32)))).isFalse();
    assertThat(chats.findKeys(chat)).contains(changed);
  }

  @Test
  void what_a_visitor_does_not_say_stays_as_it_was() {
    assertThat(chats.said(VISITOR)).isEqualTo(Chats.Said.NOTHING);
    chats.remember(VISITOR, new Chats.Said("Jo", null, Language.DUTCH), NOW);
    chats.remember(VISITOR, new Chats.Said(null, "jo@example.org", null), NOW);
    assertThat(chats.said(VISITOR))
        .isEqualTo(new Chats.Said("Jo", "jo@example.org", Language.DUTCH));
  }

  @Test
  void who_sits_at_a_chat_is_what_was_heard_last() {
    EntryId first = new EntryId(Ulid.derived(NOW, "one"));
    EntryId second = new EntryId(Ulid.derived(NOW.plusSeconds(1), "two"));
    assertThat(chats.types(CONVERSATION, "Marco", NOW)).isFalse();
    assertThat(chats.read(CONVERSATION, first)).isFalse();
    chats.heard(CONVERSATION, VISITOR, true, "https://shop.example/a", true, NOW);
    chats.heard(
        CONVERSATION, VISITOR, false, "https://shop.example/old", false, NOW.minusSeconds(1));
    assertThat(chats.types(CONVERSATION, "Marco", NOW)).isTrue();
    assertThat(chats.read(CONVERSATION, second)).isTrue();
    assertThat(chats.read(CONVERSATION, first)).isFalse();
    assertThat(chats.findPresence(CONVERSATION))
        .contains(
            new ChatPresence(
                VISITOR,
                NOW,
                true,
                "https://shop.example/a",
                NOW.plus(ChatPresence.TYPES_FOR),
                second,
                "Marco",
                NOW.plus(ChatPresence.TYPES_FOR)));
    chats.heard(CONVERSATION, VISITOR, false, null, false, NOW.plusSeconds(5));
    chats.types(CONVERSATION, null, NOW.plusSeconds(5));
    assertThat(chats.findPresence(CONVERSATION))
        .contains(
            new ChatPresence(
                VISITOR,
                NOW.plusSeconds(5),
                false,
                "https://shop.example/a",
                null,
                second,
                null,
                null));
  }

  @Test
  void so_much_may_be_done_in_a_while_and_no_more() {
    Duration minute = Duration.ofMinutes(1);
    for (int i = 0; i < 3; i++) {
      assertThat(chats.isTooMuch("write jo", 3, minute, NOW)).isFalse();
    }
    assertThat(chats.isTooMuch("write jo", 3, minute, NOW.plusSeconds(59))).isTrue();
    assertThat(chats.isTooMuch("write eve", 3, minute, NOW)).isFalse();
    assertThat(chats.isTooMuch("write jo", 3, minute, NOW.plusSeconds(60))).isFalse();
  }

  @Test
  void a_visitors_ticket_and_connections_are_apart_from_the_teams() {
    Connections connections = new Connections(table);
    connections.issue("of-a-visitor", VISITOR, NOW);
    assertThat(connections.redeem("of-a-visitor", NOW.plusSeconds(59)))
        .contains(new Connections.Holder.OfChat(VISITOR));
    assertThat(connections.redeem("of-a-visitor", NOW.plusSeconds(59))).isEmpty();
    connections.open("agents", new UserId("tom"), NOW);
    connections.open("visitors", VISITOR, NOW);
    assertThat(connections.all())
        .extracting(Connections.Connection::id)
        .contains("agents")
        .doesNotContain("visitors");
    assertThat(connections.of(VISITOR)).containsExactly("visitors");
    assertThat(connections.of(Visitor.browser(CHAT, "f".repeat(32)))).isEmpty();
    connections.close("visitors", VISITOR);
    assertThat(connections.of(VISITOR)).isEmpty();
  }

  @Test
  void a_chat_and_a_form_are_read_as_they_were_written() {
    SettingsStore store = new SettingsStore(table);
    Inbox.WebChat chat =
        new Inbox.WebChat(
            CHAT,
            "Shop chat",
            HarbourGoods.SUPPORT,
            new ChatSettings(
                List.of(new SiteOrigin("https://shop.example")),
                new AccentColour("#224466"),
                Language.FRENCH,
                Map.of(
                    Language.FRENCH, new ChatSettings.Texts("Boutique", "Bonjour", "Plus tard"),
                    Language.DUTCH, new ChatSettings.Texts("Winkel", "Dag", "Later")),
                new ChatSettings.PreChat(ChatSettings.Asked.REQUIRED, ChatSettings.Asked.OPTIONAL),
                new BusinessHours(
                    ZoneId.of("Europe/Amsterdam"),
                    Map.of(
                        DayOfWeek.MONDAY,
                        List.of(
                            new BusinessHours.Interval(LocalTime.of(9, 0), LocalTime.of(17, 0)))),
                    new TreeSet<>()),
                HarbourGoods.SUPPORT_INBOX));
    Inbox.Form form =
        new Inbox.Form(
            new InboxId("contact"),
            "Contact",
            HarbourGoods.SUPPORT,
            new FormSettings(
                HarbourGoods.SUPPORT_INBOX,
                List.of(),
                AccentColour.USUAL,
                Language.ENGLISH,
                Map.of(Language.ENGLISH, new FormSettings.Texts("Write", "", "Thanks")),
                List.of(
                    new FormSettings.Field(
                        "about", "About", FormSettings.Kind.CHOICE, true, List.of("a", "b")),
                    new FormSettings.Field(
                        "more", "More", FormSettings.Kind.LINES, false, List.of())),
                true));
    store.save(chat);
    store.save(form);
    assertThat(store.load().findChat(CHAT)).contains(chat);
    assertThat(store.load().findForm(form.id())).contains(form);
  }
}
