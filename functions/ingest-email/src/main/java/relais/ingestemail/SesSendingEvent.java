package relais.ingestemail;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.runtime.Fields;

/// What SES tells about a mail it was given to send (SES developer guide, "Event data published by
/// Amazon SES"), as EventBridge brings it.
///
/// @param type SES's word: Send, Delivery, Bounce, …
/// @param at when it happened
/// @param region the region that sent it
/// @param messageId SES's own name for the mail
/// @param conversation our first tag, null when the mail is not ours
/// @param message our second tag, null when the mail is not ours
/// @param permanent whether a bounce is for good
/// @param cause SES's finer word for a bounce, rejection, complaint or delay; empty without one
/// @param recipients whom a bounce, complaint or delay is about, with what their server said
record SesSendingEvent(
    String type,
    Instant at,
    String region,
    String messageId,
    @Nullable String conversation,
    @Nullable String message,
    boolean permanent,
    String cause,
    List<Affected> recipients) {
  SesSendingEvent {
    recipients = List.copyOf(recipients);
  }

  /// One recipient.
  ///
  /// @param status the enhanced status code (RFC 3463), empty when not told
  /// @param diagnosis what their server said, empty when not told
  record Affected(String address, String status, String diagnosis) {}

  /// Reads one.
  ///
  /// @throws IllegalArgumentException when it is no such event
  static SesSendingEvent of(Fields event) {
    Fields detail = event.object("detail");
    Fields mail = detail.object("mail");
    String type =
        detail.textOrNull("eventType") == null
            ? detail.text("notificationType")
            : detail.text("eventType");
    Fields facts = facts(detail, type);
    Fields tags = mail.objectOrNull("tags");
    return new SesSendingEvent(
        type,
        facts.textOrNull("timestamp") == null
            ? mail.instant("timestamp")
            : facts.instant("timestamp"),
        event.text("region"),
        mail.text("messageId"),
        tag(tags, "relais-conversation"),
        tag(tags, "relais-message"),
        "Permanent".equals(facts.textOrNull("bounceType")),
        cause(facts),
        affected(facts));
  }

  /// The object with the facts is called like the event: `deliveryDelay` for DeliveryDelay. A
  /// rendering failure is called `failure`.
  private static Fields facts(Fields detail, String type) {
    String name = type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    Fields facts = detail.objectOrNull(type.equals("Rendering Failure") ? "failure" : name);
    return facts == null ? Fields.of(Map.of()) : facts;
  }

  private static @Nullable String tag(@Nullable Fields tags, String name) {
    List<String> values = tags == null ? List.of() : tags.texts(name);
    return values.isEmpty() ? null : values.getFirst();
  }

  private static String cause(Fields facts) {
    for (String name :
        List.of("bounceSubType", "complaintFeedbackType", "delayType", "reason", "errorMessage")) {
      String cause = facts.textOrNull(name);
      if (cause != null) {
        return cause;
      }
    }
    return "";
  }

  private static List<Affected> affected(Fields facts) {
    List<Affected> affected = new ArrayList<>();
    for (String name : List.of("bouncedRecipients", "complainedRecipients", "delayedRecipients")) {
      for (Fields recipient : facts.objects(name)) {
        affected.add(
            new Affected(
                recipient.text("emailAddress"),
                orEmpty(recipient.textOrNull("status")),
                orEmpty(recipient.textOrNull("diagnosticCode"))));
      }
    }
    return affected;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
