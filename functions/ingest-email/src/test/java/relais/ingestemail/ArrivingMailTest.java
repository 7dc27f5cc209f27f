package relais.ingestemail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relais.ingestemail.Mails.hello;
import static relais.ingestemail.Mails.mail;
import static relais.ingestemail.Mails.receipt;
import static relais.ingestemail.Mails.receiptOf;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.blobs.FileStore.WholeBody;
import relais.blobs.RawStore;
import relais.conversation.AddressMark;
import relais.conversation.Channel;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Quarantined;
import relais.conversation.InboundItem.Reason;
import relais.conversation.InboundItem.Received;
import relais.conversation.Inbox;
import relais.conversation.Incoming;
import relais.conversation.MailFields;
import relais.conversation.MailPolicy;
import relais.conversation.MessageBody;
import relais.conversation.Postmark;
import relais.conversation.ReplyAddress;
import relais.conversation.ReplyKeys;
import relais.conversation.StoredFile;
import relais.conversation.Threading;
import relais.conversation.Verdict;
import relais.conversation.Verdicts;
import relais.intake.MailItems;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.runtime.Environment;
import relais.runtime.InboundItemJson;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Ledger;
import relais.table.SettingsStore;
import relais.table.Table;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ArrivingMailTest {
  private static final String SUPPORT = "support@harbourgoods.example";
  private static final String SALES = "sales@harbourgoods.example";

  private final AwsParts aws;
  private final ApplicationContext context;
  private final InboundMailHandler handler;

  ArrivingMailTest(AwsParts aws) {
    this.aws = aws.fresh();
    this.context =
        ApplicationContext.builder()
            .propertySources(
                Environment.propertySource(this.aws.environment("IngestEmailFunction")))
            .start();
    this.handler = new InboundMailHandler(context);
  }

  @BeforeEach
  void settings() {
    context.getBean(SettingsStore.class).saveAll(HarbourGoods.settings());
  }

  @AfterEach
  void close() {
    context.close();
  }

  private void store(String id, byte[] mail) {
    context
        .getBean(RawStore.class)
        .putIfAbsent(BlobKeys.mail(id), mail, "message/rfc822", Map.of());
  }

  private List<InboundItem> stamped() {
    return aws.take("InboundQueue").stream()
        .map(message -> InboundItemJson.read(message.body()))
        .toList();
  }

  /// The items without their postmarks, which bear the time of the machine.
  private List<InboundItem> items() {
    return stamped().stream()
        .map(
            item ->
                switch (item) {
                  case Received of ->
                      (InboundItem)
                          new Received(
                              of.source(),
                              of.receivedAt(),
                              of.inbox(),
                              of.channel(),
                              of.from(),
                              of.fromName(),
                              of.at(),
                              of.mail(),
                              of.body(),
                              of.files(),
                              of.providerId(),
                              of.rawKey(),
                              of.automatic(),
                              of.envelope(),
                              null);
                  case Quarantined of ->
                      new Quarantined(
                          of.source(),
                          of.receivedAt(),
                          of.channel(),
                          of.reason(),
                          of.detail(),
                          of.inbox(),
                          of.from(),
                          of.to(),
                          of.rawKey(),
                          of.size());
                  case InboundItem.StatusReported status -> status;
                  case InboundItem.Amended amended -> amended;
                  case InboundItem.CallReported call -> call;
                  case InboundItem.SentByAccount sent -> sent;
                  case InboundItem.AccountReported report -> report;
                })
        .toList();
  }

  private Received only(byte[] mail) {
    store("only", mail);
    handler.execute(receipt("only", SUPPORT));
    return (Received) items().getFirst();
  }

  private static Received received(String inbox, String id) {
    return new Received(
        "email/" + inbox + "/" + id,
        TestClock.START,
        inbox.equals("sales") ? HarbourGoods.SALES_INBOX : HarbourGoods.SUPPORT_INBOX,
        Channel.EMAIL,
        Identity.email("jo@example.org"),
        "Jo Peters",
        Instant.parse("2026-11-24T09:12:00Z"),
        new MailFields(
            "Where is my order?",
            List.of(new Mailbox("Support", MailAddress.parse(SUPPORT))),
            List.of(),
            new MimeMessageId("hello@example.org"),
            null,
            List.of()),
        MessageBody.ofText("Hello, where is it?"),
        List.of(),
        "hello@example.org",
        "mail/" + id,
        null);
  }

  @Test
  void E1_each_inbox_of_the_envelope_gets_one_item_whatever_the_header_says() {
    store("m1", hello());
    assertThat(handler.execute(receipt("m1", SUPPORT, SALES, SUPPORT))).isEqualTo(2);
    assertThat(items())
        .containsExactlyInAnyOrder(
            beside(received("support", "m1"), "email/sales/m1"),
            beside(received("sales", "m1"), "email/support/m1"));
  }

  @Test
  void E29_a_mail_for_several_inboxes_names_the_items_of_the_others() {
    store("m1", hello());
    handler.execute(receipt("m1", SALES, "help@harbourgoods.example"));
    assertThat(items())
        .containsExactlyInAnyOrder(
            beside(received("support", "m1"), "email/sales/m1"),
            beside(received("sales", "m1"), "email/support/m1"));
  }

  /// The same item, of a mail that became another one too.
  private static Received beside(Received item, String sibling) {
    return item.with(new InboundItem.Envelope(null, List.of(sibling)));
  }

  private MailAddress replyAddress(ConversationId conversation) {
    ReplyKeys keys = new ReplyKeys("5a".repeat(32), null);
    context.getBean(SettingsStore.class).save(keys, null);
    return ReplyAddress.of(MailAddress.parse(SUPPORT), conversation, keys).orElseThrow();
  }

  private static final ConversationId LAMP = new ConversationId("01KAHMV2Y0ABCDEFGHJKMNPQRS");

  @Test
  void E28_a_reply_address_among_the_recipients_leads_to_the_inbox_and_names_the_conversation() {
    MailAddress address = replyAddress(LAMP);
    store("m23", hello());
    handler.execute(receipt("m23", SUPPORT, address.toString()));
    assertThat(items())
        .containsExactly(
            received("support", "m23").with(new InboundItem.Envelope(LAMP, List.of())));
  }

  @Test
  void E28_a_reply_address_in_the_header_counts_where_another_system_passed_the_mail_on() {
    MailAddress address = replyAddress(LAMP);
    Received item =
        only(
            mail(
                "From: jo@example.org", "To: " + address, "Subject: Re: A lamp", "", "Passed on."));
    assertThat(item.envelope()).isEqualTo(new InboundItem.Envelope(LAMP, List.of()));
  }

  @Test
  void E28_a_tag_that_we_did_not_sign_is_a_tag_like_any_other() {
    MailAddress address = replyAddress(LAMP);
    String forged = address.toString().replace("support+c01", "support+c02");
    store("m24", hello());
    handler.execute(receipt("m24", forged));
    assertThat(items()).containsExactly(received("support", "m24"));
  }

  @Test
  void E32_a_bounce_that_comes_as_a_mail_says_which_mail_failed_and_for_whom() {
    Received item =
        only(
            mail(
                "From: MAILER-DAEMON@mx.example",
                "To: support@harbourgoods.example",
                "Subject: Undelivered Mail Returned to Sender",
                "MIME-Version: 1.0",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                "It could not be delivered.",
                "--b",
                "Content-Type: message/delivery-status",
                "",
                "Reporting-MTA: dns; mx.example",
                "",
                "Final-Recipient: rfc822; Gone@example.org",
                "Action: failed",
                "Status: 5.1.1",
                "Diagnostic-Code: smtp; 550 5.1.1 no such user",
                "",
                "--b",
                "Content-Type: text/rfc822-headers",
                "",
                "Message-ID: <ours@harbourgoods.example>",
                "Subject: Re: A lamp",
                "",
                "--b--"));
    assertThat(item.automatic()).isEqualTo("bounce");
    InboundItem.Envelope envelope = Objects.requireNonNull(item.envelope());
    InboundItem.MailReport report = Objects.requireNonNull(envelope.report());
    assertThat(report.originals()).containsExactly(new MimeMessageId("ours@harbourgoods.example"));
    assertThat(report.status().kind()).isEqualTo(InboundItem.ReportedStatus.Kind.FAILED);
    assertThat(report.status().retryable()).isFalse();
    assertThat(report.about()).containsExactly(Identity.email("gone@example.org"));
    assertThat(report.marks())
        .extracting(marked -> marked.mark().kind())
        .containsExactly(AddressMark.Kind.BOUNCING);
  }

  @Test
  void E30_where_answers_should_go_and_all_that_a_mail_answers_is_kept() {
    Received item =
        only(
            mail(
                "From: noreply@shop.example",
                "To: support@harbourgoods.example",
                "Reply-To: Ann <ann@shop.example>",
                "Subject: Two questions",
                "In-Reply-To: <a@x.example> <b@x.example>",
                "References: <root@x.example> <a@x.example>",
                "",
                "Hello"));
    MailFields fields = Objects.requireNonNull(item.mail());
    assertThat(fields.replyTo())
        .containsExactly(new Mailbox("Ann", MailAddress.parse("ann@shop.example")));
    assertThat(Threading.quoted(fields))
        .containsExactly(
            new MimeMessageId("a@x.example"),
            new MimeMessageId("b@x.example"),
            new MimeMessageId("root@x.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "help@harbourgoods.example",
    "Support+order-7@HarbourGoods.example",
    "help+x+y@harbourgoods.example"
  })
  void E2_an_alias_and_a_tag_lead_to_the_inbox(String recipient) {
    store("m2", hello());
    handler.execute(receipt("m2", recipient, SUPPORT));
    assertThat(items()).containsExactly(received("support", "m2"));
  }

  @Test
  void E3_each_unknown_recipient_is_quarantined_and_the_others_are_served() {
    store("m3", hello());
    handler.execute(receipt("m3", "nobody@harbourgoods.example", SUPPORT, "not an address"));
    assertThat(items())
        .containsExactlyInAnyOrder(
            received("support", "m3"),
            unrouted("nobody@harbourgoods.example"),
            unrouted("not an address"));
  }

  private static Quarantined unrouted(String address) {
    return new Quarantined(
        "email/unrouted/m3/" + address,
        TestClock.START,
        Channel.EMAIL,
        Reason.UNROUTED,
        "No inbox has this address. Add it to an inbox and let the mail in again.",
        null,
        "Jo@example.org",
        address,
        "mail/m3",
        hello().length);
  }

  private static Quarantined quarantined(String id, Reason reason, String detail, long size) {
    return new Quarantined(
        "email/support/" + id,
        TestClock.START,
        Channel.EMAIL,
        reason,
        detail,
        HarbourGoods.SUPPORT_INBOX,
        "jo@example.org",
        SUPPORT,
        "mail/" + id,
        size);
  }

  @Test
  void E4_a_mail_of_which_nothing_can_be_read_is_quarantined() {
    store("m4", mail("", ""));
    handler.execute(receipt("m4", SUPPORT));
    assertThat(items())
        .containsExactly(
            quarantined("m4", Reason.UNREADABLE, "Nothing in the mail can be read.", 4));
  }

  @Test
  void E5_a_mail_over_the_limit_is_quarantined_and_not_read() {
    int size = MailItems.MAX_BYTES + 1;
    store("m5", new byte[size]);
    handler.execute(receipt("m5", SUPPORT));
    assertThat(items())
        .containsExactly(
            quarantined(
                "m5",
                Reason.TOO_LARGE,
                "The mail has 41943041 bytes, and at most 41943040 are read.",
                size));
  }

  @Test
  void E6_a_mail_with_a_virus_is_quarantined_and_not_opened() {
    store("m6", hello());
    handler.execute(receiptOf("m6", "jo@example.org", "FAIL", SUPPORT));
    assertThat(items())
        .containsExactly(
            quarantined(
                "m6",
                Reason.VIRUS,
                "A virus was found in the mail, so it was not opened.",
                hello().length));
  }

  private void policy(MailPolicy policy) {
    Inbox.Email support =
        (Inbox.Email) HarbourGoods.settings().findInbox(HarbourGoods.SUPPORT_INBOX).orElseThrow();
    context.getBean(SettingsStore.class).save(support.with(policy));
  }

  @Test
  void E23_what_SES_found_out_goes_with_the_mail() {
    store("m23", hello());
    handler.execute(
        Mails.checked(
            "m23",
            Map.of("spf", "FAIL", "dkim", "GRAY", "dmarc", "FAIL", "spam", "PROCESSING_FAILED"),
            SUPPORT));
    assertThat(((Received) stamped().getFirst()).verdicts())
        .isEqualTo(
            new Verdicts(
                Verdict.FAIL,
                Verdict.GRAY,
                Verdict.FAIL,
                "reject",
                Verdict.UNCHECKED,
                Verdict.PASS));
  }

  @Test
  void E23_what_a_sender_wrote_about_verdicts_does_not_count() {
    store("m23b", mail("From: jo@example.org", "X-SES-Virus-Verdict: FAIL", "Subject: s", "", "x"));
    handler.execute(receipt("m23b", SUPPORT));
    assertThat(((Received) stamped().getFirst()).verdicts())
        .extracting(Verdicts::virus)
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void E33_a_request_to_forward_is_one_where_DMARC_vouches_for_its_sender() {
    byte[] request =
        mail(
            "From: Gmail Team <forwarding-noreply@google.com>",
            "Subject: (#123456789) Gmail Forwarding Confirmation - Receive Mail from a@example.org",
            "",
            "Agree: https://mail-settings.google.com/mail/vf-abc");
    store("m33", request);
    handler.execute(Mails.checked("m33", Map.of(), SUPPORT));
    store("m33b", request);
    handler.execute(Mails.checked("m33b", Map.of("dmarc", "FAIL"), SUPPORT));
    assertThat(stamped().stream().map(item -> String.valueOf(((Received) item).automatic())))
        .containsExactly("forwarding-request", "generated");
  }

  @Test
  void E24_spam_goes_to_quarantine_only_where_the_inbox_wants_it() {
    policy(new MailPolicy(new MailPolicy.OnSpam.Quarantine(), false));
    store("m24", hello());
    handler.execute(Mails.checked("m24", Map.of("spam", "FAIL"), SUPPORT, SALES));
    assertThat(items())
        .containsExactlyInAnyOrder(
            new Quarantined(
                "email/support/m24",
                TestClock.START,
                Channel.EMAIL,
                Reason.SPAM,
                "The mail looks like spam, and this inbox keeps spam out.",
                HarbourGoods.SUPPORT_INBOX,
                "Jo@example.org",
                SUPPORT,
                "mail/m24",
                hello().length),
            beside(received("sales", "m24"), "email/support/m24"));
  }

  @Test
  void E25_a_virus_comes_in_only_where_the_inbox_admits_it_and_bears_its_verdict() {
    policy(new MailPolicy(new MailPolicy.OnSpam.Deliver(), true));
    store("m25", hello());
    handler.execute(receiptOf("m25", "jo@example.org", "FAIL", SUPPORT));
    Received item = (Received) stamped().getFirst();
    assertThat(item.verdicts()).extracting(Verdicts::virus).isEqualTo(Verdict.FAIL);
  }

  @Test
  void E26_each_item_says_when_the_original_was_stored_and_how_many_items_there_are() {
    store("m26", hello());
    Instant stored = context.getBean(RawStore.class).page("mail/m26", "").getFirst().storedAt();
    handler.execute(receipt("m26", SUPPORT, SALES, "nobody@harbourgoods.example"));
    assertThat(stamped())
        .extracting(
            item ->
                switch (item) {
                  case Received received -> received.postmark();
                  case Quarantined quarantined -> quarantined.postmark();
                  case InboundItem.StatusReported _,
                      InboundItem.Amended _,
                      InboundItem.CallReported _,
                      InboundItem.SentByAccount _,
                      InboundItem.AccountReported _ ->
                      null;
                })
        .hasSize(3)
        .allSatisfy(
            postmark -> {
              assertThat(postmark.copies()).isEqualTo(3);
              assertThat(postmark.storedAt().getEpochSecond()).isEqualTo(stored.getEpochSecond());
            });
  }

  @Test
  void E27_what_went_wrong_with_a_mail_is_written_down() {
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> handler.execute(receipt("m27", SUPPORT)))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(new Ledger(context.getBean(Table.class)).failures(List.of("mail/m27", "mail/x")))
        .isEqualTo(Map.of("mail/m27", new Ledger.Failure(2, "IllegalStateException")));
  }

  @Test
  void E7_the_sender_is_the_author_or_who_sent_it_or_the_envelopes() {
    store("a", mail("From: Ann <ann@example.org>, bo@example.org", "", "x"));
    store("b", mail("Sender: Desk <desk@example.org>", "Subject: s", "", "x"));
    store("c", mail("Subject: s", "", "x"));
    for (String id : List.of("a", "b", "c")) {
      handler.execute(receipt(id, SUPPORT));
    }
    handler.execute(receiptOf("c", "", "PASS", SALES));
    List<InboundItem> items = items();
    assertThat(items.stream().filter(Received.class::isInstance).map(it -> ((Received) it).from()))
        .containsExactlyInAnyOrder(
            Identity.email("ann@example.org"),
            Identity.email("desk@example.org"),
            Identity.email("jo@example.org"));
    assertThat(items.stream().filter(Quarantined.class::isInstance).map(it -> (Quarantined) it))
        .extracting(Quarantined::reason, Quarantined::detail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                Reason.UNREADABLE, "The mail does not say whom it is from."));
  }

  @ParameterizedTest
  @CsvSource({
    "'Tue, 24 Nov 2026 09:12:00 +0000', 2026-11-24T09:12:00Z",
    "'Tue, 24 Nov 2026 09:30:01 +0000', 2026-11-24T09:30:00Z",
    "'Thu, 1 Jan 1970 00:00:00 +0000', 2026-11-24T09:30:00Z",
    "yesterday, 2026-11-24T09:30:00Z"
  })
  void E8_an_unbelievable_date_gives_way_to_the_arrival(String date, Instant written) {
    assertThat(only(mail("From: jo@example.org", "Date: " + date, "", "x")).at())
        .isEqualTo(written);
  }

  @Test
  void E9_the_kind_of_an_automatic_mail_goes_with_it() {
    assertThat(
            only(mail("From: jo@example.org", "Auto-Submitted: auto-replied", "", "Away."))
                .automatic())
        .isEqualTo("auto-reply");
  }

  @Test
  void E10_a_short_body_travels_whole() {
    String text = "x".repeat(8000 - "<p>y</p>".length());
    Received item =
        only(
            mail(
                "From: jo@example.org",
                "MIME-Version: 1.0",
                "Content-Type: multipart/alternative; boundary=b",
                "",
                "--b",
                "Content-Type: text/plain",
                "",
                text,
                "--b",
                "Content-Type: text/html",
                "",
                "<p>y</p>",
                "--b--"));
    assertThat(item.body()).isEqualTo(new MessageBody(text, "<p>y</p>", null));
  }

  @Test
  void E11_of_a_longer_body_the_beginning_travels_with_the_key_of_the_whole() {
    String text = "x".repeat(7999) + "😀" + "y".repeat(100_000);
    Received item =
        only(
            mail(
                "From: jo@example.org",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: 8bit",
                "",
                text));
    String key = BlobKeys.body(Incoming.messageId(item));
    assertThat(item.body()).isEqualTo(new MessageBody("x".repeat(7999), null, key));
    assertThat(context.getBean(FileStore.class).findBody(key))
        .contains(new WholeBody(text + "\n", null));
  }

  @Test
  void E11_of_a_text_without_its_quotations_the_whole_is_put_aside() {
    Received item =
        only(
            mail(
                "From: jo@example.org",
                "",
                "Thank you!",
                "",
                "On Mon, 23 Nov 2026 at 10:00, Support <support@harbourgoods.example> wrote:",
                "> It is on its way."));
    assertThat(item.body().text()).isEqualTo("Thank you!");
    String key = BlobKeys.body(Incoming.messageId(item));
    assertThat(item.body().wholeKey()).isEqualTo(key);
    assertThat(context.getBean(FileStore.class).findBody(key).orElseThrow().text())
        .contains("Thank you!")
        .contains("> It is on its way.");
  }

  @Test
  void E12_html_is_made_safe() {
    String large = "<p>" + "z".repeat(9000) + "</p>";
    for (String page : List.of("<p>y</p>", large)) {
      Received item =
          onlyHtml("<script>steal()</script>" + page + "<img src=x onerror=\"steal()\">");
      String key = item.body().wholeKey();
      String html =
          key == null
              ? item.body().html()
              : context.getBean(FileStore.class).findBody(key).orElseThrow().html();
      assertThat(html).contains(page).doesNotContain("steal");
    }
  }

  private Received onlyHtml(String html) {
    String id = "html" + html.length();
    store(id, mail("From: jo@example.org", "Content-Type: text/html", "", html));
    handler.execute(receipt(id, SUPPORT));
    return (Received) items().getFirst();
  }

  @Test
  void E13_files_are_put_aside_under_the_name_of_the_entry() throws IOException {
    Received item = only(Mails.withFiles(2));
    EntryId entry = Incoming.messageId(item);
    assertThat(item.files())
        .containsExactly(
            new StoredFile(
                "f0.csv",
                "text/csv",
                5,
                null,
                false,
                new StoredFile.State.Stored("attachments/" + entry + "/0")),
            new StoredFile(
                "f1.csv",
                "text/csv",
                5,
                null,
                false,
                new StoredFile.State.Stored("attachments/" + entry + "/1")));
    try (InputStream file =
        context.getBean(FileStore.class).findFile("attachments/" + entry + "/1").orElseThrow()) {
      assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("row 1");
    }
  }

  @Test
  void E13_files_beyond_a_hundred_are_counted() {
    Received item = only(Mails.withFiles(103));
    assertThat(item.files()).hasSize(101);
    assertThat(item.files().getLast())
        .isEqualTo(
            new StoredFile(
                "3 more",
                "application/octet-stream",
                0,
                null,
                false,
                new StoredFile.State.Failed("", FileTrouble.TOO_MANY)));
  }

  @Test
  void E14_the_same_receipt_again_adds_nothing() {
    store("m14", Mails.withFiles(1));
    handler.execute(receipt("m14", SUPPORT));
    handler.execute(receipt("m14", SUPPORT));
    assertThat(items()).hasSize(1);
  }

  @Test
  void E15_a_mail_that_is_not_there_is_an_error() {
    assertThatThrownBy(() -> handler.execute(receipt("none", SUPPORT)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mail/none");
    assertThat(items()).isEmpty();
  }

  @Test
  void E16_the_notice_of_a_new_rule_is_no_mail() {
    assertThat(handler.execute(receipt("AMAZON_SES_SETUP_NOTIFICATION", SUPPORT))).isZero();
    assertThat(items()).isEmpty();
  }

  private @Nullable String digest(String sesId, byte[] mail) {
    store(sesId, mail);
    handler.execute(receipt(sesId, SUPPORT));
    Postmark postmark = ((Received) stamped().getFirst()).postmark();
    return Objects.requireNonNull(postmark).digest();
  }

  @Test
  void C210_what_servers_write_above_a_mail_makes_it_no_other_one() {
    byte[] hello = hello();
    byte[] relayed =
        (new String(
                    mail("Received: by mx.example.net; Tue, 24 Nov 2026 09:13:00 +0000"),
                    StandardCharsets.UTF_8)
                + new String(hello, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    assertThat(digest("d1", hello)).isNotNull().isEqualTo(digest("d2", relayed));
  }

  @ParameterizedTest
  @CsvSource({
    "Jo Peters <Jo@Example.org>, Jo Peters <jo@example.net>",
    "Where is my order?, Where is it?",
    "'Hello, where is it?', 'Hello, here it is'",
    "hello@example.org, hullo@example.org",
    "09:12:00, 09:12:01"
  })
  void C210_another_author_subject_text_id_or_date_makes_another_mail(String one, String other) {
    String hello = new String(hello(), StandardCharsets.UTF_8);
    assertThat(hello).contains(one);
    assertThat(digest("d1", hello()))
        .isNotEqualTo(digest("d2", hello.replace(one, other).getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void C210_a_mail_without_a_message_id_cannot_be_known_again() {
    assertThat(digest("d1", mail("From: jo@example.org", "Subject: Hi", "", "Hello"))).isNull();
  }
}
