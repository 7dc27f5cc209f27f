package relais.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The system as a newcomer meets it: everything of template.yaml, called from outside only.
@DisplayNameGeneration(ReplaceUnderscores.class)
class LocalSystemTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir static Path data;
  private static Options options;
  private static LocalSystem system;

  @BeforeAll
  static void startSystem() throws IOException {
    options =
        new Options(
            Path.of("../../..").toAbsolutePath().normalize(),
            data,
            new Options.Ports(free(), free(), free(), free(), free(), free()),
            2,
            false,
            true,
            true);
    system = LocalSystem.start(options, line -> {});
  }

  @AfterAll
  static void stopSystem() {
    system.close();
  }

  @Test
  void without_a_token_the_gateway_refuses() throws Exception {
    assertThat(get("/v1/session", null).statusCode()).isEqualTo(401);
    assertThat(get("/v1/session", "not.a.token").statusCode()).isEqualTo(401);
  }

  @Test
  void somebody_who_signs_in_has_a_session() throws Exception {
    JsonNode session = Json.read(get("/v1/session", signIn("sanne")).body());
    assertThat(session.path("user").path("name").asText()).isEqualTo("Sanne de Vries");
  }

  @Test
  void a_mail_becomes_a_conversation_and_its_answer_leaves() throws Exception {
    String token = signIn("sanne");
    mail("ann@example.com", "support@harbourgoods.example", "Where is my parcel?", "<1@example>");
    JsonNode row = waitForRow(token, "Where is my parcel?");

    HttpResponse<String> reply =
        post(
            "/v1/conversations/" + row.path("id").asText() + "/replies",
            token,
            "{\"text\":\"On its way.\",\"html\":\"<p>On its way.</p>\"}",
            row.path("version").asText());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);

    JsonNode sent =
        eventually(
            () -> {
              for (JsonNode mail : json("/outbox/api/messages").path("items")) {
                if (mail.path("to").path(0).asText().equals("ann@example.com")
                    && mail.path("events").size() == 2) {
                  return Optional.of(mail);
                }
              }
              return Optional.empty();
            });
    JsonNode read = json("/outbox/api/messages/" + sent.path("id").asText());
    assertThat(read.path("text").asText()).contains("On its way.");
    assertThat(read.path("events")).isEqualTo(Json.read("[\"Send\", \"Delivery\"]"));
  }

  @Test
  void who_was_given_the_reply_address_joins_the_conversation() throws Exception {
    String token = signIn("sanne");
    mail("cara@example.com", "support@harbourgoods.example", "A loose screw", "<3@example>");
    JsonNode row = waitForRow(token, "A loose screw");
    String path = "/v1/conversations/" + row.path("id").asText();
    post(
        path + "/replies",
        token,
        "{\"text\":\"Which one?\",\"html\":\"<p>Which one?</p>\"}",
        row.path("version").asText());
    String address =
        eventually(
            () -> {
              for (JsonNode mail : json("/outbox/api/messages").path("items")) {
                if (mail.path("to").path(0).asText().equals("cara@example.com")) {
                  return replyTo(raw(mail.path("id").asText()));
                }
              }
              return Optional.empty();
            });
    assertThat(address).startsWith("support+c" + row.path("id").asText().toLowerCase(Locale.ROOT));
    waitForTheNextSecond();
    mail("dan@example.net", address, "Cara asked me", "<4@example>");
    JsonNode joined =
        eventually(
            () -> {
              for (JsonNode entry : json(path, token).path("timeline")) {
                if (entry.path("evidence").asText().equals("reply-address")) {
                  return Optional.of(entry);
                }
              }
              return Optional.empty();
            });
    assertThat(joined.path("from").path("value").asText()).isEqualTo("dan@example.net");
    assertThat(json(path, token).path("timeline").findValuesAsText("event")).contains("joined");
  }

  @Test
  void an_address_signed_before_the_key_was_changed_still_leads_to_its_conversation()
      throws Exception {
    String token = signIn("sanne");
    mail("eva@example.com", "support@harbourgoods.example", "Which screw", "<key1@example>");
    JsonNode row = waitForRow(token, "Which screw");
    String path = "/v1/conversations/" + row.path("id").asText();
    String signedBefore = replyAndReadItsAddress(token, path, "First answer");
    StoresOptions stores =
        StoresOptions.parse(
            List.of(
                "--checkout",
                options.checkout().toString(),
                "--dynamodb-port",
                String.valueOf(options.ports().dynamoDb()),
                "--s3-port",
                String.valueOf(options.ports().s3())),
            Map.of(),
            LocalDate.now(Clock.systemUTC()));
    try (RunningStores running = RunningStores.open(stores, Map.of())) {
      assertThat(RotateReplyKey.change(running.table(), false, Instant.now()).changed()).isTrue();
      assertThat(RotateReplyKey.change(running.table(), false, Instant.now()).words())
          .contains("--leaked");
    }
    String signedAfter = replyAndReadItsAddress(token, path, "Second answer");
    assertThat(signedAfter).isNotEqualTo(signedBefore);
    for (String address : List.of(signedBefore, signedAfter)) {
      String sender = address.equals(signedBefore) ? "old@example.net" : "new@example.net";
      mail(sender, address, "Eva asked me", "<" + sender + ">");
      eventually(
          () ->
              json(path, token).path("timeline").findValuesAsText("value").contains(sender)
                  ? Optional.of(sender)
                  : Optional.empty());
    }
  }

  /// Replies, and reads the Reply-To of what left.
  private static String replyAndReadItsAddress(String token, String path, String words)
      throws Exception {
    HttpResponse<String> reply =
        post(
            path + "/replies",
            token,
            "{\"text\":\"%1$s\",\"html\":\"<p>%1$s</p>\"}".formatted(words),
            json(path, token).path("conversation").path("version").asText());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
    return eventually(
        () -> {
          for (JsonNode mail : json("/outbox/api/messages").path("items")) {
            String raw = raw(mail.path("id").asText());
            if (mail.path("to").path(0).asText().equals("eva@example.com") && raw.contains(words)) {
              return replyTo(raw);
            }
          }
          return Optional.empty();
        });
  }

  @Test
  void two_inboxes_and_a_foreign_machine_that_answers_everything_fall_silent() throws Exception {
    String token = signIn("amelie");
    acknowledge("support", true, token);
    acknowledge("sales", true, token);
    try {
      mail(
          "sales@harbourgoods.example",
          "support@harbourgoods.example",
          "From the other desk",
          "<desk@example>");
      String ours =
          "/v1/conversations/" + waitForRow(token, "From the other desk").path("id").asText();
      assertThat(messages(ours, "out", token)).isZero();

      // It does not even say that it is a machine.
      mail("robot@example.net", "support@harbourgoods.example", "Robot", "<robot@example>");
      String path = "/v1/conversations/" + waitForRow(token, "Robot").path("id").asText();
      String address =
          eventually(
              () -> {
                for (JsonNode mail : json("/outbox/api/messages").path("items")) {
                  if (mail.path("to").path(0).asText().equals("robot@example.net")) {
                    return replyTo(raw(mail.path("id").asText()));
                  }
                }
                return Optional.empty();
              });
      for (int round = 1; round <= 3; round++) {
        int mails = round + 1;
        mail("robot@example.net", address, "Re: Robot", "<robot-" + round + "@example>");
        eventually(
            () -> messages(path, "in", token) == mails ? Optional.of(mails) : Optional.empty());
      }
      // What is said is said together with the mail that it answers: there is nothing to wait for.
      assertThat(messages(path, "out", token)).isEqualTo(1);
    } finally {
      acknowledge("support", false, token);
      acknowledge("sales", false, token);
    }
  }

  private static long messages(String path, String direction, String token) {
    long count = 0;
    for (JsonNode entry : json(path, token).path("timeline")) {
      count += entry.path("direction").asText().equals(direction) ? 1 : 0;
    }
    return count;
  }

  private static void acknowledge(String inbox, boolean on, String token) throws Exception {
    String path = "/v1/inboxes/%s/settings".formatted(inbox);
    ObjectNode settings = (ObjectNode) json(path, token);
    String version = settings.remove("version").asText();
    settings.remove("id");
    ObjectNode acknowledgement = (ObjectNode) settings.path("acknowledgement");
    acknowledgement.put("on", on).put("fallback", "en");
    acknowledgement
        .putArray("wordings")
        .addObject()
        .put("language", "en")
        .put("open", "Your mail has arrived: {{case}}")
        .putNull("closed");
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(origin() + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .header("If-Match", "\"" + version + "\"")
                .PUT(HttpRequest.BodyPublishers.ofString(settings.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  @Test
  void a_test_message_leaves_comes_back_and_is_seen_by_nobody() throws Exception {
    String token = signIn("amelie");
    HttpResponse<String> sent = post("/v1/inboxes/support/test-messages", token, "{}", "");
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
    String id = Json.read(sent.body()).path("id").asText();
    JsonNode back =
        eventually(
            () -> {
              JsonNode test = json("/v1/inboxes/support/connection", token).path("testMessage");
              return test.path("returnedAt").isTextual() ? Optional.of(test) : Optional.empty();
            });
    assertThat(back.path("id").asText()).isEqualTo(id);
    assertThat(back.path("seconds").asDouble()).isBetween(0.0, 30.0);
    for (String view : List.of("new", "mine", "closed")) {
      assertThat(json("/v1/conversations?view=" + view, token).findValuesAsText("id"))
          .doesNotContain(id);
    }
  }

  @Test
  void the_domains_of_the_demo_say_what_is_missing_and_what_is_wrong() throws Exception {
    JsonNode domain = json("/v1/inboxes/support/domains", signIn("amelie")).path("items").path(0);
    assertThat(domain.path("identity").path("state").asText()).isEqualTo("pending");
    assertThat(domain.path("records").findValuesAsText("state"))
        .containsExactly("found", "found", "found", "missing", "found", "differs", "missing");
  }

  /// A store tells whole seconds: within one, a replay cannot know what came first.
  private static void waitForTheNextSecond() {
    Instant stored = Instant.now();
    eventually(
        () ->
            Instant.now().getEpochSecond() > stored.getEpochSecond()
                ? Optional.of(stored)
                : Optional.empty());
  }

  private static String raw(String sent) {
    try {
      return get("/outbox/api/messages/" + sent + "/raw", null).body();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<String> replyTo(String mail) {
    Matcher matcher =
        Pattern.compile("^Reply-To:\\s+<?([^<>\\s]+)>?\\s*$", Pattern.MULTILINE).matcher(mail);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  @Test
  void the_ledger_misses_what_nobody_took_in_and_a_replay_says_what_would_become_of_it()
      throws Exception {
    String token = signIn("sanne");
    mail("cleo@example.com", "support@harbourgoods.example", "Counted", "<counted@example>");
    waitForRow(token, "Counted");
    waitForTheNextSecond();
    mail(
        "cleo@example.com",
        "support@harbourgoods.example",
        "Re: Counted\r\nIn-Reply-To: <counted@example>\r\nX-Simulate-Spam: gray",
        "<answer@example>");
    JsonNode answer =
        eventually(
            () -> {
              JsonNode row = waitForRow(token, "Counted");
              for (JsonNode entry :
                  json("/v1/conversations/" + row.path("id").asText(), token).path("timeline")) {
                if (entry.path("evidence").asText().equals("message-id")) {
                  return Optional.of(entry);
                }
              }
              return Optional.empty();
            });
    assertThat(answer.path("verdicts").path("spam").asText()).isEqualTo("gray");
    mail(
        "cleo@example.com",
        "support@harbourgoods.example",
        "Lost\r\nX-Simulate-Lost: yes",
        "<lost@example>");

    StoresOptions stores =
        StoresOptions.parse(
            List.of(
                "--checkout",
                options.checkout().toString(),
                "--dynamodb-port",
                String.valueOf(options.ports().dynamoDb()),
                "--s3-port",
                String.valueOf(options.ports().s3()),
                "--json"),
            Map.of(),
            LocalDate.now(Clock.systemUTC()));
    try (RunningStores system = RunningStores.open(stores, Map.of())) {
      ByteArrayOutputStream ledger = new ByteArrayOutputStream();
      boolean even =
          LedgerLines.print(
              stores,
              system.originals(),
              system.table(),
              Clock.offset(Clock.systemUTC(), Duration.ofHours(1)),
              new PrintStream(ledger, true, UTF_8));
      assertThat(even).isFalse();
      List<JsonNode> missing =
          ledger.toString(UTF_8).lines().map(Json::read).filter(l -> l.has("missing")).toList();
      assertThat(missing.stream().filter(line -> line.has("why")))
          .singleElement()
          .satisfies(line -> assertThat(line.path("why").asText()).isEqualTo("never-read"));

      ByteArrayOutputStream replay = new ByteArrayOutputStream();
      Replay.Summary summary =
          Replay.print(
              stores, system.originals(), system.table(), new PrintStream(replay, true, UTF_8));
      List<JsonNode> lines = replay.toString(UTF_8).lines().map(Json::read).toList();
      assertThat(lines).hasSize(summary.items() + 1);
      assertThat(lines.stream().filter(line -> !line.path("differences").isEmpty()))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line.path("differences")).isEqualTo(Json.read("[\"not-stored\"]")));
      assertThat(lines.stream().map(line -> line.path("becomes").asText()))
          .contains("new", "threaded");
    }
  }

  @Test
  void a_whatsapp_message_becomes_a_conversation_and_its_answer_is_ticked() throws Exception {
    String token = signIn("sanne");
    post(
        "/simulator/api/customers",
        null,
        "{\"name\":\"Zoë H\",\"number\":\"+31 6 5550 1234\"}",
        "");
    post("/simulator/api/customers/31655501234/messages", null, "{\"text\":\"Hoi 👋\"}", "");
    JsonNode row =
        eventually(
            () ->
                rows(token).stream()
                    .filter(one -> one.path("contact").path("name").asText().equals("Zoë H"))
                    .findFirst());
    HttpResponse<String> reply =
        post(
            "/v1/conversations/" + row.path("id").asText() + "/replies",
            token,
            "{\"text\":\"Hoi Zoë!\",\"html\":\"<p>Hoi Zoë!</p>\"}",
            row.path("version").asText());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
    JsonNode status =
        eventually(
            () -> {
              for (JsonNode entry :
                  json("/v1/conversations/" + row.path("id").asText(), token).path("timeline")) {
                JsonNode state = entry.path("status").path("state");
                if (state.asText().equals("delivered")) {
                  return Optional.of(state);
                }
              }
              return Optional.empty();
            });
    assertThat(status.asText()).isEqualTo("delivered");
  }

  @Test
  void an_open_browser_hears_of_a_new_mail() throws Exception {
    String token = signIn("sanne");
    JsonNode ticket = Json.read(post("/v1/live/tickets", token, "{}", "").body());
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    URI url = URI.create(ticket.path("url").asText() + "?ticket=" + ticket.path("ticket").asText());
    WebSocket socket =
        HTTP.newWebSocketBuilder().buildAsync(url, new Listener(heard)).get(10, TimeUnit.SECONDS);
    mail("bob@example.com", "support@harbourgoods.example", "Heard?", "<2@example>");
    String message = heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(message).isNotNull().contains("\"type\"");
    socket.abort();
  }

  @Test
  void a_ticket_that_was_never_given_opens_no_socket() {
    URI url = URI.create("ws://localhost:%d/live?ticket=made-up".formatted(options.ports().web()));
    assertThat(
            HTTP.newWebSocketBuilder()
                .buildAsync(url, new Listener(new LinkedBlockingQueue<>()))
                .handle((socket, refused) -> refused != null)
                .join())
        .isTrue();
  }

  @Test
  void a_connection_that_is_gone_is_said_to_be_gone() throws Exception {
    HttpResponse<String> answer = post("/aws/live/@connections/none", null, "{}", "");
    assertThat(answer.statusCode()).isEqualTo(410);
    assertThat(answer.headers().firstValue("x-amzn-ErrorType")).contains("GoneException");
  }

  @Test
  void graph_calls_without_the_token_or_outside_the_window_are_refused() throws Exception {
    String path = GraphEndpoint.PATH + "/106540352242922/messages";
    String body =
        "{\"messaging_product\":\"whatsapp\",\"to\":\"31600000000\",\"type\":\"text\","
            + "\"text\":{\"body\":\"Hi\"}}";
    HttpResponse<String> strange = post(path, "wrong", body, "");
    assertThat(strange.statusCode()).isEqualTo(401);
    assertThat(Json.read(strange.body()).path("error").path("code").asInt()).isEqualTo(190);
    HttpResponse<String> late = post(path, "harbour-goods-access-token", body, "");
    assertThat(Json.read(late.body()).path("error").path("code").asInt()).isEqualTo(131047);
  }

  // ------------------------------------------------------------------------------ a person

  /// Signs in as the web app does: code flow with PKCE.
  private static String signIn(String user) throws Exception {
    String verifier = "a-verifier-of-more-than-forty-three-characters-1234";
    String challenge =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
    String redirect = URLEncoder.encode(origin() + "/callback", UTF_8);
    String query =
        "client_id=relais&response_type=code&scope=openid%20email%20profile&state=s&nonce=n"
            + "&redirect_uri=%s&code_challenge=%s&code_challenge_method=S256"
                .formatted(redirect, challenge);
    HttpResponse<String> chosen = form("/oidc/authorize?" + query, "user=" + user);
    String code =
        chosen.headers().firstValue("Location").orElseThrow().replaceAll(".*code=([^&]*).*", "$1");
    HttpResponse<String> tokens =
        form(
            "/oidc/token",
            "grant_type=authorization_code&client_id=relais&redirect_uri=%s&code=%s&code_verifier=%s"
                .formatted(redirect, code, verifier));
    assertThat(tokens.statusCode()).as(tokens.body()).isEqualTo(200);
    return Json.read(tokens.body()).path("id_token").asText();
  }

  private static JsonNode waitForRow(String token, String subject) {
    return eventually(
        () ->
            rows(token).stream()
                .filter(row -> row.path("subject").asText().equals(subject))
                .findFirst());
  }

  private static List<JsonNode> rows(String token) {
    List<JsonNode> rows = new ArrayList<>();
    json("/v1/conversations?view=team&team=support", token).path("items").forEach(rows::add);
    return rows;
  }

  private static void mail(String from, String to, String subject, String messageId)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), options.ports().smtp())) {
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      assertThat(in.readLine()).startsWith("220");
      for (String command :
          List.of("HELO test", "MAIL FROM:<%s>".formatted(from), "RCPT TO:<%s>".formatted(to))) {
        socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
        assertThat(in.readLine()).startsWith("250");
      }
      socket.getOutputStream().write("DATA\r\n".getBytes(UTF_8));
      assertThat(in.readLine()).startsWith("354");
      String mail =
          "From: %s\r\nTo: %s\r\nSubject: %s\r\nMessage-ID: %s\r\n\r\nHello\r\n.\r\n"
              .formatted(from, to, subject, messageId);
      socket.getOutputStream().write(mail.getBytes(UTF_8));
      assertThat(in.readLine()).startsWith("250");
    }
  }

  private static HttpResponse<String> get(String path, @Nullable String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin() + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(String path) {
    return json(path, null);
  }

  private static JsonNode json(String path, @Nullable String token) {
    try {
      return Json.read(get(path, token).body());
    } catch (Exception e) {
      throw new IllegalStateException(path, e);
    }
  }

  private static HttpResponse<String> post(
      String path, @Nullable String token, String body, String version) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin() + path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "test-" + System.nanoTime())
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!version.isEmpty()) {
      request.header("If-Match", "\"" + version + "\"");
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> form(String path, String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(origin() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String origin() {
    return "http://localhost:" + options.ports().web();
  }

  private static <T> T eventually(Supplier<Optional<T>> condition) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      Optional<T> found = condition.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("It did not happen within " + PATIENCE);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private record Listener(BlockingQueue<String> heard) implements WebSocket.Listener {
    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      heard.add(text.toString());
      socket.request(1);
      return null;
    }
  }
}
