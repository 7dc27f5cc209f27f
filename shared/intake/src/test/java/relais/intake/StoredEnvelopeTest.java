package relais.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Verdict;
import relais.conversation.Verdicts;
import relais.mail.MailReader;
import relais.samples.HarbourGoods;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StoredEnvelopeTest {
  private static StoredEnvelope of(String... lines) {
    return StoredEnvelope.of(
        MailReader.read((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8)),
        HarbourGoods.settings());
  }

  @Test
  void the_topmost_received_field_names_the_recipient_and_verdicts_stand_beside_it() {
    assertThat(
            of(
                "Return-Path: <jo@example.org>",
                "Received: from a.example (a.example [192.0.2.1]) by inbound-smtp.eu-west-1"
                    + ".amazonaws.com with SMTP id x1 for help@harbourgoods.example;",
                " Tue, 24 Nov 2026 09:30:00 +0000 (UTC)",
                "X-SES-Spam-Verdict: GRAY",
                "X-SES-Virus-Verdict: PASS",
                "Authentication-Results: amazonses.com; spf=pass (x) client-ip=192.0.2.1;",
                " dkim=fail header.i=@example.org; dmarc=none header.from=example.org;",
                "X-SES-Spam-Verdict: PASS",
                "Received: by b.example for other@harbourgoods.example; x",
                "From: jo@example.org",
                "To: sales@harbourgoods.example",
                "",
                "x"))
        .isEqualTo(
            new StoredEnvelope(
                List.of("help@harbourgoods.example"),
                "jo@example.org",
                new Verdicts(
                    Verdict.PASS, Verdict.FAIL, Verdict.GRAY, null, Verdict.GRAY, Verdict.PASS)));
  }

  @Test
  void without_it_the_open_recipients_that_an_inbox_has_count() {
    assertThat(
            of(
                "From: jo@example.org",
                "To: Support+x <support+x@harbourgoods.example>, someone@example.org",
                "Cc: sales@harbourgoods.example",
                "",
                "x"))
        .isEqualTo(
            new StoredEnvelope(
                List.of("support+x@harbourgoods.example", "sales@harbourgoods.example"),
                null,
                null));
  }

  @Test
  void a_mail_that_names_nobody_of_ours_has_no_recipient() {
    assertThat(of("From: jo@example.org", "To: list@example.org", "", "x").recipients()).isEmpty();
  }

  @Test
  void a_bounce_has_no_sender_and_strange_results_are_not_believed() {
    StoredEnvelope envelope =
        of(
            "Return-Path: <>",
            "X-SES-Virus-Verdict: FAIL",
            "Authentication-Results: evil.example; spf=pass; dkim=pass; dmarc=pass",
            "From: mailer-daemon@example.org",
            "",
            "x");
    assertThat(envelope.from()).isNull();
    assertThat(envelope.verdicts())
        .isEqualTo(
            new Verdicts(
                Verdict.UNCHECKED,
                Verdict.UNCHECKED,
                Verdict.UNCHECKED,
                null,
                Verdict.UNCHECKED,
                Verdict.FAIL));
  }
}
