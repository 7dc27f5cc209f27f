package relais.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import relais.conversation.ConversationId;
import relais.conversation.InboundItem;
import relais.table.Conversations;
import relais.table.Quarantine;
import software.amazon.awssdk.services.sqs.model.Message;

/// One customer's mail and the team's answer, then a picture by WhatsApp, played through every
/// function (see [Stage]). What one function leaves in a queue is what the next one gets. So a
/// rehearsal also tells what a mail costs and which rights each function really uses.
final class Rehearsal implements AutoCloseable {
  private final Stage stage;

  private Rehearsal(Stage stage) {
    this.stage = stage;
  }

  /// Plays everything.
  ///
  /// @param checkout the folder with template.yaml
  /// @param folder an empty folder for the unpacked zips and the logs
  /// @throws IllegalStateException when a function fails or does something else than it should
  static Rehearsal play(Path checkout, Path folder) {
    Rehearsal rehearsal = new Rehearsal(new Stage(checkout, folder));
    try {
      Customer ines = new Customer("ines", "Ines Moreau");
      Arrived mail = rehearsal.aMailArrives(ines);
      rehearsal.theTeamLooks(mail.conversation());
      rehearsal.theTeamAnswers(ines, mail.conversation());
      rehearsal.aReplyWaits(mail.conversation());
      rehearsal.aPictureArrives();
      rehearsal.aVisitorWrites();
      rehearsal.aMessageFailsAgainAndAgain(mail.item());
      rehearsal.aMinutePasses();
      return rehearsal;
    } catch (RuntimeException e) {
      rehearsal.close();
      throw e;
    }
  }

  /// Webhooks with a text each, answered by a warm function.
  ///
  /// @param times how long each took, from the event at the runtime's door to the answer
  /// @param oneCore whether the function had one core alone
  record Webhooks(List<Duration> times, boolean oneCore) {
    Webhooks {
      times = List.copyOf(times);
    }
  }

  /// A text arrives by webhook and is taken in; then many more arrive, to be timed.
  ///
  /// @param warming how many go before those that are timed
  Webhooks textsArrive(int warming, int timed) {
    textArrives(0);
    Stage.noFailures(
        stage.call(
            "RulesFunction",
            "a text has come in",
            stage.queued("InboundQueue", stage.take("InboundQueue", 1))));
    stage.passOn("a text is passed on");
    boolean oneCore = stage.process("IngestWebhookFunction").keepOnOneCore();
    List<Duration> times = new ArrayList<>();
    for (int i = 1; i <= warming + timed; i++) {
      Stage.Step step = textArrives(i);
      if (i > warming) {
        times.add(step.took());
      }
    }
    return new Webhooks(times, oneCore);
  }

  private Stage.Step textArrives(int number) {
    whatsAppCalls(number == 0 ? "a text has been sent" : "one more", Webhook.text(number));
    return stage.steps().getLast();
  }

  Stage stage() {
    return stage;
  }

  /// One mail more, and its answer until it is reported delivered, by functions that are warm.
  ///
  /// What is written once in a while, such as when an inbox last heard something, was written for
  /// the mail before, which nobody counts.
  List<Stage.Step> oneMailMore() {
    exchange(new Customer("jo", "Jo Peeters"));
    int before = stage.steps().size();
    exchange(new Customer("kim", "Kim de Boer"));
    List<Stage.Step> all = stage.steps();
    return all.subList(before, all.size());
  }

  private void exchange(Customer customer) {
    theTeamAnswers(customer, aMailArrives(customer).conversation());
  }

  /// Who writes.
  ///
  /// @param word in their address, and in the names of what they cause
  private record Customer(String word, String name) {
    String address() {
      return word + "@customer.example";
    }

    String mail() {
      return String.join(
          "\r\n",
          "From: %s <%s>".formatted(name, address()),
          "To: " + Workspace.SALES,
          "Subject: Is the harbour lamp in stock?",
          "Message-ID: <lamp-%s@customer.example>".formatted(word),
          "Date: Sat, 21 Nov 2026 12:00:00 +0000",
          "MIME-Version: 1.0",
          "Content-Type: text/plain; charset=utf-8",
          "",
          "Good morning, I would like two of them and an invoice.",
          "");
    }
  }

  /// A mail that has come in.
  ///
  /// @param conversation the one it began
  /// @param item what went through the inbound queue
  private record Arrived(String conversation, Message item) {}

  private Arrived aMailArrives(Customer customer) {
    String sesId = "0102incoming" + customer.word();
    stage.store("RawBucket", "mail/" + sesId, customer.mail());
    stage.call(
        "IngestEmailFunction",
        "a mail has been stored",
        Events.mailReceived(sesId, customer.address(), Workspace.SALES, Instant.now()));
    List<Message> items = stage.take("InboundQueue", 1);
    Stage.noFailures(
        stage.call("RulesFunction", "a message has come in", stage.queued("InboundQueue", items)));
    String conversation =
        new Conversations(stage.table())
            .findReceipt("email/sales/" + sesId)
            .orElseThrow(() -> new IllegalStateException("The mail began no conversation"))
            .conversation()
            .value();
    stage.passOn("a conversation has begun");
    Stage.noFailures(
        stage.call(
            "AssignmentFunction",
            "a conversation has no owner",
            stage.queued("AssignmentQueue", stage.take("AssignmentQueue", 1))));
    if (new Conversations(stage.table())
            .find(new ConversationId(conversation))
            .orElseThrow()
            .ownership()
            .assignee()
        == null) {
      throw new IllegalStateException("Nobody owns the conversation");
    }
    stage.passOn("a conversation has an owner");
    return new Arrived(conversation, items.getFirst());
  }

  private void theTeamLooks(String conversation) {
    JsonNode session = stage.api("GET", "/v1/session", Map.of(), "");
    expect("Amélie Laurent", session.path("user").path("name").asText());
    JsonNode list = stage.api("GET", "/v1/conversations?view=team&team=sales", Map.of(), "");
    expect(conversation, list.path("items").path(0).path("id").asText());
    JsonNode page = stage.api("GET", "/v1/conversations/" + conversation, Map.of(), "");
    expect("Is the harbour lamp in stock?", page.path("conversation").path("subject").asText());
    connect();
  }

  private void theTeamAnswers(Customer customer, String conversation) {
    int told = stage.outside().pushes().size();
    JsonNode page = stage.api("GET", "/v1/conversations/" + conversation, Map.of(), "");
    String version = page.path("conversation").path("version").asText();
    JsonNode reply =
        stage.api(
            "POST",
            "/v1/conversations/" + conversation + "/replies",
            Map.of(
                "if-match", "\"" + version + "\"", "idempotency-key", "reply-" + customer.word()),
            Json.object().put("html", "<p>Yes, it is.</p>").put("text", "Yes, it is.").toString());
    expect("queued", reply.path("entry").path("status").path("state").asText());
    stage.passOn("a reply has been written");
    if (stage.outside().pushes().size() == told) {
      throw new IllegalStateException("No browser was told of the reply");
    }
    Stage.noFailures(
        stage.call(
            "DeliveryFunction",
            "a reply is to be sent",
            stage.queued("OutboundQueue", stage.take("OutboundQueue", 1))));
    JsonNode sent = stage.outside().mails().getLast();
    expect(customer.address(), address(sent.at("/Destination/ToAddresses/0").asText()));
    String raw = Stage.decoded(sent.at("/Content/Raw/Data").asText());
    if (!raw.contains("Yes, it is.")) {
      throw new IllegalStateException("The reply was sent without its words");
    }
    stage.passOn("a reply has been sent");

    Map<String, String> tags = new HashMap<>();
    sent.path("EmailTags")
        .forEach(tag -> tags.put(tag.path("Name").asText(), tag.path("Value").asText()));
    stage.call(
        "MailEventFunction",
        "a reply has been delivered",
        Events.mailDelivered(
            stage.outside().lastSesId(),
            customer.address(),
            sent.path("ConfigurationSetName").asText(),
            tags,
            Instant.now()));
    Stage.noFailures(
        stage.call(
            "RulesFunction",
            "a delivery has been reported",
            stage.queued("InboundQueue", stage.take("InboundQueue", 1))));
    stage.passOn("a reply has arrived");
    JsonNode after = stage.api("GET", "/v1/conversations/" + conversation, Map.of(), "");
    for (JsonNode entry : after.path("timeline")) {
      if (entry.path("direction").asText().equals("out")) {
        expect("delivered", entry.path("status").path("state").asText());
        return;
      }
    }
    throw new IllegalStateException("The reply is not on the timeline");
  }

  private void aReplyWaits(String conversation) {
    JsonNode page = stage.api("GET", "/v1/conversations/" + conversation, Map.of(), "");
    JsonNode reply =
        stage.api(
            "POST",
            "/v1/conversations/" + conversation + "/replies",
            Map.of(
                "if-match",
                "\"" + page.path("conversation").path("version").asText() + "\"",
                "idempotency-key",
                "reply-2"),
            Json.object()
                .put("html", "<p>It ships tomorrow.</p>")
                .put("sendAt", Instant.now().plusSeconds(2).toString())
                .toString());
    expect("scheduled", reply.path("entry").path("status").path("state").asText());
    stage.passOn("a reply waits for its time");
    Stage.noFailures(
        stage.call(
            "WaitingFunction",
            "a reply has waited",
            stage.queued("WaitingQueue", stage.take("WaitingQueue", 1))));
    stage.passOn("a reply goes out");
    Stage.noFailures(
        stage.call(
            "DeliveryFunction",
            "a reply that waited is to be sent",
            stage.queued("OutboundQueue", stage.take("OutboundQueue", 1))));
    expect("2", String.valueOf(stage.outside().mails().size()));
    stage.passOn("a reply that waited has been sent");
  }

  private void connect() {
    JsonNode ticket =
        stage.api("POST", "/v1/live/tickets", Map.of("idempotency-key", "ticket-1"), "");
    String word = ticket.path("ticket").asText();
    JsonNode allowed =
        stage.call("LiveAuthorizerFunction", "a browser may connect", Events.mayConnect(word));
    expect("Allow", allowed.at("/policyDocument/Statement/0/Effect").asText());
    ObjectNode authorizer = Json.object();
    authorizer.put("principalId", allowed.path("principalId").asText());
    allowed.path("context").properties().forEach(it -> authorizer.set(it.getKey(), it.getValue()));
    JsonNode connected =
        stage.call("LiveFunction", "a browser connects", Events.connected(word, authorizer));
    expect("200", connected.path("statusCode").asText());
  }

  private void whatsAppCalls(String situation, String webhook) {
    JsonNode taken =
        stage.call(
            "IngestWebhookFunction",
            situation,
            Events.request(
                "POST",
                "POST /webhooks/{channel}",
                "/webhooks/whatsapp",
                Map.of("x-hub-signature-256", "sha256=" + Webhook.signature(webhook)),
                "",
                webhook));
    expect("200", taken.path("statusCode").asText());
  }

  private void aPictureArrives() {
    JsonNode handshake =
        stage.call(
            "IngestWebhookFunction",
            "a provider asks whether we are we",
            Events.request(
                "GET",
                "GET /webhooks/{channel}",
                "/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
                    + Workspace.VERIFY_TOKEN,
                Map.of(),
                "",
                ""));
    expect("1158201444", handshake.path("body").asText());
    whatsAppCalls("a picture has been sent", Webhook.picture());
    Stage.noFailures(
        stage.call(
            "RulesFunction",
            "a picture has come in",
            stage.queued("InboundQueue", stage.take("InboundQueue", 1))));
    stage.passOn("a picture is to be fetched");
    Stage.noFailures(
        stage.call(
            "MediaFunction",
            "a picture is to be fetched",
            stage.queued("MediaQueue", stage.take("MediaQueue", 1))));
    int pictures = stage.keys("FilesBucket", "media/").size();
    if (pictures != 1) {
      throw new IllegalStateException("%d pictures were fetched".formatted(pictures));
    }
  }

  private void aVisitorWrites() {
    JsonNode session =
        visitor("POST", "session", Map.of(), Json.object().put("name", "Jo").toString(), 200);
    Map<String, String> known = Map.of("authorization", "Bearer " + session.path("token").asText());
    String message =
        Json.object().put("id", "message-1").put("text", "Is it waterproof?").toString();
    expect("message-1", visitor("POST", "messages", known, message, 202).path("sentAs").asText());
    Stage.noFailures(
        stage.call(
            "RulesFunction",
            "a visitor has written",
            stage.queued("InboundQueue", stage.take("InboundQueue", 1))));
    stage.passOn("a chat has begun");
    JsonNode shown = visitor("GET", "messages", known, "", 200);
    expect("Is it waterproof?", shown.at("/messages/0/text").asText());
  }

  /// What a visitor's browser asks of the chat.
  private JsonNode visitor(
      String method, String what, Map<String, String> headers, String body, int expected) {
    Map<String, String> sent = new HashMap<>(headers);
    sent.put("origin", Workspace.SITE);
    JsonNode answer =
        stage.call(
            "PortalFunction",
            method + " " + what,
            Events.request(
                method,
                "ANY /chat/{chat}/{what}",
                "/chat/" + Workspace.CHAT + "/" + what,
                sent,
                "",
                body));
    expect(String.valueOf(expected), answer.path("statusCode").asText());
    return Json.read(answer.path("body").asText());
  }

  /// What the queue gave up on becomes an entry that people see.
  private void aMessageFailsAgainAndAgain(Message takenMail) {
    Message failing =
        takenMail.toBuilder().messageId("00000000-0000-0000-0000-000000000003").build();
    Stage.noFailures(
        stage.call(
            "QuarantineFunction",
            "a message failed five times",
            stage.queued("InboundDlq", List.of(failing))));
    List<Quarantine.Kept> kept = new Quarantine(stage.table()).page(null, 10);
    if (kept.size() != 1
        || kept.getFirst().item().reason() != InboundItem.Reason.PROCESSING_FAILED) {
      throw new IllegalStateException("In quarantine: " + kept);
    }
  }

  private void aMinutePasses() {
    stage.call("ScheduleFunction", "a minute has passed", Events.minute(Instant.now()));
  }

  private static String address(String mailbox) {
    return mailbox.replaceFirst(".*<(.*)>", "$1");
  }

  private static void expect(String expected, String actual) {
    if (!expected.equals(actual)) {
      throw new IllegalStateException("Expected '%s', got '%s'".formatted(expected, actual));
    }
  }

  @Override
  public void close() {
    stage.close();
  }
}
