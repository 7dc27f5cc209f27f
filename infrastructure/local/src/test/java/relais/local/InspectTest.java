package relais.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relais.channels.twilio.TwilioSignature;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InspectTest {
  @TempDir Path folder;

  @Test
  void a_mail_is_one_line_with_every_field() throws IOException {
    Path file =
        write(
            "mail.eml",
            """
            From: Zoë <zoe@example.com>
            To: support@shop.example
            Subject: Hello
            Date: Sat, 21 Nov 2026 12:00:00 +0000
            Message-ID: <1@example.com>
            In-Reply-To: <0@shop.example>

            Hi there
            """);
    JsonNode line = only(inspect("mail", file.toString()));
    assertThat(line.properties().stream().map(field -> field.getKey()).toList())
        .isEqualTo(
            List.of(
                "file",
                "from",
                "replyTo",
                "to",
                "cc",
                "subject",
                "date",
                "messageId",
                "inReplyTo",
                "references",
                "text",
                "visibleText",
                "quotedText",
                "signature",
                "html",
                "attachments",
                "forwarded",
                "invitation",
                "automatic",
                "error"));
    assertThat(line.path("from"))
        .isEqualTo(Json.read("{\"name\": \"Zoë\", \"address\": \"zoe@example.com\"}"));
    assertThat(line.path("date").asText()).isEqualTo("2026-11-21T12:00:00Z");
    assertThat(line.path("inReplyTo")).isEqualTo(Json.read("[\"0@shop.example\"]"));
    assertThat(line.path("visibleText").asText().strip()).isEqualTo("Hi there");
    assertThat(line.path("automatic"))
        .isEqualTo(Json.read("{\"kind\": \"none\", \"recipients\": []}"));
  }

  @Test
  void what_is_passed_on_asked_for_and_failed_is_shown() throws IOException {
    Path forward =
        write(
            "forward.eml",
            """
            From: zoe@example.com
            Subject: Fwd: Lamp

            See below.

            --
            Zoë

            ---------- Forwarded message ---------
            From: Omar <omar@example.net>
            Date: Sun, 1 Nov 2026 18:02:11 +0100
            Subject: Lamp

            It flickers.
            """);
    Path invitation =
        write(
            "invitation.eml",
            """
            From: zoe@example.com
            Content-Type: text/calendar; method=REQUEST

            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:1
            DTSTART:20261105T090000Z
            ORGANIZER:mailto:zoe@example.com
            ATTENDEE;PARTSTAT=ACCEPTED:mailto:support@shop.example
            END:VEVENT
            END:VCALENDAR
            """);
    Path bounce =
        write(
            "bounce.eml",
            """
            From: Mail Delivery Subsystem <mailer-daemon@example.com>
            Return-Path: <>
            Subject: Undelivered Mail Returned to Sender

            Your message could not be delivered:
            <gone@example.net>: 550 5.1.1 user unknown
            """);
    List<JsonNode> lines =
        inspect("mail", forward.toString(), invitation.toString(), bounce.toString());
    assertThat(lines.get(0).path("signature").asText()).isEqualTo("Zoë");
    assertThat(lines.get(0).path("forwarded"))
        .isEqualTo(
            Json.read(
                """
                {"from": {"name": "Omar", "address": "omar@example.net"},
                 "date": "Sun, 1 Nov 2026 18:02:11 +0100", "sentAt": "2026-11-01T17:02:11Z",
                 "subject": "Lamp", "text": "It flickers.", "attached": false}\
                """));
    assertThat(lines.get(1).path("invitation").path("method").asText()).isEqualTo("request");
    assertThat(lines.get(1).path("invitation").path("start"))
        .isEqualTo(
            Json.read(
                """
                {"local": "2026-11-05T09:00", "zone": "UTC", "instant": "2026-11-05T09:00:00Z",
                 "wholeDay": false}\
                """));
    assertThat(lines.get(1).path("invitation").path("attendees"))
        .isEqualTo(
            Json.read(
                """
                [{"name": null, "address": "support@shop.example", "participation": "accepted",
                  "required": true}]\
                """));
    assertThat(lines.get(2).path("automatic").path("recipients").path(0).path("cause").asText())
        .isEqualTo("user-unknown");
  }

  @Test
  void threads_are_named_by_their_first_file() throws IOException {
    String first = write("1.eml", "From: a@x.org\nMessage-ID: <1@x>\n\nHi").toString();
    String other = write("2.eml", "From: a@x.org\nMessage-ID: <2@x>\n\nHi").toString();
    String none = folder.resolve("none").toString();
    String answer =
        write("3.eml", "From: b@x.org\nMessage-ID: <3@x>\nIn-Reply-To: <1@x>\n\nYes").toString();
    List<JsonNode> lines = inspect("threads", first, other, none, answer);
    assertThat(lines.stream().map(line -> line.path("thread").asText("")).toList())
        .isEqualTo(List.of(first, other, "", first));
    assertThat(lines.stream().map(line -> line.path("evidence").asText("")).toList())
        .isEqualTo(List.of("first", "first", "", "message-id"));
    assertThat(lines.get(2).path("error").asText()).contains("NoSuchFileException");
    assertThat(lines.get(3).path("joined").asBoolean(true)).isFalse();
  }

  @Test
  void a_file_that_cannot_be_read_does_not_stop_the_others() throws IOException {
    Path good = write("good.html", "<p onclick=\"x()\">Hi<script>x()</script></p>");
    List<JsonNode> lines = inspect("html", folder.resolve("none").toString(), good.toString());
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().path("error").asText()).contains("NoSuchFileException");
    assertThat(lines.getLast().path("error").isNull()).isTrue();
    assertThat(lines.getLast().path("html").asText()).doesNotContain("script", "onclick");
    assertThat(lines.getLast().path("text").asText().strip()).isEqualTo("Hi");
  }

  @Test
  void the_signature_of_a_webhook_is_checked_when_its_secret_is_given() throws IOException {
    String body = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}";
    Path file = write("webhook.json", body);
    Path headers =
        write(
            "headers.txt",
            "X-Hub-Signature-256: " + WebhookSender.signature(body.getBytes(UTF_8), "secret"));
    assertThat(signature("webhook", "whatsapp", file.toString())).isEqualTo("not checked");
    assertThat(
            signature(
                "webhook",
                "whatsapp",
                "--secret",
                "secret",
                "--headers",
                headers.toString(),
                file.toString()))
        .isEqualTo("valid");
    assertThat(
            signature(
                "webhook",
                "whatsapp",
                "--secret",
                "other",
                "--headers",
                headers.toString(),
                file.toString()))
        .isEqualTo("invalid");
  }

  @Test
  void headers_are_read_in_the_forms_in_which_people_keep_them() throws IOException {
    String body = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}";
    Path file = write("webhook.json", body);
    String signed = WebhookSender.signature(body.getBytes(UTF_8), "secret");
    List<String> forms =
        List.of(
            "x-hub-signature-256: " + signed,
            "POST /webhooks HTTP/1.1\r\nHost: x\r\nX-HUB-SIGNATURE-256: "
                + signed
                + "\r\n\r\nX-Hub-Signature-256: sha256=00",
            "> POST /webhooks HTTP/1.1\n> X-Hub-Signature-256: " + signed,
            "X-Hub-Signature-256:\n  " + signed,
            "{\"X-Hub-Signature-256\": \"" + signed + "\"}",
            "\ufeff{\"x-hub-signature-256\": [\"" + signed + "\"]}",
            """
            {"method": "POST", "headers": {"X-Hub-Signature-256": "%1$s"},
             "multiValueHeaders": {"X-Hub-Signature-256": ["%1$s"]}}
            """
                .formatted(signed),
            "[{\"name\": \"X-Hub-Signature-256\", \"value\": \"" + signed + "\"}]",
            "[[\"Host\", \"x\"], [\"X-Hub-Signature-256\", \"" + signed + "\"]]");
    for (String form : forms) {
      Path headers = write("headers.any", form);
      assertThat(
              signature(
                  "webhook",
                  "whatsapp",
                  "--secret",
                  "secret",
                  "--headers",
                  headers.toString(),
                  file.toString()))
          .as(form)
          .isEqualTo("valid");
    }
  }

  @Test
  void an_author_without_a_domain_is_shown_as_written() throws IOException {
    Path file =
        write(
            "daemon.eml", "From: Mail Delivery Subsystem <MAILER-DAEMON>\nTo: a@b.example\n\nx\n");
    Path alone = write("alone.eml", "From: MAILER-DAEMON\n\nx\n");
    Path dots = write("dots.eml", "From: Jo <jo..k.@example.org>\n\nx\n");
    assertThat(inspect("mail", file.toString(), alone.toString(), dots.toString()))
        .extracting(
            line -> line.at("/from/name").asText(), line -> line.at("/from/address").asText())
        .containsExactly(
            tuple("Mail Delivery Subsystem", "MAILER-DAEMON"),
            tuple("null", "MAILER-DAEMON"),
            tuple("Jo", "jo..k.@example.org"));
  }

  @Test
  void headers_and_addresses_belong_to_the_files_after_them() throws IOException {
    String form = "MessageSid=SM1&From=%2B316&To=%2B3120&Body=Hi";
    Path file = write("sms.form", form);
    Path other = write("other.form", form + "!");
    String url = "https://relais.example/webhooks/sms";
    Path headers =
        write(
            "sms.headers",
            "X-Twilio-Signature: " + TwilioSignature.sign(url, form.getBytes(UTF_8), "token"));
    List<JsonNode> lines =
        inspect(
            "webhook",
            "twilio-sms",
            "--secret",
            "token",
            "--url",
            url,
            "--headers",
            headers.toString(),
            file.toString(),
            other.toString());
    assertThat(lines)
        .extracting(line -> line.path("signature").asText())
        .containsExactly("valid", "invalid");
    assertThat(lines.getFirst().at("/events/0/text").asText()).isEqualTo("Hi");
  }

  @Test
  void a_file_may_be_named_again_with_other_headers() throws IOException {
    Path file = write("webhook.json", "{\"object\":\"whatsapp_business_account\",\"entry\":[]}");
    String signed = WebhookSender.signature(Files.readAllBytes(file), "secret");
    Path right = write("right.headers", "X-Hub-Signature-256: " + signed);
    Path wrong = write("wrong.headers", "X-Hub-Signature-256: sha256=00");
    assertThat(
            inspect(
                "webhook",
                "whatsapp",
                "--secret",
                "secret",
                "--headers",
                right.toString(),
                file.toString(),
                "--headers",
                wrong.toString(),
                file.toString()))
        .extracting(line -> line.path("signature").asText())
        .containsExactly("valid", "invalid");
  }

  @Test
  void the_state_is_the_same_whatever_the_order_of_the_files() throws IOException {
    String first =
        custom("message.received", "\"id\":\"1\",\"from\":{\"id\":\"v\"},\"text\":\"a\"");
    String second = custom("message.edited", "\"id\":\"1\",\"from\":{\"id\":\"v\"},\"text\":\"b\"");
    JsonNode inOrder = only(inspect("webhook", "custom", "--state", first, second));
    assertThat(inOrder.at("/messages/0/text").asText()).isEqualTo("b");
    assertThat(only(inspect("webhook", "custom", "--state", second, first, second)))
        .isEqualTo(inOrder);
  }

  private String custom(String type, String data) throws IOException {
    return write(
            type + ".json",
            "{\"type\":\"%s\",\"timestamp\":\"2025-11-21T16:00:00Z\",\"data\":{%s}}"
                .formatted(type, data))
        .toString();
  }

  @Test
  void wrong_usage_is_said() {
    assertThatThrownBy(() -> inspect("mail")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> inspect("threads")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> inspect("webhook", "fax", "x")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> inspect("letter", "x")).isInstanceOf(UsageException.class);
  }

  private static String signature(String... arguments) {
    return only(inspect(arguments)).path("signature").asText();
  }

  private static JsonNode only(List<JsonNode> lines) {
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  private static List<JsonNode> inspect(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Inspect.run(List.of(arguments), new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8).lines().map(Json::read).toList();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }
}
