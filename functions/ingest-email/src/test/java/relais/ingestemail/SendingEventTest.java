package relais.ingestemail;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.conversation.AddressMark;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.InboundItem.ReportedStatus.Kind;
import relais.conversation.InboundItem.StatusReported;
import relais.runtime.Environment;
import relais.runtime.InboundItemJson;
import relais.samples.Aws;
import relais.samples.AwsParts;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class SendingEventTest {
  private static final String SENT_AT = "2026-11-24T09:30:00.123Z";
  private static final String LATER = "2026-11-24T09:30:05.456Z";
  private static final String CONVERSATION = "01JD0000000000000000000000";
  private static final String MESSAGE = "01JD0000000000000000000001";
  private static final Map<String, Object> TAGS =
      Map.of(
          "ses:configuration-set",
          List.of("relais"),
          "relais-conversation",
          List.of(CONVERSATION),
          "relais-message",
          List.of(MESSAGE));

  private final AwsParts aws;
  private final ApplicationContext context;
  private final MailEventHandler handler;

  SendingEventTest(AwsParts aws) {
    this.aws = aws.fresh();
    this.context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(this.aws.environment("MailEventFunction")))
            .start();
    this.handler = new MailEventHandler(context);
  }

  @AfterEach
  void close() {
    context.close();
  }

  private static Map<String, Object> event(
      String region, String type, String factsName, Map<String, Object> facts, Object tags) {
    return Map.of(
        "version",
        "0",
        "source",
        "aws.ses",
        "detail-type",
        "Email " + type,
        "region",
        region,
        "detail",
        Map.of(
            "eventType",
            type,
            "mail",
            Map.of("timestamp", SENT_AT, "messageId", "0102-abc", "tags", tags),
            factsName,
            facts));
  }

  private static Map<String, Object> event(
      String type, String factsName, Map<String, Object> facts) {
    return event("eu-west-1", type, factsName, facts, TAGS);
  }

  private List<InboundItem> items(Map<String, Object> event) {
    handler.execute(event);
    return aws.take("InboundQueue").stream()
        .map(message -> InboundItemJson.read(message.body()))
        .toList();
  }

  private static StatusReported reported(
      String type,
      String at,
      Kind kind,
      @Nullable String code,
      @Nullable String reason,
      boolean retryable) {
    return new StatusReported(
        "ses-event/0102-abc/" + type + "/" + at,
        Instant.parse(at),
        new MessageReference.Ours(new ConversationId(CONVERSATION), new EntryId(MESSAGE)),
        "0102-abc",
        "0102-abc@eu-west-1.amazonses.com",
        new ReportedStatus(kind, Instant.parse(at), code, reason, retryable));
  }

  /// The same with what it says against jo@example.org.
  private static StatusReported marking(StatusReported item, AddressMark.Kind kind, String reason) {
    return new StatusReported(
        item.source(),
        item.receivedAt(),
        item.message(),
        item.providerId(),
        item.mimeMessageId(),
        item.status(),
        List.of(
            new InboundItem.Marked(
                Identity.email("jo@example.org"),
                new AddressMark(kind, item.receivedAt(), reason))));
  }

  @Test
  void E17_send_means_sent_under_the_message_id_that_ses_makes() {
    assertThat(items(event("Send", "send", Map.of())))
        .containsExactly(reported("Send", SENT_AT, Kind.SENT, null, null, false));
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, 0102-abc@email.amazonses.com",
    "us-west-2, 0102-abc@us-west-2.amazonses.com"
  })
  void E17_the_message_id_depends_on_the_region(String region, String mimeMessageId) {
    assertThat(items(event(region, "Send", "send", Map.of(), TAGS)))
        .extracting(item -> ((StatusReported) item).mimeMessageId())
        .containsExactly(mimeMessageId);
  }

  @Test
  void E18_delivery_means_delivered() {
    assertThat(
            items(
                event(
                    "Delivery", "delivery", Map.of("timestamp", LATER, "smtpResponse", "250 ok"))))
        .containsExactly(reported("Delivery", LATER, Kind.DELIVERED, null, null, false));
  }

  private static Map<String, Object> bounce(String type) {
    return Map.of(
        "bounceType",
        type,
        "bounceSubType",
        "General",
        "bouncedRecipients",
        List.of(
            Map.of(
                "emailAddress",
                "jo@example.org",
                "action",
                "failed",
                "status",
                "5.1.1",
                "diagnosticCode",
                "smtp; 550 5.1.1 user\r\n unknown")),
        "timestamp",
        LATER);
  }

  @Test
  void E19_a_permanent_bounce_means_failed_for_good() {
    assertThat(items(event("Bounce", "bounce", bounce("Permanent"))))
        .containsExactly(
            marking(
                reported(
                    "Bounce",
                    LATER,
                    Kind.FAILED,
                    "bounce",
                    "The mail came back for good. Check the address. (jo@example.org: 5.1.1 smtp;"
                        + " 550 5.1.1 user unknown)",
                    false),
                AddressMark.Kind.BOUNCING,
                "jo@example.org: 5.1.1 smtp; 550 5.1.1 user unknown"));
  }

  @Test
  void E31_an_address_on_a_suppression_list_is_marked_so() {
    Map<String, Object> facts = new java.util.HashMap<>(bounce("Permanent"));
    facts.put("bounceSubType", "OnAccountSuppressionList");
    assertThat(items(event("Bounce", "bounce", facts)))
        .flatExtracting(item -> ((StatusReported) item).marks())
        .extracting(marked -> marked.mark().kind())
        .containsExactly(AddressMark.Kind.SUPPRESSED);
  }

  @ParameterizedTest
  @CsvSource({"Transient", "Undetermined"})
  void E19_any_other_bounce_means_failed_for_now(String type) {
    assertThat(items(event("Bounce", "bounce", bounce(type))))
        .containsExactly(
            reported(
                "Bounce",
                LATER,
                Kind.FAILED,
                "bounce",
                "The mail came back, perhaps only for now. You can send it again later."
                    + " (jo@example.org: 5.1.1 smtp; 550 5.1.1 user unknown)",
                true));
  }

  @Test
  void E20_a_rejection_means_failed_for_good() {
    assertThat(items(event("Reject", "reject", Map.of("reason", "Bad content"))))
        .containsExactly(
            reported(
                "Reject",
                SENT_AT,
                Kind.FAILED,
                "rejected",
                "SES refused the mail because of its content. Check its files. (Bad content)",
                false));
  }

  @Test
  void E20_a_rendering_failure_means_failed_for_good() {
    assertThat(
            items(event("Rendering Failure", "failure", Map.of("errorMessage", "no such field"))))
        .containsExactly(
            reported(
                "Rendering Failure",
                SENT_AT,
                Kind.FAILED,
                "rendering-failure",
                "SES could not make the mail of its template. (no such field)",
                false));
  }

  @Test
  void E21_a_delay_means_late_and_still_tried() {
    assertThat(
            items(
                event(
                    "DeliveryDelay",
                    "deliveryDelay",
                    Map.of("timestamp", LATER, "delayType", "MailboxFull"))))
        .containsExactly(
            reported(
                "DeliveryDelay",
                LATER,
                Kind.DELAYED,
                "delayed",
                "The mail is late; SES goes on trying. (MailboxFull)",
                false));
  }

  @Test
  void E21_a_complaint_is_told_and_held_against_the_address() {
    assertThat(
            items(
                event(
                    "Complaint",
                    "complaint",
                    Map.of(
                        "timestamp",
                        LATER,
                        "complainedRecipients",
                        List.of(Map.of("emailAddress", "jo@example.org"))))))
        .containsExactly(
            marking(
                reported(
                    "Complaint",
                    LATER,
                    Kind.COMPLAINED,
                    "complaint",
                    "The recipient marked the mail as spam. (jo@example.org)",
                    false),
                AddressMark.Kind.COMPLAINED,
                "jo@example.org"));
  }

  @Test
  void E21_who_says_it_is_no_spam_has_got_it() {
    assertThat(
            items(
                event(
                    "Complaint",
                    "complaint",
                    Map.of(
                        "timestamp",
                        LATER,
                        "complaintFeedbackType",
                        "not-spam",
                        "complainedRecipients",
                        List.of(Map.of("emailAddress", "jo@example.org"))))))
        .containsExactly(reported("Complaint", LATER, Kind.DELIVERED, null, null, false));
  }

  @Test
  void E22_what_is_not_ours_is_passed_over() {
    assertThat(items(event("eu-west-1", "Send", "send", Map.of(), Map.of()))).isEmpty();
    assertThat(
            items(
                event(
                    "eu-west-1",
                    "Send",
                    "send",
                    Map.of(),
                    Map.of("relais-conversation", List.of("x"), "relais-message", List.of("y")))))
        .isEmpty();
    assertThat(items(event("Open", "open", Map.of("timestamp", LATER)))).isEmpty();
  }

  @Test
  void E14_the_same_event_again_adds_nothing() {
    Map<String, Object> event = event("Send", "send", Map.of());
    assertThat(items(event)).hasSize(1);
    assertThat(items(event)).isEmpty();
  }
}
