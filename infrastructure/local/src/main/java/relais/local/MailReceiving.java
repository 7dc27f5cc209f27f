package relais.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import relais.embedded.MailRule;
import relais.embedded.Template;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// SES receiving: carries out the template's receipt rules for a mail that came in.
final class MailReceiving {
  private final Template template;
  private final List<MailRule> rules;
  private final S3Client s3;
  private final AsyncCalls calls;
  private final InstantSource clock;
  private final Ids ids = new Ids();

  MailReceiving(Template template, S3Client s3, AsyncCalls calls, InstantSource clock) {
    this.template = template;
    this.rules = template.mailRules();
    this.s3 = s3;
    this.calls = calls;
    this.clock = clock;
  }

  /// Takes one mail in. When this returns, its bytes are stored and its event is on disk.
  ///
  /// @param from the envelope sender, empty for bounces
  /// @param to the envelope recipients
  /// @return SES's id for it
  String receive(String from, List<String> to, byte[] raw) {
    String messageId = ids.receivedMail();
    receive(messageId, clock.instant(), from, to, raw);
    return messageId;
  }

  /// Takes a mail in as if it had come at that time.
  ///
  /// @param messageId SES's id for it; the same one twice is the same mail
  void receive(String messageId, Instant at, String from, List<String> to, byte[] raw) {
    Instant now = at.truncatedTo(ChronoUnit.MILLIS);
    MailHeaders headers = MailHeaders.of(raw);
    PlayedVerdicts verdicts = PlayedVerdicts.of(headers);
    for (MailRule rule : rules) {
      List<String> matched =
          to.stream().filter(address -> applies(rule.recipients(), address)).toList();
      if (matched.isEmpty()) {
        continue;
      }
      for (MailRule.Action action : rule.actions()) {
        switch (action) {
          case MailRule.Action.Store(String bucket, String prefix) ->
              s3.putObject(
                  request ->
                      request
                          .bucket(bucket)
                          .key(prefix + messageId)
                          .contentType("application/octet-stream"),
                  RequestBody.fromBytes(RawMail.prepend(verdicts.headerLines(from, matched), raw)));
          case MailRule.Action.Call(String function, boolean unusedWaits) -> {
            if (verdicts.lost()) {
              continue;
            }
            ObjectNode mail = SesEvents.mail(messageId, now, from, matched, headers);
            String arn = template.function(function).arn();
            calls.submit(function, SesEvents.received(mail, now, matched, verdicts, arn));
          }
        }
      }
    }
  }

  /// Whether a rule for these addresses and domains is for this address. A domain stands for its
  /// mailboxes, `.domain` for those of its subdomains.
  static boolean applies(List<String> recipients, String address) {
    String wanted = address.toLowerCase(Locale.ROOT);
    String domain = wanted.substring(wanted.lastIndexOf('@') + 1);
    return recipients.isEmpty()
        || recipients.stream()
            .map(recipient -> recipient.toLowerCase(Locale.ROOT))
            .anyMatch(
                recipient ->
                    recipient.startsWith(".")
                        ? domain.endsWith(recipient)
                        : recipient.contains("@")
                            ? recipient.equals(wanted)
                            : recipient.equals(domain));
  }
}
