package relais.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What SES's checks find: everything is in order, unless a header of the mail asks for something
/// else. `X-Simulate-Spam: fail` (or `gray`), likewise `-Virus`, `-SPF`, `-DKIM` and `-DMARC`, the
/// last with the domain's policy behind it: `fail; policy=reject`. With `X-Simulate-Lost: yes` the
/// mail is stored and nobody is told of it.
///
/// @param statuses SES's words by its names for the checks
/// @param dmarcPolicy null unless DMARC failed
/// @param lost whether the call about the mail gets lost
record PlayedVerdicts(Map<String, String> statuses, @Nullable String dmarcPolicy, boolean lost) {
  private static final List<String> CHECKS = List.of("Spam", "Virus", "SPF", "DKIM", "DMARC");
  private static final List<String> WORDS = List.of("PASS", "FAIL", "GRAY", "PROCESSING_FAILED");

  static PlayedVerdicts of(MailHeaders headers) {
    Map<String, String> statuses = new LinkedHashMap<>();
    for (String check : CHECKS) {
      String wanted =
          headers
              .find("X-Simulate-" + check)
              .map(value -> value.split(";", 2)[0].strip().toUpperCase(Locale.ROOT))
              .filter(WORDS::contains)
              .orElse("PASS");
      statuses.put(check.toLowerCase(Locale.ROOT) + "Verdict", wanted);
    }
    String policy =
        headers
            .find("X-Simulate-DMARC")
            .filter(value -> value.contains("policy="))
            .map(value -> value.substring(value.indexOf("policy=") + "policy=".length()).strip())
            .orElse("none");
    return new PlayedVerdicts(
        statuses,
        "FAIL".equals(statuses.get("dmarcVerdict")) ? policy : null,
        headers.find("X-Simulate-Lost").isPresent());
  }

  /// The lines that SES writes above a mail.
  ///
  /// @param from the envelope sender, empty for bounces
  /// @param recipients whom the mail is for; SES names one only
  String headerLines(String from, List<String> recipients) {
    StringBuilder lines = new StringBuilder();
    lines.append("Return-Path: <%s>\r\n".formatted(plain(from)));
    if (recipients.size() == 1) {
      lines.append(
          "Received: by inbound-smtp.localhost with SMTP for %s;\r\n"
              .formatted(plain(recipients.getFirst())));
    }
    lines.append("X-SES-Spam-Verdict: %s\r\n".formatted(statuses.get("spamVerdict")));
    lines.append("X-SES-Virus-Verdict: %s\r\n".formatted(statuses.get("virusVerdict")));
    lines.append(
        "Authentication-Results: amazonses.com; spf=%s; dkim=%s; dmarc=%s\r\n"
            .formatted(result("spfVerdict"), result("dkimVerdict"), result("dmarcVerdict")));
    return lines.toString();
  }

  private String result(String check) {
    return switch (String.valueOf(statuses.get(check))) {
      case "PASS" -> "pass";
      case "FAIL" -> "fail";
      case "GRAY" -> "none";
      default -> "temperror";
    };
  }

  private static String plain(String address) {
    return address.replaceAll("[^\\x21-\\x7e]|[<>;]", "");
  }
}
