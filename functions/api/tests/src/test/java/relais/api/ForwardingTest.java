package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.blobs.FileStore;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Conversations;

/// Passing mail on, and what comes back beside the exchange with the customer.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForwardingTest {
  private static final Identity SUPPLIER = Identity.email("parts@supplier.example");
  private static final String TO_SUPPLIER =
      "\"to\":[{\"name\":\"Parts\",\"address\":\"parts@supplier.example\"}]";

  private final Desk desk;
  private final FileStore files;

  ForwardingTest(AwsParts aws) {
    desk = Desk.open(aws.fresh());
    files = desk.part(FileStore.class);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private Answer forward(Conversation conversation, String body) {
    return forward(conversation, body, Desk.newKey());
  }

  private Answer forward(Conversation conversation, String body, String key) {
    return desk.post(
        "marco", Desk.path(conversation, "/forwards"), body, Desk.seen(conversation, key));
  }

  private Conversation lampWithPictures() {
    byte[] bytes = "bytes".getBytes(StandardCharsets.UTF_8);
    files.put("attachments/lamp/0", bytes, "image/png");
    files.put("attachments/lamp/1", bytes, "application/pdf");
    return desk.mail(
        HarbourGoods.SUPPORT_INBOX,
        "A lamp",
        new MessageBody("It is broken", "<p>It is broken <img src=\"cid:pic\"></p>", null),
        List.of(
            file("lamp.png", "image/png", "pic", "attachments/lamp/0"),
            file("invoice.pdf", "application/pdf", null, "attachments/lamp/1")));
  }

  private static StoredFile file(
      String name, String type, @org.jspecify.annotations.Nullable String id, String key) {
    return new StoredFile(name, type, 5, id, id != null, new StoredFile.State.Stored(key));
  }

  private Entry.OutboundMessage sent(Conversation conversation, Answer answer) {
    return (Entry.OutboundMessage)
        desk.part(Conversations.class)
            .findEntry(conversation.id(), new EntryId(answer.text("entry.id")))
            .orElseThrow();
  }

  private static MailFields mail(Entry.OutboundMessage message) {
    return Objects.requireNonNull(message.mail());
  }

  @Test
  void a_message_goes_on_with_comment_picture_and_the_chosen_file_and_answers_nothing() {
    Conversation lamp = lampWithPictures();
    EntryId message = desk.timeline(lamp).getFirst().id();
    Answer answer =
        forward(
            lamp,
            """
            {"message":"%s",%s,"html":"<p>Can you mend it?</p>","text":"Can you mend it?",
             "signature":"none","forwardedFiles":[{"message":"%s","index":1}]}\
            """
                .formatted(message, TO_SUPPLIER, message));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("entry.text")).isEqualTo("Can you mend it?");
    assertThat(answer.text("entry.mail.side")).isEqualTo(answer.text("entry.id"));
    Entry.OutboundMessage sent = sent(lamp, answer);
    MailFields mail = mail(sent);
    assertThat(mail.subject()).isEqualTo("Fwd: A lamp [" + lamp.caseReference() + "]");
    assertThat(mail.inReplyTo()).isNull();
    assertThat(mail.references()).isEmpty();
    assertThat(sent.files())
        .extracting(StoredFile::name)
        .containsExactly("lamp.png", "invoice.pdf");
    FileStore.WholeBody whole =
        files.findBody(Objects.requireNonNull(sent.body().wholeKey())).orElseThrow();
    assertThat(whole.html())
        .contains("Can you mend it?", "Forwarded message", "jo@example.org", "It is broken")
        .contains("cid:" + sent.files().getFirst().contentId())
        .doesNotContain("cid:pic");
    assertThat(whole.text()).contains("It is broken");
    Conversation after = desk.now(lamp);
    assertThat(after.activity().waitingSince()).isEqualTo(lamp.activity().waitingSince());
    assertThat(after.participants()).doesNotContain(SUPPLIER);
    assertThat(desk.part(Conversations.class).findBySide(sent.id())).contains(lamp.id());
  }

  @Test
  void the_whole_conversation_goes_on_without_private_notes_and_what_stands_aside() {
    Conversation lamp = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    desk.post(
        "marco",
        Desk.path(lamp, "/notes"),
        "{\"text\":\"Do not tell anybody\"}",
        Desk.key(Desk.newKey()));
    desk.post(
        "marco",
        Desk.path(lamp, "/replies"),
        "{\"text\":\"We are sorry\",\"quote\":false}",
        Desk.seen(desk.now(lamp), Desk.newKey()));
    forward(desk.now(lamp), "{%s,\"text\":\"For your eyes\"}".formatted(TO_SUPPLIER));
    Answer preview =
        desk.post(
            "marco",
            Desk.path(lamp, "/forwards/preview"),
            "{%s}".formatted(TO_SUPPLIER),
            java.util.Map.of());
    assertThat(preview.text("text"))
        .contains("It is broken", "We are sorry")
        .doesNotContain("Do not tell anybody")
        .doesNotContain("For your eyes");
  }

  @Test
  void the_same_wish_twice_goes_out_once() {
    Conversation lamp = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    String key = Desk.newKey();
    Answer first = forward(lamp, "{%s}".formatted(TO_SUPPLIER), key);
    Answer second = forward(lamp, "{%s}".formatted(TO_SUPPLIER), key);
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.text("entry.id")).isEqualTo(first.text("entry.id"));
    assertThat(desk.now(lamp).sides()).hasSize(1);
  }

  @Test
  void nobody_who_takes_part_is_among_the_receivers() {
    Conversation lamp = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    Answer refused =
        forward(lamp, "{%s,\"cc\":[{\"address\":\"Jo@example.org\"}]}".formatted(TO_SUPPLIER));
    assertThat(refused.text("field")).isEqualTo("to");
    assertThat(desk.now(lamp)).isEqualTo(lamp);
  }

  @Test
  void a_forward_is_crossed_by_what_was_written_since() {
    Conversation lamp = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    desk.more(lamp, "It works again");
    assertThat(forward(lamp, "{%s}".formatted(TO_SUPPLIER)).code()).isEqualTo("reply-crossed");
  }

  private Conversation answered(Conversation lamp, Answer forward) {
    EntryId side = new EntryId(forward.text("entry.id"));
    relais.conversation.InboundItem.Received received =
        desk.received(
            HarbourGoods.SUPPORT_INBOX,
            "parts@supplier.example",
            "Re: Fwd: A lamp",
            MessageBody.ofText("We can mend it"),
            List.of());
    return desk.growAside(desk.now(lamp), received, side);
  }

  @Test
  void a_reply_in_the_side_thread_goes_to_who_answered_and_one_to_the_customer_does_not() {
    Conversation lamp = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    Answer forward = forward(lamp, "{%s}".formatted(TO_SUPPLIER));
    Conversation both = answered(lamp, forward);
    Answer shown = desk.get("marco", Desk.path(lamp, ""));
    assertThat(shown.text("replyTo.to.0.address")).isEqualTo("jo@example.org");
    assertThat(shown.text("sides.0.replyTo.to.0.address")).isEqualTo("parts@supplier.example");
    // The customer's friend and boss stood in copy: they are the customer's.
    assertThat(shown.list("sides.0.replyTo.cc")).isEmpty();
    Answer aside =
        desk.post(
            "marco",
            Desk.path(lamp, "/replies"),
            "{\"text\":\"Please do\",\"side\":\"%s\"}".formatted(forward.text("entry.id")),
            Desk.seen(both, Desk.newKey()));
    MailFields mail = mail(sent(lamp, aside));
    assertThat(mail.side()).isEqualTo(new EntryId(forward.text("entry.id")));
    assertThat(mail.to())
        .extracting(Mailbox::address)
        .containsExactly(MailAddress.parse("parts@supplier.example"));
    assertThat(mail.subject()).startsWith("Re: Fwd: A lamp");
    assertThat(Objects.requireNonNull(mail.inReplyTo()).value()).startsWith("mail");
    Answer reply =
        desk.post(
            "marco",
            Desk.path(lamp, "/replies"),
            "{\"text\":\"It is mended\"}",
            Desk.seen(desk.now(lamp), Desk.newKey()));
    assertThat(mail(sent(lamp, reply)).to())
        .extracting(Mailbox::address)
        .containsExactly(MailAddress.parse("jo@example.org"));
    assertThat(mail(sent(lamp, reply)).references())
        .doesNotContain(Objects.requireNonNull(mail.messageId()));
  }

  @Test
  void a_side_thread_that_is_not_there_is_refused() {
    Conversation lamp = desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
    Answer refused =
        desk.post(
            "marco",
            Desk.path(lamp, "/replies"),
            "{\"text\":\"Hi\",\"side\":\"01JD0000000000000000000000\"}",
            Desk.seen(lamp, Desk.newKey()));
    assertThat(refused.code()).isEqualTo("no-side-thread");
  }
}
