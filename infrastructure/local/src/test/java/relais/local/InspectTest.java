package relais.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
                "html",
                "attachments",
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
  void wrong_usage_is_said() {
    assertThatThrownBy(() -> inspect("mail")).isInstanceOf(UsageException.class);
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
