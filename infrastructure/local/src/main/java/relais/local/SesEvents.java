package relais.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// The JSON in which SES speaks of mails.
final class SesEvents {
  private SesEvents() {}

  /// The `mail` object that received and sent mails share.
  static ObjectNode mail(
      String messageId, Instant at, String source, List<String> destination, MailHeaders headers) {
    ObjectNode mail =
        Json.object()
            .put("timestamp", at.toString())
            .put("source", source)
            .put("messageId", messageId);
    mail.set("destination", Json.of(destination));
    mail.put("headersTruncated", headers.truncatedInEvents());
    ArrayNode list = mail.putArray("headers");
    headers
        .reported()
        .forEach(
            header -> list.addObject().put("name", header.name()).put("value", header.value()));
    ObjectNode common = mail.putObject("commonHeaders");
    common.put("returnPath", source);
    putAddresses(common, "from", headers, "From");
    putAddresses(common, "replyTo", headers, "Reply-To");
    putAddresses(common, "to", headers, "To");
    putAddresses(common, "cc", headers, "Cc");
    headers.find("Date").ifPresent(date -> common.put("date", date));
    headers.find("Message-ID").ifPresent(id -> common.put("messageId", id));
    headers.find("Subject").ifPresent(subject -> common.put("subject", subject));
    return mail;
  }

  private static void putAddresses(
      ObjectNode common, String field, MailHeaders headers, String name) {
    List<String> addresses = headers.addresses(name);
    if (!addresses.isEmpty()) {
      common.set(field, Json.of(addresses));
    }
  }

  /// What a receipt rule's Lambda action sends.
  ///
  /// @param recipients the envelope recipients that the rule matched
  static ObjectNode received(
      ObjectNode mail,
      Instant at,
      List<String> recipients,
      PlayedVerdicts verdicts,
      String functionArn) {
    ObjectNode event = Json.object();
    ObjectNode record =
        event
            .putArray("Records")
            .addObject()
            .put("eventSource", "aws:ses")
            .put("eventVersion", "1.0");
    ObjectNode ses = record.putObject("ses");
    ses.set("mail", mail);
    ObjectNode receipt =
        ses.putObject("receipt").put("timestamp", at.toString()).put("processingTimeMillis", 1);
    receipt.set("recipients", Json.of(recipients));
    verdicts.statuses().forEach((check, word) -> receipt.putObject(check).put("status", word));
    if (verdicts.dmarcPolicy() != null) {
      receipt.put("dmarcPolicy", verdicts.dmarcPolicy());
    }
    receipt
        .putObject("action")
        .put("type", "Lambda")
        .put("functionArn", functionArn)
        .put("invocationType", "Event");
    return event;
  }

  /// A sending event of a configuration set.
  ///
  /// @param type such as `Delivery`; its lower-case form names the object with the facts
  static ObjectNode sending(
      String type, ObjectNode mail, Map<String, List<String>> tags, ObjectNode facts) {
    ObjectNode detail = Json.object().put("eventType", type);
    ObjectNode tagged = mail.deepCopy();
    tagged.set("tags", Json.of(tags));
    detail.set("mail", tagged);
    detail.set(Character.toLowerCase(type.charAt(0)) + type.substring(1), facts);
    return detail;
  }
}
