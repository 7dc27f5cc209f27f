package relais.ingestemail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relais.samples.TestClock;

/// Mails and what SES says about them.
final class Mails {
  private Mails() {}

  /// A mail of these lines, ended as mail ends lines.
  static byte[] mail(String... lines) {
    return (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  /// A short mail of a person.
  static byte[] hello() {
    return mail(
        "From: Jo Peters <Jo@Example.org>",
        "To: Support <support@harbourgoods.example>",
        "Subject: Where is my order?",
        "Date: Tue, 24 Nov 2026 09:12:00 +0000",
        "Message-ID: <hello@example.org>",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Hello, where is it?");
  }

  /// A mail with many files.
  static byte[] withFiles(int count) {
    List<String> lines = new ArrayList<>();
    lines.add("From: jo@example.org");
    lines.add("Subject: Files");
    lines.add("MIME-Version: 1.0");
    lines.add("Content-Type: multipart/mixed; boundary=b");
    lines.add("");
    lines.add("--b");
    lines.add("Content-Type: text/plain");
    lines.add("");
    lines.add("See the files.");
    for (int i = 0; i < count; i++) {
      lines.add("--b");
      lines.add("Content-Type: text/csv; name=\"f" + i + ".csv\"");
      lines.add("Content-Disposition: attachment; filename=\"f" + i + ".csv\"");
      lines.add("");
      lines.add("row " + i);
    }
    lines.add("--b--");
    return mail(lines.toArray(String[]::new));
  }

  /// What SES's receipt rule sends.
  static Map<String, Object> receipt(String messageId, String... recipients) {
    return receiptOf(messageId, "jo@example.org", "PASS", recipients);
  }

  /// A receipt with other verdicts than PASS.
  ///
  /// @param found SES's words by check: spf, dkim, dmarc, spam, virus
  static Map<String, Object> checked(
      String messageId, Map<String, String> found, String... recipients) {
    Map<String, Object> receipt = new LinkedHashMap<>();
    receipt.put("timestamp", TestClock.START.toString());
    receipt.put("recipients", List.of(recipients));
    for (String check : List.of("spf", "dkim", "dmarc", "spam", "virus")) {
      receipt.put(check + "Verdict", Map.of("status", found.getOrDefault(check, "PASS")));
    }
    if ("FAIL".equals(found.get("dmarc"))) {
      receipt.put("dmarcPolicy", "reject");
    }
    Map<String, Object> mail =
        Map.of(
            "timestamp",
            TestClock.START.toString(),
            "source",
            "jo@example.org",
            "messageId",
            messageId);
    return Map.of(
        "Records",
        List.of(Map.of("eventSource", "aws:ses", "ses", Map.of("mail", mail, "receipt", receipt))));
  }

  static Map<String, Object> receiptOf(
      String messageId, String envelopeFrom, String virus, String... recipients) {
    Map<String, Object> mail = new LinkedHashMap<>();
    mail.put("timestamp", TestClock.START.toString());
    mail.put("source", envelopeFrom);
    mail.put("messageId", messageId);
    mail.put("destination", List.of("somebody-else@example.org"));
    mail.put("headersTruncated", false);
    Map<String, Object> receipt =
        Map.of(
            "timestamp",
            TestClock.START.plusSeconds(1).toString(),
            "processingTimeMillis",
            7,
            "recipients",
            List.of(recipients),
            "spamVerdict",
            Map.of("status", "PASS"),
            "virusVerdict",
            Map.of("status", virus));
    return Map.of(
        "Records",
        List.of(
            Map.of(
                "eventSource",
                "aws:ses",
                "eventVersion",
                "1.0",
                "ses",
                Map.of("mail", mail, "receipt", receipt))));
  }
}
