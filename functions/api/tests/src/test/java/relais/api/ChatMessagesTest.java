package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Amending;
import relais.conversation.Amendment;
import relais.conversation.Channel;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.MessageBody;
import relais.conversation.Outside;
import relais.conversation.StoredFile;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.AmendedMessages;
import relais.table.Decisions;
import relais.table.Saved;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChatMessagesTest {
  private final Desk desk;

  ChatMessagesTest(AwsParts parts) {
    desk = Desk.open(parts.fresh());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void a_message_shows_its_parts_and_no_link_that_runs() {
    Conversation conversation =
        begin(
            ChatFields.of(
                "Here",
                List.of(
                    new ChatPart.Place("52.37", "4.90", "Café", null, "javascript:alert(1)"),
                    new ChatPart.Card(
                        "Jan Smit", null, List.of("+31611112222"), List.of("jan@example.org")))),
            List.of());
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(detail.text("timeline.0.chat.words")).isEqualTo("Here");
    assertThat(detail.text("timeline.0.chat.parts.0.part")).isEqualTo("place");
    assertThat(detail.text("timeline.0.chat.parts.0.url")).isEqualTo("null");
    assertThat(detail.text("timeline.0.chat.parts.1.phones.0")).isEqualTo("+31611112222");
  }

  @Test
  void edited_words_stand_and_the_old_ones_are_in_the_history() {
    Conversation conversation = begin(ChatFields.ofWords("A lamp?"), List.of());
    amend(
        conversation,
        new Amendment.Edited(
            now(), false, MessageBody.ofText("Two lamps?"), ChatFields.ofWords("Two lamps?")));
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(detail.text("timeline.0.chat.words")).isEqualTo("Two lamps?");
    assertThat(detail.text("timeline.0.text")).isEqualTo("Two lamps?");
    Answer history = desk.get("sanne", Desk.path(conversation, message(detail) + "/history"));
    assertThat(history.text("versions.0.text")).isEqualTo("A lamp?");
    assertThat(history.text("versions.1.text")).isEqualTo("Two lamps?");
  }

  @Test
  void what_was_taken_back_is_seen_by_admins_alone() {
    Conversation conversation = begin(ChatFields.ofWords("My secret"), List.of());
    amend(conversation, new Amendment.Deleted(now(), false));
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(detail.json().toString()).doesNotContain("secret");
    assertThat(detail.text("timeline.0.chat.deletedAt")).isNotEqualTo("null");
    for (String hidden : List.of("/history", "/original")) {
      assertThat(desk.get("sanne", Desk.path(conversation, message(detail) + hidden)).status())
          .as(hidden)
          .isEqualTo(403);
    }
    assertThat(desk.get("sanne", Desk.path(conversation, message(detail) + "/body")).status())
        .isEqualTo(404);
    assertThat(
            desk.get("amelie", Desk.path(conversation, message(detail) + "/history"))
                .text("versions.0.text"))
        .isEqualTo("My secret");
  }

  @Test
  void what_was_said_outside_and_changed_there_shows_its_newest_words() {
    Conversation conversation = sentOutside("They are by the door.");
    Answer first = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(last(first, "direction")).isEqualTo("out");
    assertThat(last(first, "chat.reactable")).isEqualTo("true");
    amend(
        conversation,
        ours(conversation),
        new Amendment.Edited(
            now(),
            true,
            MessageBody.ofText("They are by the window."),
            ChatFields.ofWords("They are by the window.")));
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(last(detail, "chat.words")).isEqualTo("They are by the window.");
    assertThat(last(detail, "text")).isEqualTo("They are by the window.");
    assertThat(last(detail, "chat.editedAt")).isNotEqualTo("null");
    assertThat(detail.text("conversation.preview")).isEqualTo("They are by the window.");
    Answer history =
        desk.get("sanne", Desk.path(conversation, "/messages/" + last(detail, "id") + "/history"));
    assertThat(history.text("versions.0.text")).isEqualTo("They are by the door.");
    assertThat(history.text("versions.1.text")).isEqualTo("They are by the window.");
  }

  @Test
  void what_was_said_outside_and_taken_back_there_is_read_by_admins_alone() {
    Conversation conversation = sentOutside("By the secret door.");
    amend(conversation, ours(conversation), new Amendment.Deleted(now(), true));
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(detail.json().toString()).doesNotContain("secret");
    assertThat(last(detail, "chat.deletedAt")).isNotEqualTo("null");
    assertThat(last(detail, "chat.reactable")).isEqualTo("false");
    String message = "/messages/" + last(detail, "id");
    assertThat(desk.get("sanne", Desk.path(conversation, message + "/history")).status())
        .isEqualTo(403);
    assertThat(desk.get("sanne", Desk.path(conversation, message + "/body")).status())
        .isEqualTo(404);
    assertThat(
            desk.get("amelie", Desk.path(conversation, message + "/history"))
                .text("versions.0.text"))
        .isEqualTo("By the secret door.");
  }

  private Conversation sentOutside(String words) {
    Conversation conversation = begin(ChatFields.ofWords("Where are the lamps?"), List.of());
    Conversation before = desk.now(conversation);
    desk.clock().advance(Duration.ofSeconds(1));
    String name = Desk.newKey();
    InboundItem.SentByAccount item =
        new InboundItem.SentByAccount(
            "whatsapp/" + name,
            now(),
            HarbourGoods.WHATSAPP_INBOX,
            Channel.WHATSAPP,
            before.origin().identity(),
            now(),
            MessageBody.ofText(words),
            List.of(),
            name,
            "webhook/whatsapp/" + name);
    assertThat(
            desk.part(Decisions.class)
                .save(before, Outside.grow(before, List.of(), item), item.source()))
        .isEqualTo(Saved.DONE);
    return conversation;
  }

  @Test
  void reactions_stand_on_their_message() {
    Conversation conversation = begin(ChatFields.ofWords("Thanks"), List.of());
    amend(conversation, new Amendment.Reacted(now(), "phone:+31", null, "👍"));
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(detail.text("timeline.0.chat.reactions.0.emoji")).isEqualTo("👍");
    assertThat(detail.text("timeline.0.chat.reactions.0.ours")).isEqualTo("false");
  }

  @Test
  void a_reaction_made_outside_is_the_teams() {
    Conversation conversation = begin(ChatFields.ofWords("Thanks"), List.of());
    amend(conversation, new Amendment.Reacted(now(), Amendment.US, null, "🙏"));
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(detail.text("timeline.0.chat.reactions.0.ours")).isEqualTo("true");
    assertThat(detail.text("timeline.0.chat.reactions.0.author.kind")).isEqualTo("outside");
  }

  @Test
  void a_card_is_saved_to_the_contact_once_and_never_taken_from_another() {
    Conversation conversation = begin(ChatFields.ofWords("Hello"), List.of());
    String path = Desk.path(conversation, "/identities");
    String jan = "{\"kind\":\"phone\",\"value\":\"+31 6 1111 2222\"}";
    assertThat(post(path, jan).status()).isEqualTo(200);
    assertThat(post(path, jan).status()).isEqualTo(200);
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(detail.list("contact.identities")).hasSize(2);
    Conversation other = desk.chat("Me too");
    Answer refused = post(Desk.path(other, "/identities"), jan);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("identity-taken");
    assertThat(post(path, "{\"kind\":\"phone\",\"value\":\"06 1111\"}").status()).isEqualTo(400);
  }

  @Test
  void a_file_that_failed_is_asked_for_once_more() {
    Conversation conversation =
        begin(
            ChatFields.ofWords(""),
            List.of(
                new StoredFile(
                    "a.jpg",
                    "image/jpeg",
                    0,
                    null,
                    false,
                    new StoredFile.State.Failed("77", FileTrouble.GONE)),
                new StoredFile(
                    "b.jpg",
                    "image/jpeg",
                    0,
                    null,
                    false,
                    new StoredFile.State.Failed("", FileTrouble.NOT_PASSED_ON))));
    Answer detail = desk.get("sanne", Desk.path(conversation, ""));
    assertThat(detail.text("timeline.0.files.0.retryable")).isEqualTo("true");
    assertThat(detail.text("timeline.0.files.1.retryable")).isEqualTo("false");
    String files = Desk.path(conversation, message(detail) + "/files/");
    assertThat(post(files + "0/retry", "{}").text("entry.files.0.state")).isEqualTo("fetching");
    assertThat(post(files + "0/retry", "{}").status()).isEqualTo(202);
    assertThat(post(files + "1/retry", "{}").code()).isEqualTo("not-retryable");
    Entry.InboundMessage message = (Entry.InboundMessage) desk.timeline(conversation).getFirst();
    assertThat(message.files().getFirst().state())
        .isEqualTo(new StoredFile.State.Fetching("77", 2));
  }

  private Answer post(String path, String body) {
    return desk.post("sanne", path, body, Desk.key(Desk.newKey()));
  }

  private static String message(Answer detail) {
    return "/messages/" + detail.text("timeline.0.id");
  }

  private Instant now() {
    return desk.clock().instant();
  }

  private static String last(Answer detail, String field) {
    return detail.text("timeline.%d.%s".formatted(detail.list("timeline").size() - 1, field));
  }

  private Entry ours(Conversation conversation) {
    return desk.timeline(conversation).stream()
        .filter(Entry.OutboundMessage.class::isInstance)
        .findFirst()
        .orElseThrow();
  }

  private void amend(Conversation conversation, Amendment amendment) {
    amend(conversation, desk.timeline(conversation).getFirst(), amendment);
  }

  private void amend(Conversation conversation, Entry message, Amendment amendment) {
    AmendedMessages amendedMessages = desk.part(AmendedMessages.class);
    Conversation before = desk.now(conversation);
    Amending.Amended amended =
        Amending.amend(before, message, amendment, EntryIds.derived(now(), "amend"), now())
            .orElseThrow();
    amendedMessages.amend(before, amended, "amend/" + conversation.id(), now());
  }

  private Conversation begin(ChatFields chat, List<StoredFile> files) {
    Instant now = now();
    String name = Desk.newKey();
    return desk.begin(
        new InboundItem.Received(
            "whatsapp/" + name,
            now,
            HarbourGoods.WHATSAPP_INBOX,
            Channel.WHATSAPP,
            new Identity("phone", "+3165" + Math.floorMod(name.hashCode(), 10_000_000)),
            "Ada",
            now,
            null,
            MessageBody.ofText(chat.words()),
            files,
            name,
            "webhook/whatsapp/" + name,
            null,
            null,
            null,
            chat));
  }
}
