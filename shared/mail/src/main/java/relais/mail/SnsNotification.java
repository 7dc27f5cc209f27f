package relais.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the notifications of Amazon SES that a topic sends on as mail: JSON and below it a few
/// lines for people.
///
/// Looks only for the few fields that matter, in whatever order they come.
final class SnsNotification {
  private static final int MAX_TEXT = 100_000;
  private static final int MAX_RECIPIENTS = 100;

  private static final Pattern TYPE =
      Pattern.compile("\"(?:notification|event)Type\"\\s*:\\s*\"(Bounce|Complaint|Delivery)\"");
  private static final Pattern RECIPIENT =
      Pattern.compile(
          "\\{[^{}]{0,2000}\"emailAddress\"\\s*:\\s*\"([^\"]{3,320})\"[^{}]{0,2000}\\}");
  private static final Pattern DELIVERED =
      Pattern.compile("\"recipients\"\\s*:\\s*\\[\\s*\"([^\"]{3,320})\"");
  private static final Pattern STATUS = field("status");
  private static final Pattern REASON = field("diagnosticCode");
  private static final Pattern FEEDBACK = field("complaintFeedbackType");
  private static final Pattern BOUNCE_TYPE = field("bounceType");
  private static final Pattern REGION = Pattern.compile("\"arn:aws:(?:ses|sns):([a-z0-9-]{5,25}):");
  private static final Pattern SENT_ID = field("messageId");

  private SnsNotification() {}

  private static Pattern field(String name) {
    return Pattern.compile("\"" + name + "\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){0,900})\"");
  }

  /// What the notification reports; null when the text is none.
  static @Nullable Automatic read(List<Mailbox> from, String whole) {
    boolean topic =
        from.stream().anyMatch(each -> each.address().domain().endsWith("sns.amazonaws.com"));
    String text = whole.strip();
    if (!topic || !text.startsWith("{")) {
      return null;
    }
    String start = text.substring(0, Math.min(text.length(), MAX_TEXT));
    String json = start.replace("\\\"", "\""); // a topic may wrap the notification in its own
    Matcher type = TYPE.matcher(json);
    if (!type.find()) {
      return null;
    }
    List<MimeMessageId> originals = originals(json);
    return switch (type.group(1)) {
      case "Bounce" -> {
        boolean passing = first(BOUNCE_TYPE, json).equals("Transient");
        yield new Automatic.Bounce(recipients(json, passing), originals);
      }
      case "Complaint" -> {
        String feedback = first(FEEDBACK, json);
        String kind = feedback.isEmpty() ? "abuse" : feedback;
        yield new Automatic.Complaint(kind, complaining(json, kind), originals);
      }
      default -> new Automatic.Delivered(delivered(json), originals);
    };
  }

  /// The Message-ID that SES gave the mail: its own id, and the host of its region.
  private static List<MimeMessageId> originals(String json) {
    String id = first(SENT_ID, json);
    String region = first(REGION, json);
    boolean first = region.isEmpty() || region.equals("us-east-1");
    return id.isEmpty()
        ? List.of()
        : MessageIdList.parse(id + (first ? "@email" : "@" + region) + ".amazonses.com");
  }

  private static List<ReportedRecipient> recipients(String json, boolean passing) {
    List<ReportedRecipient> recipients = new ArrayList<>();
    Matcher each = RECIPIENT.matcher(json);
    while (each.find() && recipients.size() < MAX_RECIPIENTS) {
      String reason = HeaderText.oneLine(first(REASON, each.group()));
      String stated = first(STATUS, each.group());
      String status = FailureStatus.of(stated.isEmpty() ? null : stated, reason, passing);
      recipients.add(
          new ReportedRecipient(
              DeliveryReport.addressIn(each.group(1)),
              status,
              FailureStatus.isHard(status, reason),
              FailureStatus.causeOf(status, reason),
              reason));
    }
    return recipients;
  }

  private static List<ReportedRecipient> complaining(String json, String feedback) {
    List<ReportedRecipient> recipients = new ArrayList<>();
    Matcher each = RECIPIENT.matcher(json);
    while (each.find() && recipients.size() < MAX_RECIPIENTS) {
      recipients.add(
          new ReportedRecipient(
              DeliveryReport.addressIn(each.group(1)), "5.7.0", true, null, feedback));
    }
    return recipients;
  }

  private static List<ReportedRecipient> delivered(String json) {
    Matcher first = DELIVERED.matcher(json);
    return first.find()
        ? List.of(
            new ReportedRecipient(
                DeliveryReport.addressIn(first.group(1)), "2.0.0", false, null, ""))
        : List.of();
  }

  private static String first(Pattern field, String json) {
    Matcher found = field.matcher(json);
    return found.find() ? found.group(1) : "";
  }
}
