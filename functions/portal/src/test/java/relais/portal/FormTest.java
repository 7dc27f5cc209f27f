package relais.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class FormTest {
  private static final String PATH = "/forms/contact";
  private static final Pattern SUBMISSION =
      Pattern.compile("name=\"submission\" value=\"([0-9a-f]{32})\"");

  private final AwsParts aws;
  private final Site site;

  FormTest(AwsParts parts) {
    aws = parts.fresh();
    site = new Site(aws);
  }

  @AfterEach
  void close() {
    site.close();
    aws.close();
  }

  @Test
  void the_page_needs_no_script_and_lets_nothing_in() {
    APIGatewayV2HTTPResponse page = get(PATH);
    assertThat(page.getStatusCode()).isEqualTo(200);
    assertThat(page.getBody())
        .contains("We &lt;answer&gt; by mail.", "enctype=\"multipart/form-data\"")
        .doesNotContain("<script");
    assertThat(page.getHeaders().get("content-security-policy"))
        .contains("default-src 'none'", "frame-ancestors " + Site.ORIGIN + " https://")
        .doesNotContain("unsafe");
    assertThat(get(PATH + "?language=fr").getBody()).contains("lang=\"en\"");
    assertThat(get("/forms/none").getStatusCode()).isEqualTo(404);
  }

  @Test
  void what_is_sent_is_kept_queued_and_thanked_for_once_however_often_it_is_sent() {
    String submission = submission();
    Map<String, String> answers = answers(submission);
    APIGatewayV2HTTPResponse first = post(answers);
    assertThat(first.getStatusCode()).isEqualTo(303);
    assertThat(post(answers).getStatusCode()).isEqualTo(303);
    InboundItem.Received item = (InboundItem.Received) only(site.items());
    assertThat(item.source()).isEqualTo("form/contact/" + submission);
    assertThat(item.inbox()).isEqualTo(HarbourGoods.SUPPORT_INBOX);
    assertThat(item.from()).isEqualTo(Identity.email("jo@example.org"));
    assertThat(item.files()).hasSize(1);
    assertThat(site.originals()).containsExactly(item.rawKey());
    assertThat(get(first.getHeaders().getOrDefault("location", "nowhere")).getBody())
        .contains("Thanks &amp; bye");
  }

  @Test
  void what_is_wrong_is_said_and_nothing_has_to_be_written_again() {
    Map<String, String> answers = answers(submission());
    answers.put("email", "nobody");
    answers.put("message", "\"><script>alert(1)</script>");
    APIGatewayV2HTTPResponse page = post(answers);
    assertThat(page.getStatusCode()).isEqualTo(422);
    assertThat(page.getBody())
        .contains("aria-invalid=\"true\"", "value=\"nobody\"", "&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert");
    assertThat(site.items()).isEmpty();
  }

  @Test
  void a_machine_is_thanked_and_what_it_sent_is_set_aside() {
    Map<String, String> answers = answers(submission());
    answers.put("website", "https://spam.example");
    assertThat(post(answers).getStatusCode()).isEqualTo(303);
    InboundItem.Quarantined item = (InboundItem.Quarantined) only(site.items());
    assertThat(item.reason()).isEqualTo(InboundItem.Reason.SPAM);
  }

  @Test
  void what_no_browser_sends_is_set_aside() {
    APIGatewayV2HTTPResponse answer =
        site.send("POST", PATH, Map.of("content-type", "text/plain"), "hello".getBytes(UTF_8));
    assertThat(answer.getStatusCode()).isEqualTo(400);
    assertThat(((InboundItem.Quarantined) only(site.items())).reason())
        .isEqualTo(InboundItem.Reason.UNREADABLE);
  }

  @Test
  void an_address_sends_so_many_in_a_while() {
    for (int i = 0; i < 5; i++) {
      assertThat(post(answers(submission())).getStatusCode()).isEqualTo(303);
    }
    String submission = submission();
    APIGatewayV2HTTPResponse refused = post(answers(submission));
    assertThat(refused.getStatusCode()).isEqualTo(429);
    assertThat(refused.getBody()).as("nothing has to be written again").contains("It is broken.");
    assertThat(refused.getBody()).contains(submission);
    assertThat(site.originals()).hasSize(5);
    site.clock().advance(Duration.ofMinutes(10));
    assertThat(post(answers(submission())).getStatusCode()).isEqualTo(303);
  }

  @Test
  void when_the_queue_is_gone_the_page_keeps_what_was_written_under_the_same_name() {
    String submission = submission();
    Map<String, String> broken = new HashMap<>();
    broken.put("INBOUND_QUEUE_URL", aws.queueUrl("InboundQueue") + "-gone");
    try (Site other = new Site(aws, broken)) {
      APIGatewayV2HTTPResponse page =
          other.send("POST", PATH, multipart(), body(answers(submission)));
      assertThat(page.getStatusCode()).isEqualTo(503);
      assertThat(page.getBody()).contains(submission, "It is broken.");
    }
    assertThat(post(answers(submission)).getStatusCode()).isEqualTo(303);
    assertThat(site.items()).hasSize(1);
  }

  private APIGatewayV2HTTPResponse get(String path) {
    return site.send("GET", path, Map.of(), new byte[0]);
  }

  private String submission() {
    Matcher found = SUBMISSION.matcher(get(PATH).getBody());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static Map<String, String> answers(String submission) {
    Map<String, String> answers = new HashMap<>();
    answers.put("submission", submission);
    answers.put("name", "Jo");
    answers.put("email", "jo@example.org");
    answers.put("subject", "Lamp");
    answers.put("message", "It is broken.");
    return answers;
  }

  private APIGatewayV2HTTPResponse post(Map<String, String> answers) {
    return site.send("POST", PATH, multipart(), body(answers));
  }

  private static Map<String, String> multipart() {
    return Map.of("content-type", "multipart/form-data; boundary=xyz");
  }

  private static byte[] body(Map<String, String> answers) {
    StringBuilder body = new StringBuilder();
    answers.forEach(
        (name, value) ->
            body.append(
                "--xyz\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                    .formatted(name, value)));
    String file =
        """
        --xyz
        Content-Disposition: form-data; name="files"; filename="a.txt"
        Content-Type: text/plain

        hi
        --xyz--
        """;
    return (body + file.replace("\n", "\r\n")).getBytes(UTF_8);
  }

  private static InboundItem only(List<InboundItem> items) {
    assertThat(items).hasSize(1);
    return items.getFirst();
  }
}
