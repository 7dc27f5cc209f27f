package relais.ingestemail;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.AddressMark;
import relais.conversation.Channel;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem.Marked;
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
  private static final String NOT_SPAM = "not-spam";

  /// SES did not even try: the address is on its own list or on the account's.
  private static final Set<String> SUPPRESSED = Set.of("Suppressed", "OnAccountSuppressionList");

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
            status,
            marks(event)));
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
              Kind.DELAYED,
              event.at(),
              "delayed",
              words("The mail is late; SES goes on trying.", event),
              false);
      case "Complaint" ->
          // Who takes the complaint back, or never made one, has got the mail all the same.
          event.cause().equals(NOT_SPAM)
              ? new ReportedStatus(Kind.DELIVERED, event.at(), null, null, false)
              : new ReportedStatus(
                  Kind.COMPLAINED,
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

  /// What an event says against addresses: a bounce for good and a complaint do.
  private static List<Marked> marks(SesSendingEvent event) {
    AddressMark.Kind kind;
    if (event.type().equals("Bounce") && event.permanent()) {
      kind =
          SUPPRESSED.contains(event.cause())
              ? AddressMark.Kind.SUPPRESSED
              : AddressMark.Kind.BOUNCING;
    } else if (event.type().equals("Complaint") && !event.cause().equals(NOT_SPAM)) {
      kind = AddressMark.Kind.COMPLAINED;
    } else {
      return List.of();
    }
    return event.recipients().stream()
        .filter(recipient -> !recipient.address().isBlank())
        .map(
            recipient ->
                new Marked(
                    Identity.email(recipient.address()),
                    new AddressMark(kind, event.at(), said(recipient))))
        .toList();
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
