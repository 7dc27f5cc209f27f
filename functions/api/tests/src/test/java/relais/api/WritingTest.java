package relais.api;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.blobs.BlobKeys;
import relais.conversation.Addressing;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.Entry.OutboundMessage;
import relais.conversation.Identity;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.MailFields;
import relais.conversation.Sending;
import relais.conversation.StoredFile;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.OutboundMessages;
import relais.table.SettingsStore;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritingTest {
  private static final String HELLO = "{\"html\":\"<p>Hello</p>\",\"text\":\"Hello\"}";

  private final AwsParts aws;
  private final Desk desk;

  WritingTest(AwsParts aws) {
    this.aws = aws;
    desk = Desk.open(aws);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private Conversation lamp() {
    return desk.mail(HarbourGoods.SUPPORT_INBOX, "A lamp", "It is broken");
  }

  private Answer reply(Conversation conversation, String key, String body) {
    return desk.post(
        "marco", Desk.path(conversation, "/replies"), body, Desk.seen(conversation, key));
  }

  private List<OutboundMessage> sent(Conversation conversation) {
    return desk.timeline(conversation).stream()
        .filter(OutboundMessage.class::isInstance)
        .map(OutboundMessage.class::cast)
        .toList();
  }

  @Test
  void a_reply_is_queued_as_a_mail_that_answers_the_last_one() {
    Conversation conversation = lamp();
    Answer answer = reply(conversation, Desk.newKey(), HELLO);
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("entry.kind")).isEqualTo("message");
    assertThat(answer.text("entry.status.state")).isEqualTo("queued");
    assertThat(answer.text("entry.author.name")).isEqualTo("Marco Bianchi");
    assertThat(answer.text("conversation.assignee")).isEqualTo("marco");
    assertThat(answer.at("conversation.waitingSince")).isEqualTo(Answer.NONE);
    OutboundMessage message = sent(conversation).getFirst();
    assertThat(message.to()).isEqualTo(Identity.email("jo@example.org"));
    MimeMessageId answered =
        Objects.requireNonNull(mail(desk.timeline(conversation).getFirst()).messageId());
    assertThat(message.mail())
        .isEqualTo(
            new MailFields(
                "Re: A lamp [" + conversation.caseReference() + "]",
                Addressing.sent(
                    new Mailbox("Harbour Goods", MailAddress.parse("support@harbourgoods.example")),
                    List.of(new Mailbox("Jo Customer", MailAddress.parse("jo@example.org"))),
                    List.of(
                        new Mailbox("Friend", MailAddress.parse("friend@example.net")),
                        new Mailbox(null, MailAddress.parse("boss@example.net"))),
                    List.of()),
                new MimeMessageId(
                    (message.id() + "." + conversation.id()).toLowerCase(Locale.ROOT)
                        + "@harbourgoods.example"),
                answered,
                List.of(new MimeMessageId("older@example.org"), answered)));
  }

  private static MailFields mail(Entry entry) {
    return switch (entry) {
      case Entry.InboundMessage message -> Objects.requireNonNull(message.mail());
      case OutboundMessage message -> Objects.requireNonNull(message.mail());
      case Entry.PrivateNote _, Entry.Event _ -> throw new AssertionError("No mail: " + entry);
    };
  }

  @Test
  void the_same_key_twice_writes_one_reply_and_answers_the_same() {
    Conversation conversation = lamp();
    String key = Desk.newKey();
    Answer first = reply(conversation, key, HELLO);
    desk.clock().advance(Duration.ofMinutes(3));
    Answer second = reply(conversation, key, HELLO);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(sent(conversation)).hasSize(1);
  }

  @Test
  void two_requests_of_the_same_wish_at_once_write_one_reply() throws Exception {
    Conversation conversation = lamp();
    String key = Desk.newKey();
    List<Answer> answers =
        java.util.stream.IntStream.range(0, 4)
            .parallel()
            .mapToObj(_ -> reply(conversation, key, HELLO))
            .toList();
    assertThat(answers).allMatch(answer -> answer.status() == 201);
    assertThat(answers.stream().map(answer -> answer.text("entry.id")).distinct()).hasSize(1);
    assertThat(sent(conversation)).hasSize(1);
  }

  @Test
  void a_reply_that_the_same_wish_wrote_meanwhile_does_not_cross_it() {
    Conversation conversation = lamp();
    String key = Desk.newKey();
    List<Answer> first = new ArrayList<>();
    try (Desk slower = Desk.delayed(aws, () -> first.add(reply(conversation, key, HELLO)))) {
      Answer second =
          slower.post(
              "marco", Desk.path(conversation, "/replies"), HELLO, Desk.seen(conversation, key));
      assertThat(first).singleElement().returns(201, Answer::status);
      assertThat(second.status()).isEqualTo(201);
      assertThat(second.text("entry.id")).isEqualTo(first.getFirst().text("entry.id"));
    }
    assertThat(sent(conversation)).hasSize(1);
  }

  @Test
  void a_key_stands_for_one_request() {
    String key = Desk.newKey();
    Conversation one = lamp();
    assertThat(reply(one, key, HELLO).status()).isEqualTo(201);
    Answer elsewhere = reply(lamp(), key, HELLO);
    assertThat(elsewhere.status()).isEqualTo(422);
    assertThat(elsewhere.code()).isEqualTo("idempotency-key-reused");
    Answer asNote = desk.post("marco", Desk.path(one, "/notes"), HELLO, Desk.key(key));
    assertThat(asNote.code()).isEqualTo("idempotency-key-reused");
  }

  @Test
  void keys_of_two_users_are_two_keys() {
    String key = Desk.newKey();
    Conversation conversation = lamp();
    assertThat(desk.post("marco", Desk.path(conversation, "/notes"), HELLO, Desk.key(key)).status())
        .isEqualTo(201);
    assertThat(desk.post("sanne", Desk.path(conversation, "/notes"), HELLO, Desk.key(key)).status())
        .isEqualTo(201);
    assertThat(desk.timeline(conversation).stream().filter(Entry.PrivateNote.class::isInstance))
        .hasSize(2);
  }

  @Test
  void a_key_may_hold_commas() {
    Conversation conversation = lamp();
    assertThat(reply(conversation, "a,b", HELLO).status()).isEqualTo(201);
    Conversation now = desk.now(conversation);
    assertThat(reply(now, "a,c", HELLO).status()).isEqualTo(201);
    assertThat(sent(conversation)).hasSize(2);
  }

  @Test
  void without_version_or_key_nothing_is_written() {
    Conversation conversation = lamp();
    String path = Desk.path(conversation, "/replies");
    assertThat(desk.post("marco", path, HELLO, Desk.key("k")).code()).isEqualTo("version-required");
    assertThat(desk.post("marco", path, HELLO, Desk.seen(conversation)).code())
        .isEqualTo("idempotency-key-required");
    assertThat(
            desk.post("marco", path, HELLO, Map.of("If-Match", "x", "Idempotency-Key", "k"))
                .text("field"))
        .isEqualTo("If-Match");
    assertThat(
            desk.post("marco", path, HELLO, Map.of("If-Match", "99", "Idempotency-Key", "k"))
                .text("field"))
        .isEqualTo("If-Match");
    assertThat(
            desk.post("marco", path, HELLO, Desk.seen(conversation, "k".repeat(129))).text("field"))
        .isEqualTo("Idempotency-Key");
    assertThat(desk.now(conversation)).isEqualTo(conversation);
  }

  @Test
  void a_reply_that_somebody_crossed_is_refused_and_names_them() {
    Conversation seen = lamp();
    Conversation grown = desk.more(seen, "Are you there?");
    assertThat(
            desk.post("sanne", Desk.path(seen, "/replies"), HELLO, Desk.seen(grown, Desk.newKey()))
                .status())
        .isEqualTo(201);
    String key = Desk.newKey();
    Answer refused = reply(seen, key, HELLO);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("reply-crossed");
    assertThat(refused.text("kind")).isEqualTo("conflict");
    assertThat(refused.list("crossedBy")).hasSize(2);
    assertThat(refused.text("crossedBy.0.author.name")).isEqualTo("Jo Customer");
    assertThat(refused.text("crossedBy.1.author.name")).isEqualTo("Sanne de Vries");
    assertThat(reply(desk.now(seen), key, HELLO).status()).isEqualTo(201);
  }

  @Test
  void what_is_no_message_does_not_cross_a_reply() {
    Conversation seen = lamp();
    desk.post("sanne", Desk.path(seen, "/notes"), HELLO, Desk.key(Desk.newKey()));
    desk.post("sanne", Desk.path(seen, "/labels"), "{\"add\":[\"urgent\"]}", Desk.seen(seen));
    assertThat(reply(seen, Desk.newKey(), HELLO).status()).isEqualTo(201);
  }

  @Test
  void an_empty_reply_is_refused() {
    Answer answer = reply(lamp(), Desk.newKey(), "{\"html\":\"<p> <br></p>\",\"text\":\" \"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid-field");
    assertThat(answer.text("field")).isEqualTo("html");
  }

  @Test
  void scripts_do_not_go_out_and_text_is_made_of_the_html() {
    Conversation conversation = lamp();
    assertThat(
            reply(
                    conversation,
                    Desk.newKey(),
                    "{\"html\":\"<p>One<script>alert(1)</script></p><p>Two</p>\"}")
                .status())
        .isEqualTo(201);
    OutboundMessage message = sent(conversation).getFirst();
    assertThat(message.body().html()).contains("One").doesNotContain("alert");
    assertThat(message.body().text()).contains("One\n").contains("Two");
  }

  @Test
  void recipients_are_those_of_the_author_checked() {
    Conversation conversation = lamp();
    Answer wrong =
        reply(
            conversation,
            Desk.newKey(),
            "{\"text\":\"x\",\"to\":[{\"name\":null,\"address\":\"not an address\"}]}");
    assertThat(wrong.text("field")).isEqualTo("to[0]");
    assertThat(reply(conversation, Desk.newKey(), "{\"text\":\"x\",\"to\":[]}").text("field"))
        .isEqualTo("to");
    String many =
        String.join(
            ",",
            java.util.stream.IntStream.range(0, 51)
                .mapToObj("{\"address\":\"a%d@example.org\"}"::formatted)
                .toList());
    assertThat(
            reply(conversation, Desk.newKey(), "{\"text\":\"x\",\"to\":[" + many + "]}")
                .text("field"))
        .isEqualTo("to");
    assertThat(
            reply(
                    conversation,
                    Desk.newKey(),
                    "{\"text\":\"x\",\"to\":[{\"name\":\"A\",\"address\":\"a@example.org\"}],\"cc\":[]}")
                .status())
        .isEqualTo(201);
    MailFields mail = mail(sent(conversation).getFirst());
    assertThat(mail.to()).isEqualTo(List.of(new Mailbox("A", MailAddress.parse("a@example.org"))));
    assertThat(mail.cc()).isEmpty();
  }

  @Test
  void a_hidden_copy_is_shown_to_the_team() {
    Conversation conversation = lamp();
    Answer answer =
        reply(
            conversation,
            Desk.newKey(),
            "{\"text\":\"x\",\"cc\":[{\"address\":\"kim@example.org\"}],"
                + "\"bcc\":[{\"address\":\"Kim@Example.org\"},{\"address\":\"boss@example.org\"}]}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("entry.mail.bcc.0.address")).isEqualTo("boss@example.org");
    assertThat(answer.list("entry.mail.bcc")).as("not who is written to openly").hasSize(1);
    assertThat(mail(sent(conversation).getFirst()).addressing().bcc())
        .containsExactly(new Mailbox(null, MailAddress.parse("boss@example.org")));
  }

  @Test
  void a_reply_goes_out_under_an_address_of_its_inbox() {
    Conversation conversation = lamp();
    Answer foreign =
        reply(
            conversation,
            Desk.newKey(),
            "{\"text\":\"x\",\"from\":\"sales@harbourgoods.example\"}");
    assertThat(foreign.text("field")).isEqualTo("from");
    Answer answer =
        reply(
            conversation, Desk.newKey(), "{\"text\":\"x\",\"from\":\"help@harbourgoods.example\"}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("entry.mail.from.address")).isEqualTo("help@harbourgoods.example");
    assertThat(answer.text("entry.mail.from.name")).isEqualTo("Harbour Goods");
  }

  @Test
  void a_reply_may_close_the_conversation() {
    Conversation conversation = lamp();
    Answer answer = reply(conversation, Desk.newKey(), "{\"text\":\"Done\",\"close\":true}");
    assertThat(answer.text("conversation.status")).isEqualTo("closed");
  }

  @Test
  void a_long_reply_is_read_whole_through_its_body() {
    Conversation conversation = lamp();
    String text = "word ".repeat(4_000).strip();
    Answer answer =
        reply(conversation, Desk.newKey(), "{\"quote\":false,\"text\":\"" + text + "\"}");
    assertThat(answer.at("entry.whole")).isEqualTo(false);
    assertThat(answer.text("entry.text").length()).isLessThan(text.length());
    Answer body =
        desk.get(
            "marco", Desk.path(conversation, "/messages/" + answer.text("entry.id") + "/body"));
    assertThat(body.text("text")).isEqualTo(text);
    Answer tooLong =
        reply(desk.now(conversation), Desk.newKey(), "{\"text\":\"" + "x".repeat(205_000) + "\"}");
    assertThat(tooLong.status()).isEqualTo(413);
    assertThat(tooLong.code()).isEqualTo("too-large");
  }

  @Test
  void a_chat_gets_plain_text_with_lists_and_links_within_its_window() {
    Conversation chat = desk.chat("Hello?");
    Answer answer =
        reply(
            chat,
            Desk.newKey(),
            "{\"html\":\"<p>See <a href=\\\"https://example.org/x\\\">this</a></p><ul><li>one</li>"
                + "<li>two</li></ul>\"}");
    assertThat(answer.status()).isEqualTo(201);
    OutboundMessage message = sent(chat).getFirst();
    assertThat(message.body().html()).isNull();
    assertThat(message.body().text())
        .contains("https://example.org/x")
        .contains("one\n")
        .contains("two");
    assertThat(message.mail()).isNull();
    assertThat(
            reply(desk.now(chat), Desk.newKey(), "{\"text\":\"" + "x".repeat(4_097) + "\"}")
                .text("field"))
        .isEqualTo("text");
    desk.clock().advance(Duration.ofHours(24));
    Answer late = reply(desk.now(chat), Desk.newKey(), "{\"text\":\"x\"}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("window-closed");
  }

  @Test
  void who_called_is_not_answered_in_writing() {
    InboxId inbox = new InboxId("voice");
    desk.part(SettingsStore.class)
        .save(
            new Inbox.Connected(
                inbox,
                "Telephone",
                HarbourGoods.SUPPORT,
                Channel.of("voice"),
                "+31205550144",
                "+31 20 555 0144"));
    Conversation call = desk.call(inbox);
    Answer answer = reply(call, Desk.newKey(), "{\"text\":\"Hello\"}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("not-written-to");
    assertThat(sent(call)).isEmpty();
  }

  @Test
  void a_note_changes_nothing_but_the_timeline() {
    Conversation conversation = lamp();
    String key = Desk.newKey();
    Answer first = desk.post("sanne", Desk.path(conversation, "/notes"), HELLO, Desk.key(key));
    Answer second = desk.post("sanne", Desk.path(conversation, "/notes"), HELLO, Desk.key(key));
    assertThat(first.text("entry.kind")).isEqualTo("note");
    assertThat(second.json()).isEqualTo(first.json());
    Conversation after = desk.now(conversation);
    assertThat(after.activity()).isEqualTo(conversation.activity());
    assertThat(after.headline()).isEqualTo(conversation.headline());
    assertThat(sent(conversation)).isEmpty();
  }

  @Test
  void a_failed_message_is_sent_again_once_for_each_failure() {
    Conversation conversation = lamp();
    Answer answer = reply(conversation, Desk.newKey(), HELLO);
    String path = Desk.path(conversation, "/messages/" + answer.text("entry.id") + "/retry");
    Answer early = desk.post("marco", path, "{\"attempt\":1}", Desk.key(Desk.newKey()));
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.code()).isEqualTo("not-retryable");
    fail(conversation);
    assertThat(desk.now(conversation).activity().outbox().failed()).isTrue();
    Answer first = desk.post("marco", path, "{\"attempt\":1}", Desk.key(Desk.newKey()));
    Answer second = desk.post("sanne", path, "{\"attempt\":1}", Desk.key(Desk.newKey()));
    assertThat(first.status()).isEqualTo(202);
    assertThat(first.number("entry.status.attempt")).isEqualTo(2);
    assertThat(first.at("conversation.failed")).isEqualTo(false);
    assertThat(second.json()).isEqualTo(first.json());
  }

  private void fail(Conversation conversation) {
    OutboundMessage queued = sent(conversation).getFirst();
    OutboundMessage sending = Sending.begin(queued, 1, desk.clock().instant()).orElseThrow();
    OutboundMessages messages = desk.part(OutboundMessages.class);
    assertThat(
            messages.step(
                conversation.origin().inbox(),
                conversation.id(),
                queued,
                sending,
                OutboundMessages.Names.NONE))
        .isTrue();
    OutboundMessage failed =
        Sending.refused(sending, "bounce", "No such mailbox.", true, desk.clock().instant());
    assertThat(failed.status()).isInstanceOf(DeliveryStatus.Failed.class);
    assertThat(
            messages.step(
                conversation.origin().inbox(),
                conversation.id(),
                sending,
                failed,
                OutboundMessages.Names.NONE))
        .isTrue();
  }

  @Test
  void a_picture_in_the_text_goes_along_under_an_id_of_its_own() throws Exception {
    Conversation conversation = lamp();
    String upload = desk.uploaded("marco", "lamp.png", "image/png", new byte[] {1, 2, 3});
    assertThat(desk.get("marco", "/v1/uploads/" + upload).text("url")).contains(upload);
    assertThat(desk.get("sanne", "/v1/uploads/" + upload).status()).isEqualTo(404);
    Answer answer =
        reply(
            conversation,
            Desk.newKey(),
            ("{\"html\":\"<p>See<img src=\\\"cid:%1$s\\\" alt=\\\"The lamp\\\"><img"
                    + " src=\\\"cid:another\\\"></p>\",\"text\":\"See\",\"files\":[{\"upload\":"
                    + "\"%1$s\",\"name\":\"lamp.png\",\"type\":\"image/png\",\"inline\":true}]}")
                .formatted(upload));
    assertThat(answer.status()).isEqualTo(201);
    OutboundMessage message = sent(conversation).getFirst();
    String contentId = "0.%s@relais".formatted(message.id().value().toLowerCase(Locale.ROOT));
    assertThat(message.body().html())
        .isEqualTo("<p>See<img alt=\"The lamp\" src=\"cid:" + contentId + "\"></p>");
    assertThat(message.files())
        .containsExactly(
            new StoredFile(
                "lamp.png",
                "image/png",
                3,
                contentId,
                true,
                new StoredFile.State.Stored(BlobKeys.attachment(message.id(), 0))));
    assertThat(answer.text("entry.files.0.url")).isNotBlank();
  }

  @Test
  void only_pictures_stand_in_the_text() throws Exception {
    String upload = desk.uploaded("marco", "lamp.svg", "image/svg+xml", new byte[] {1});
    Answer refused =
        reply(
            lamp(),
            Desk.newKey(),
            "{\"text\":\"x\",\"files\":[{\"upload\":\"%s\",\"name\":\"lamp.svg\",\"type\":\"image/svg+xml\",\"inline\":true}]}"
                .formatted(upload));
    assertThat(refused.text("field")).isEqualTo("files[0].type");
  }

  private static String withFile(String upload, String name) {
    return "{\"text\":\"\",\"files\":[{\"upload\":\"%s\",\"name\":\"%s\",\"type\":\"application/pdf\"}]}"
        .formatted(upload, name);
  }

  @Test
  void a_file_stored_before_goes_along_with_a_reply_even_without_words() throws Exception {
    Conversation conversation = lamp();
    String upload = desk.uploaded("marco", "manual.pdf", "application/pdf", new byte[] {1, 2, 3});
    Answer answer = reply(conversation, Desk.newKey(), withFile(upload, "manual.pdf"));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("entry.files.0.name")).isEqualTo("manual.pdf");
    OutboundMessage message = sent(conversation).getFirst();
    assertThat(message.files())
        .containsExactly(
            new StoredFile(
                "manual.pdf",
                "application/pdf",
                3,
                null,
                false,
                new StoredFile.State.Stored(BlobKeys.attachment(message.id(), 0))));
  }

  @Test
  void a_chat_says_which_files_it_takes_and_takes_them() throws Exception {
    Conversation chat = desk.chat("Which lamp?");
    Answer detail = desk.get("marco", Desk.path(chat, ""));
    assertThat(detail.text("files.most")).isEqualTo("10");
    assertThat(detail.text("files.together")).isEqualTo(Long.toString(AttachFiles.MAX_BYTES));
    assertThat(detail.text("files.sorts.0.kind")).isEqualTo("image");
    assertThat(detail.text("files.sorts.0.types.0")).isEqualTo("image/jpeg");
    String upload = desk.uploaded("marco", "lamp.png", "image/png", new byte[] {1, 2, 3});
    String file =
        "{\"upload\":\"%s\",\"name\":\"lamp.png\",\"type\":\"image/png\"}".formatted(upload);
    Answer eleven =
        reply(
            chat,
            Desk.newKey(),
            "{\"text\":\"x\",\"files\":[%s]}".formatted(String.join(",", nCopies(11, file))));
    assertThat(eleven.status()).isEqualTo(400);
    assertThat(eleven.text("field")).isEqualTo("files");
    Answer answer =
        reply(chat, Desk.newKey(), "{\"text\":\"This one\",\"files\":[%s]}".formatted(file));
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("entry.files.0.url")).isNotBlank();
    assertThat(sent(chat).getFirst().files()).hasSize(1);
  }

  @Test
  void a_file_of_a_colleague_or_one_that_never_arrived_is_refused() throws Exception {
    Conversation conversation = lamp();
    String theirs = desk.uploaded("sanne", "a.pdf", "application/pdf", new byte[] {1});
    Answer refused = reply(conversation, Desk.newKey(), withFile(theirs, "a.pdf"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("field")).isEqualTo("files[0].upload");
    assertThat(reply(conversation, Desk.newKey(), withFile("../../bodies/x", "a.pdf")).status())
        .isEqualTo(400);
    assertThat(sent(conversation)).isEmpty();
  }

  @Test
  void a_file_that_mail_does_not_carry_or_that_is_too_large_is_refused_before_it_is_stored() {
    Answer program =
        desk.post("marco", "/v1/uploads", "{\"name\":\"run.EXE\",\"size\":10}", Map.of());
    assertThat(program.status()).isEqualTo(400);
    assertThat(program.text("detail")).contains("zip");
    Answer large =
        desk.post("marco", "/v1/uploads", "{\"name\":\"film.mp4\",\"size\":99999999}", Map.of());
    assertThat(large.status()).isEqualTo(413);
  }
}
