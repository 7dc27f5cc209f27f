package relais.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.blobs.FileStore;
import relais.conversation.Acknowledging;
import relais.conversation.Actor;
import relais.conversation.Addressing;
import relais.conversation.Channel;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.ReplyAddress;
import relais.conversation.ReplyKeys;
import relais.conversation.Status;
import relais.conversation.StoredFile;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.mail.Attachment;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.mail.ReceivedMail;
import relais.runtime.Environment;
import relais.runtime.Ids;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.SettingsStore;
import software.amazon.awssdk.services.sesv2.model.Destination;

/// What is handed to SES, and what its receivers read.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailProviderTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Mailbox SUPPORT = box("Harbour Goods", "support@harbourgoods.example");
  private static final Mailbox HELP = box("Harbour Goods", "help@harbourgoods.example");
  private static final Mailbox JO = box("Jo", "jo@example.org");

  private final RecordedSes ses = new RecordedSes();
  private final ApplicationContext context;
  private final SettingsStore settings;
  private final MailProvider provider;

  MailProviderTest(AwsParts aws) {
    context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(aws.environment("DeliveryFunction")))
            .start();
    settings = context.getBean(SettingsStore.class);
    settings.saveAll(HarbourGoods.settings());
    provider =
        new MailProvider(
            ses,
            context.getBean(FileStore.class),
            settings,
            context.getBean(Environment.class),
            context.getBean(Ids.class));
  }

  @AfterAll
  void close() {
    context.close();
  }

  private static Mailbox box(String name, String address) {
    return new Mailbox(name, MailAddress.parse(address));
  }

  private HandedOver handOver(Addressing addressing, MessageBody body, List<StoredFile> files) {
    return provider.handOver(settings.load(), conversation(), message(addressing, body, files), 0);
  }

  private HandedOver handOver(Addressing addressing) {
    return handOver(addressing, new MessageBody("Hello", "<p>Hello</p>", null), List.of());
  }

  private static Conversation conversation() {
    return new Conversation(
        new ConversationId(Ulid.derived(NOON, "conversation")),
        10482,
        new Conversation.Origin(
            HarbourGoods.SUPPORT_INBOX,
            Channel.EMAIL,
            new ContactId(Ulid.derived(NOON, "contact")),
            "Jo",
            Identity.email("jo@example.org"),
            NOON),
        new Conversation.Headline("A lamp", ""),
        new Status.Open(),
        new Conversation.Ownership(HarbourGoods.SUPPORT, null),
        new TreeSet<>(),
        new Conversation.Activity(NOON, null, NOON, NOON, Conversation.Outbox.EMPTY),
        new TreeSet<>(),
        new Conversation.Versions(1, 1, 0));
  }

  private static Entry.OutboundMessage message(
      Addressing addressing, MessageBody body, List<StoredFile> files) {
    return message(new Actor.Agent(new UserId("marco")), addressing, body, files);
  }

  private static Entry.OutboundMessage message(
      Actor author, Addressing addressing, MessageBody body, List<StoredFile> files) {
    return new Entry.OutboundMessage(
        new EntryId(Ulid.derived(NOON, "message")),
        NOON,
        author,
        Identity.email("jo@example.org"),
        new MailFields(
            "Re: A lamp [#10482]",
            addressing,
            new MimeMessageId("ours@harbourgoods.example"),
            null,
            List.of()),
        body,
        files,
        null,
        new DeliveryStatus.Sending(NOON, 1));
  }

  private MailAddress replyAddress(Mailbox sender) {
    ReplyKeys keys = Objects.requireNonNull(settings.load().replyKeys());
    return ReplyAddress.of(sender.address(), conversation().id(), keys).orElseThrow();
  }

  @Test
  void a_hidden_copy_is_asked_for_and_stands_in_no_header() {
    assertThat(
            handOver(
                Addressing.sent(
                    SUPPORT,
                    List.of(JO),
                    List.of(box("Kim", "kim@example.org")),
                    List.of(box("Boss", "boss@secret.example")))))
        .isInstanceOf(HandedOver.Accepted.class);
    assertThat(ses.last().destination())
        .isEqualTo(
            Destination.builder()
                .toAddresses("jo@example.org")
                .ccAddresses("kim@example.org")
                .bccAddresses("boss@secret.example")
                .build());
    assertThat(new String(ses.lastRaw(), UTF_8))
        .doesNotContainIgnoringCase("bcc")
        .doesNotContain("secret");
  }

  @Test
  void what_a_machine_wrote_says_so_and_no_other_machine_answers_it() {
    Addressing toJo = Addressing.sent(SUPPORT, List.of(JO), List.of(), List.of());
    provider.handOver(
        settings.load(),
        conversation(),
        message(Acknowledging.AUTHOR, toJo, MessageBody.ofText("It has come"), List.of()),
        0);
    ReceivedMail automatic = ses.lastMail();
    assertThat(automatic.findHeader("Auto-Submitted")).contains("auto-replied");
    assertThat(automatic.findHeader("X-Auto-Response-Suppress")).contains("All");
    assertThat(automatic.mayBeAnsweredAutomatically()).isFalse();
    handOver(toJo);
    assertThat(ses.lastMail().findHeader("Auto-Submitted")).isEmpty();
    assertThat(ses.lastMail().mayBeAnsweredAutomatically()).isTrue();
  }

  @Test
  void a_mail_goes_out_under_the_alias_its_author_chose_and_is_answered_there() {
    handOver(Addressing.sent(HELP, List.of(JO), List.of(), List.of()));
    ReceivedMail mail = ses.lastMail();
    assertThat(ses.last().fromEmailAddress()).isEqualTo("help@harbourgoods.example");
    assertThat(mail.from()).containsExactly(HELP);
    assertThat(mail.replyTo()).extracting(Mailbox::address).containsExactly(replyAddress(HELP));
  }

  @Test
  void an_older_mail_that_names_no_sender_goes_out_under_the_inboxs_own_address() {
    handOver(Addressing.received(List.of(JO), List.of(), List.of()));
    assertThat(ses.last().fromEmailAddress()).isEqualTo("support@harbourgoods.example");
    assertThat(ses.lastMail().from()).containsExactly(SUPPORT);
  }

  @Test
  void a_picture_of_the_text_is_where_mail_programs_look_for_it() {
    byte[] picture = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    context.getBean(FileStore.class).put("attachments/lamp/0", picture, "image/png");
    handOver(
        Addressing.sent(SUPPORT, List.of(JO), List.of(), List.of()),
        new MessageBody("See", "<p>See<img alt=\"The lamp\" src=\"cid:0.lamp@relais\"></p>", null),
        List.of(
            new StoredFile(
                "lamp.png",
                "image/png",
                picture.length,
                "0.lamp@relais",
                true,
                new StoredFile.State.Stored("attachments/lamp/0"))));
    ReceivedMail mail = ses.lastMail();
    assertThat(mail.html()).contains("cid:0.lamp@relais");
    assertThat(mail.attachments())
        .containsExactly(Attachment.of("lamp.png", "image/png", "0.lamp@relais", true, picture));
    assertThat(new String(ses.lastRaw(), UTF_8))
        .contains("multipart/related")
        .doesNotContain("multipart/mixed");
  }

  @Test
  void nothing_goes_out_under_an_address_that_the_inbox_has_lost() {
    HandedOver refused =
        handOver(
            Addressing.sent(
                box("Harbour Goods", "sales@harbourgoods.example"),
                List.of(JO),
                List.of(),
                List.of()));
    assertThat(refused)
        .isInstanceOfSatisfying(
            HandedOver.Refused.class, why -> assertThat(why.code()).isEqualTo("no-sender"));
  }

  @Test
  void answers_to_a_side_thread_go_to_an_address_of_its_own() {
    EntryId side = new EntryId(Ulid.derived(NOON, "message"));
    Entry.OutboundMessage message =
        message(
            Addressing.sent(SUPPORT, List.of(JO), List.of(), List.of()),
            MessageBody.ofText("Can you mend it?"),
            List.of());
    provider.handOver(
        settings.load(),
        conversation(),
        new Entry.OutboundMessage(
            message.id(),
            message.at(),
            message.author(),
            message.to(),
            Objects.requireNonNull(message.mail()).withSide(side),
            message.body(),
            message.files(),
            null,
            message.status()),
        0);
    ReplyKeys keys = Objects.requireNonNull(settings.load().replyKeys());
    MailAddress replyTo = ses.lastMail().replyTo().getFirst().address();
    assertThat(ReplyAddress.side(replyTo, keys)).contains(side);
    assertThat(ReplyAddress.conversation(replyTo, keys)).isEmpty();
  }

  @Test
  void the_answer_to_an_invitation_is_where_calendar_programs_look_for_it() {
    String calendar =
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        METHOD:REPLY
        BEGIN:VEVENT
        UID:visit
        DTSTAMP:20261120T120000Z
        DTSTART:20261201T093000Z
        END:VEVENT
        END:VCALENDAR
        """
            .replace("\n", "\r\n");
    context
        .getBean(FileStore.class)
        .put("attachments/answer/0", calendar.getBytes(UTF_8), "text/calendar");
    handOver(
        Addressing.sent(SUPPORT, List.of(JO), List.of(), List.of()),
        MessageBody.ofText("We come"),
        List.of(
            new StoredFile(
                "invitation.ics",
                "text/calendar",
                calendar.length(),
                null,
                true,
                new StoredFile.State.Stored("attachments/answer/0"))));
    assertThat(new String(ses.lastRaw(), UTF_8))
        .contains("multipart/alternative", "method=REPLY")
        .doesNotContain("multipart/mixed");
    assertThat(Objects.requireNonNull(ses.lastMail().invitation()).uid()).isEqualTo("visit");
  }
}
