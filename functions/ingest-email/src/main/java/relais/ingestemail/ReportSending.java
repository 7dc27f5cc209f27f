package relais.ingestemail;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.Channel;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.InboundItem.ReportedStatus.Kind;
import relais.conversation.InboundItem.StatusReported;
import relais.runtime.InboundQueue;
import relais.runtime.LogKey;
import relais.runtime.Metrics;

/// SES told how far a mail has come: the message it was sent for is told.
@Singleton
final class ReportSending {
  private static final Logger LOG = LoggerFactory.getLogger(ReportSending.class);
  private static final int MAX_REASON = 500;

  private final InboundQueue queue;
  private final Metrics metrics;

  ReportSending(InboundQueue queue, Metrics metrics) {
    this.queue = queue;
    this.metrics = metrics;
  }

  /// Passes one event on.
  ///
  /// @return how many items went to the queue: none for mail that is not ours and for events that
  ///     say nothing about how far a mail has come
  int report(SesSendingEvent event) {
    Optional<StatusReported> item = item(event);
    if (item.isEmpty()) {
      LOG.atInfo()
          .addKeyValue(LogKey.SES_MESSAGE_ID.field(), event.messageId())
          .addKeyValue(LogKey.CODE.field(), event.type())
          .log("Sending event is about nothing of ours");
      return 0;
    }
    queue.send(item.get());
    metrics.count("Mail" + event.type().replace(" ", ""), Channel.EMAIL);
    return 1;
  }

  /// What an event says about which message.
  static Optional<StatusReported> item(SesSendingEvent event) {
    Optional<MessageReference.Ours> message = message(event);
    ReportedStatus status = status(event);
    if (message.isEmpty() || status == null) {
      return Optional.empty();
    }
    return Optional.of(
        new StatusReported(
            "ses-event/%s/%s/%s".formatted(event.messageId(), event.type(), event.at()),
            event.at(),
            message.get(),
            event.messageId(),
            mimeMessageId(event),
            status));
  }

  private static Optional<MessageReference.Ours> message(SesSendingEvent event) {
    String conversation = event.conversation();
    String message = event.message();
    if (conversation == null || message == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new MessageReference.Ours(new ConversationId(conversation), new EntryId(message)));
    } catch (IllegalArgumentException e) {
      // Somebody else uses our tags with values of their own.
      return Optional.empty();
    }
  }

  private static @Nullable ReportedStatus status(SesSendingEvent event) {
    return switch (event.type()) {
      case "Send" -> new ReportedStatus(Kind.SENT, event.at(), null, null, false);
      case "Delivery" -> new ReportedStatus(Kind.DELIVERED, event.at(), null, null, false);
      case "DeliveryDelay" ->
          new ReportedStatus(
              Kind.SENT,
              event.at(),
              "delayed",
              words("The mail is late; SES goes on trying.", event),
              false);
      case "Complaint" ->
          // Who complains has got it.
          new ReportedStatus(
              Kind.DELIVERED,
              event.at(),
              "complaint",
              words("The recipient marked the mail as spam.", event),
              false);
      case "Bounce" -> bounced(event);
      case "Reject" ->
          new ReportedStatus(
              Kind.FAILED,
              event.at(),
              "rejected",
              words("SES refused the mail because of its content. Check its files.", event),
              false);
      case "Rendering Failure" ->
          new ReportedStatus(
              Kind.FAILED,
              event.at(),
              "rendering-failure",
              words("SES could not make the mail of its template.", event),
              false);
      default -> null;
    };
  }

  private static ReportedStatus bounced(SesSendingEvent event) {
    String what =
        event.permanent()
            ? "The mail came back for good. Check the address."
            : "The mail came back, perhaps only for now. You can send it again later.";
    return new ReportedStatus(
        Kind.FAILED, event.at(), "bounce", words(what, event), !event.permanent());
  }

  /// What happened, then to whom and what their server said.
  private static String words(String what, SesSendingEvent event) {
    String whom =
        event.recipients().stream().map(ReportSending::said).collect(Collectors.joining("; "));
    String details = whom.isEmpty() ? event.cause() : whom;
    String all = details.isEmpty() ? what : what + " (" + details + ")";
    return all.length() <= MAX_REASON ? all : all.substring(0, MAX_REASON - 2) + "…)";
  }

  private static String said(SesSendingEvent.Affected recipient) {
    String diagnosis =
        (recipient.status() + " " + recipient.diagnosis()).strip().replaceAll("\\s+", " ");
    return diagnosis.isEmpty() ? recipient.address() : recipient.address() + ": " + diagnosis;
  }

  /// SES sends every mail under a Message-ID of its own making; answers name that one.
  private static String mimeMessageId(SesSendingEvent event) {
    String domain = event.region().equals("us-east-1") ? "email" : event.region();
    return "%s@%s.amazonses.com".formatted(event.messageId(), domain);
  }
}
