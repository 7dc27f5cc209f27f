package relais.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relais.channels.JsonFields;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.conversation.Sending;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.conversation.Writing;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.Arrivals;
import relais.table.Chats;
import relais.table.Connections;
import relais.table.Contact;
import relais.table.Conversations;
import relais.table.Decisions;
import relais.table.Intake;
import relais.table.MailIds;
import relais.table.OutboundMessages;
import relais.table.Photos;
import relais.table.Saved;
import relais.table.SettingsStore;
import relais.table.Table;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChatTest {
  private final AwsParts aws;
  private final Site site;

  ChatTest(AwsParts parts) {
    aws = parts.fresh();
    site = new Site(aws);
  }

  @AfterEach
  void close() {
    site.close();
    aws.close();
  }

  @Test
  void a_message_is_kept_queued_and_acknowledged_and_sent_again_it_is_the_same() {
    String token = site.greet("{\"name\":\"Jo\\r\\nX\",\"language\":\"nl\"}");
    String body = "{\"id\":\"0a1b2c3d-1\",\"text\":\"Hello <b>there</b>\",\"files\":[]}";
    assertThat(site.ask("POST", "messages", token, body).getStatusCode()).isEqualTo(202);
    assertThat(site.ask("POST", "messages", token, body).getStatusCode()).isEqualTo(202);
    InboundItem.Received item = (InboundItem.Received) only(site.items());
    assertThat(item.source()).endsWith("/0a1b2c3d-1");
    assertThat(item.fromName()).isEqualTo("Jo X");
    assertThat(item.body().text()).isEqualTo("Hello <b>there</b>");
    assertThat(site.originals()).containsExactly(item.rawKey());
  }

  @Test
  void a_token_knows_a_visitor_again_and_nobody_else_gets_in() {
    String token = site.greet("{}");
    for (String what : List.of("messages", "presence", "read", "received", "uploads", "ticket")) {
      String method = what.equals("messages") ? "GET" : "POST";
      assertThat(site.ask(method, what, null, "{}").getStatusCode()).as(what).isEqualTo(401);
      assertThat(site.ask(method, what, token + "x", "{}").getStatusCode()).as(what).isEqualTo(401);
    }
    assertThat(site.ask("GET", "messages", token, null).getStatusCode()).isEqualTo(200);
    assertThat(Site.json(site.ask("POST", "session", token, "{\"name\":\"Jo\"}")).text("name"))
        .isEqualTo("Jo");
    assertThat(Site.json(site.ask("POST", "session", token, "{}")).text("name")).isEqualTo("Jo");
    assertThat(Site.json(site.ask("POST", "session", null, "{}")).text("name")).isNull();
  }

  @Test
  void only_named_sites_and_the_app_may_ask_and_others_are_told_why() {
    String path = "/chat/" + Site.CHAT + "/settings";
    APIGatewayV2HTTPResponse named =
        site.send("GET", path, Map.of("origin", Site.ORIGIN), new byte[0]);
    assertThat(named.getHeaders())
        .containsEntry("access-control-allow-origin", Site.ORIGIN)
        .containsEntry("vary", "origin")
        .doesNotContainKey("access-control-allow-credentials");
    assertThat(site.send("GET", path, Map.of(), new byte[0]).getStatusCode()).isEqualTo(200);
    for (String other : List.of("https://evil.example", "null", Site.ORIGIN + ".evil.example")) {
      APIGatewayV2HTTPResponse refused =
          site.send("GET", path, Map.of("origin", other), new byte[0]);
      assertThat(refused.getStatusCode()).as(other).isEqualTo(403);
      assertThat(Site.json(refused).text("code")).isEqualTo("site");
      assertThat(refused.getHeaders())
          .as("its chat learns why")
          .containsEntry("access-control-allow-origin", other);
    }
    assertThat(site.send("OPTIONS", path, Map.of("origin", Site.ORIGIN), new byte[0]).getHeaders())
        .containsEntry("access-control-allow-headers", "authorization, content-type");
    assertThat(site.send("GET", "/chat/no-chat/settings", Map.of(), new byte[0]).getStatusCode())
        .isEqualTo(404);
    assertThat(site.send("GET", "/chat/support/settings", Map.of(), new byte[0]).getStatusCode())
        .as("an inbox for mail is no chat")
        .isEqualTo(404);
  }

  @Test
  void its_looks_come_in_the_visitors_language() {
    JsonFields dutch =
        Site.json(
            site.send(
                "GET",
                "/chat/" + Site.CHAT + "/settings?language=nl-BE",
                Map.of("origin", Site.ORIGIN),
                new byte[0]));
    assertThat(dutch.text("greeting")).isEqualTo("Ahoi!");
    assertThat(dutch.flag("open")).isTrue();
    assertThat(
            Site.json(
                    site.send(
                        "GET",
                        "/chat/" + Site.CHAT + "/settings?language=de",
                        Map.of("origin", Site.ORIGIN),
                        new byte[0]))
                .text("greeting"))
        .isEqualTo("Ahoy!");
  }

  @Test
  void a_user_whom_the_site_vouches_for_is_the_same_on_every_device() throws Exception {
    site.greet("{}");
    String secret = site.part(Chats.class).findKeys(Site.CHAT).orElseThrow().identitySecret();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    String signature =
        HexFormat.of().formatHex(mac.doFinal("user-7".getBytes(StandardCharsets.UTF_8)));
    String said = "{\"user\":{\"id\":\"user-7\",\"signature\":\"%s\"}}".formatted(signature);
    String one = site.greet(said);
    String other = site.greet(said);
    assertThat(visitor(one)).isEqualTo(visitor(other)).startsWith("u");
    assertThat(site.ask("POST", "session", null, said.replace("user-7", "user-8")).getStatusCode())
        .isEqualTo(403);
    assertThat(Site.json(site.ask("POST", "session", one, "{}")).flag("verified"))
        .as("whom the site no longer vouches for is somebody new")
        .isFalse();
  }

  @Test
  void a_visitor_sees_their_own_chat_and_never_a_note() {
    String token = site.greet("{}");
    Conversation conversation = taken(token, "Hello");
    String another = site.greet("{}");
    EntryId said = reply(conversation, "Ahoy", true);
    reply(now(conversation), "Not yet gone", false);
    note(now(conversation), "between us");
    APIGatewayV2HTTPResponse response = site.ask("GET", "messages", token, null);
    assertThat(response.getBody()).doesNotContain("between us").doesNotContain("Not yet gone");
    List<JsonFields> messages = Site.json(response).objects("messages");
    assertThat(messages)
        .extracting(message -> message.text("text"))
        .containsExactly("Hello", "Ahoy");
    assertThat(messages.getFirst().flag("mine")).isTrue();
    assertThat(messages.getFirst().text("sentAs")).isEqualTo("0a1b2c3d-1");
    assertThat(messages.getLast().text("agent")).isEqualTo("Marco Bianchi");
    assertThat(messages.getLast().text("id")).isEqualTo(said.value());
    assertThat(Site.json(site.ask("GET", "messages", another, null)).objects("messages")).isEmpty();
  }

  @Test
  void an_answer_bears_the_agents_picture_which_whoever_knows_its_name_may_see() {
    String name = "0123456789abcdef0123456789abcdef";
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    byte[] content = {1, 2, (byte) 0xff};
    new Photos(table).save(new Photos.Photo(name, "image/png", content));
    assertThat(new SettingsStore(table).savePhoto(new UserId("marco"), name)).isTrue();
    String token = site.greet("{}");
    reply(taken(token, "Hello"), "Ahoy", true);
    assertThat(
            Site.json(site.ask("GET", "messages", token, null))
                .objects("messages")
                .getLast()
                .text("photo"))
        .isEqualTo(name);
    APIGatewayV2HTTPResponse photo =
        site.send("GET", "/photos/" + name, Map.of("origin", "https://any.example"), new byte[0]);
    assertThat(photo.getIsBase64Encoded()).isTrue();
    assertThat(Base64.getDecoder().decode(photo.getBody())).isEqualTo(content);
    assertThat(photo.getHeaders())
        .containsEntry("content-type", "image/png")
        .containsEntry("x-content-type-options", "nosniff")
        .containsEntry("cache-control", "public, max-age=31536000, immutable");
    for (String unknown : List.of("f".repeat(32), "..", name.toUpperCase(Locale.ROOT))) {
      assertThat(site.send("GET", "/photos/" + unknown, Map.of(), new byte[0]).getStatusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void what_was_read_moves_its_message_on() {
    String token = site.greet("{}");
    Conversation conversation = taken(token, "Hello");
    EntryId said = reply(conversation, "Ahoy", true);
    assertThat(
            site.ask(
                    "POST",
                    "presence",
                    token,
                    "{\"here\":true,\"typing\":true,\"page\":\"https://shop.example/lamps?user=jo#x\"}")
                .getStatusCode())
        .isEqualTo(204);
    site.ask("POST", "read", token, "{\"upTo\":\"%s\"}".formatted(said));
    InboundItem.StatusReported read = (InboundItem.StatusReported) only(site.items());
    assertThat(read.message())
        .isEqualTo(new InboundItem.MessageReference.Ours(conversation.id(), said));
    assertThat(read.status().kind()).isEqualTo(InboundItem.ReportedStatus.Kind.READ);
    assertThat(site.part(Chats.class).findPresence(conversation.id()))
        .hasValueSatisfying(
            presence -> {
              assertThat(presence.page()).isEqualTo("https://shop.example/lamps");
              assertThat(presence.isTyping(site.clock().instant())).isTrue();
              assertThat(presence.readUpTo()).isEqualTo(said);
            });
  }

  @Test
  void what_has_come_to_the_browser_is_delivered_and_not_read() {
    String token = site.greet("{}");
    Conversation conversation = taken(token, "Hello");
    EntryId said = reply(conversation, "Ahoy", true);
    site.ask("POST", "received", token, "{\"upTo\":\"%s\"}".formatted(said));
    InboundItem.StatusReported received = (InboundItem.StatusReported) only(site.items());
    assertThat(received.message())
        .isEqualTo(new InboundItem.MessageReference.Ours(conversation.id(), said));
    assertThat(received.status().kind()).isEqualTo(InboundItem.ReportedStatus.Kind.DELIVERED);
    assertThat(site.part(Chats.class).findPresence(conversation.id())).isNotPresent();
  }

  @Test
  void a_ticket_is_the_visitors_and_no_agents() {
    String token = site.greet("{}");
    JsonFields ticket = Site.json(site.ask("POST", "ticket", token, "{}"));
    assertThat(ticket.text("url")).startsWith("wss://");
    assertThat(
            site.part(Connections.class)
                .redeem(String.valueOf(ticket.text("ticket")), site.clock().instant()))
        .hasValueSatisfying(
            holder -> assertThat(holder).isInstanceOf(Connections.Holder.OfChat.class));
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{\"text\":\"no name\"}", "{\"id\":\"0a1b2c3d-9\"}"})
  void what_cannot_be_read_is_kept_and_shown_to_people(String body) {
    String token = site.greet("{}");
    assertThat(site.ask("POST", "messages", token, body).getStatusCode()).isEqualTo(400);
    InboundItem.Quarantined item = (InboundItem.Quarantined) only(site.items());
    assertThat(item.reason()).isEqualTo(InboundItem.Reason.UNREADABLE);
    assertThat(site.originals()).containsExactly(item.rawKey());
  }

  @Test
  void who_writes_without_end_is_stopped_before_anything_is_kept() {
    String token = site.greet("{}");
    int taken = 0;
    for (int i = 0; i < 40; i++) {
      int status =
          site.ask(
                  "POST", "messages", token, "{\"id\":\"0a1b2c3d-%d\",\"text\":\"x\"}".formatted(i))
              .getStatusCode();
      assertThat(status).isIn(202, 429);
      taken += status == 202 ? 1 : 0;
    }
    assertThat(taken).isEqualTo(30);
    assertThat(site.originals()).hasSize(30);
    site.clock().advance(java.time.Duration.ofMinutes(1));
    assertThat(
            site.ask("POST", "messages", token, "{\"id\":\"0a1b2c3d-z\",\"text\":\"x\"}")
                .getStatusCode())
        .isEqualTo(202);
  }

  @Test
  void a_file_goes_along_once_it_is_stored() throws Exception {
    String token = site.greet("{}");
    JsonFields place =
        Site.json(
            site.ask(
                "POST",
                "uploads",
                token,
                "{\"name\":\"a.png\",\"type\":\"image/png\",\"size\":3}"));
    String message =
        """
        {"id":"0a1b2c3d-1","text":"","files":[{"upload":"%s","name":"a.png","type":"image/png","size":3}]}
        """
            .formatted(place.text("upload"));
    assertThat(site.ask("POST", "messages", token, message).getStatusCode()).isEqualTo(422);
    try (java.net.http.HttpClient browser = java.net.http.HttpClient.newHttpClient()) {
      int stored =
          browser
              .send(
                  java.net.http.HttpRequest.newBuilder(
                          java.net.URI.create(String.valueOf(place.text("url"))))
                      .header("Content-Type", String.valueOf(place.text("type")))
                      .PUT(
                          java.net.http.HttpRequest.BodyPublishers.ofByteArray(
                              new byte[] {1, 2, 3}))
                      .build(),
                  java.net.http.HttpResponse.BodyHandlers.discarding())
              .statusCode();
      assertThat(stored).isEqualTo(200);
    }
    assertThat(site.ask("POST", "messages", token, message).getStatusCode()).isEqualTo(202);
    InboundItem.Received item = (InboundItem.Received) only(site.items());
    assertThat(item.files()).hasSize(1);
    assertThat(
            site.ask("POST", "uploads", token, "{\"name\":\"a\",\"size\":99999999}")
                .getStatusCode())
        .isEqualTo(413);
  }

  @Test
  void when_the_queue_is_gone_the_browser_sends_again_and_nothing_is_lost() {
    String token = site.greet("{}");
    String body = "{\"id\":\"0a1b2c3d-1\",\"text\":\"please arrive\"}";
    Map<String, String> broken = new HashMap<>();
    broken.put("INBOUND_QUEUE_URL", aws.queueUrl("InboundQueue") + "-gone");
    try (Site other = new Site(aws, broken)) {
      assertThat(other.ask("POST", "messages", token, body).getStatusCode()).isEqualTo(503);
    }
    assertThat(site.originals()).hasSize(1);
    assertThat(site.ask("POST", "messages", token, body).getStatusCode()).isEqualTo(202);
    assertThat(site.items()).hasSize(1);
  }

  // ------------------------------------------------------------------- what the team does

  private Conversation taken(String token, String text) {
    site.ask("POST", "messages", token, "{\"id\":\"0a1b2c3d-1\",\"text\":\"%s\"}".formatted(text));
    InboundItem.Received item = (InboundItem.Received) only(site.items());
    Identity from = item.from();
    ContactId contact = new ContactId(Ulid.derived(item.receivedAt(), from.toString()));
    Decision.Changed begun =
        Incoming.begin(
            item,
            new Incoming.Start(
                new ConversationId(Ulid.derived(item.receivedAt(), item.source())),
                10_001,
                contact,
                "Jo",
                HarbourGoods.SUPPORT),
            HarbourGoods.settings(),
            EntryIds.derived(item.receivedAt(), item.source()),
            item.receivedAt());
    assertThat(
            new Arrivals(site.part(relais.table.Table.class))
                .begin(
                    begun,
                    new Intake(
                        item.source(),
                        item.receivedAt(),
                        new Contact(contact, "Jo", new TreeSet<>(List.of(from))),
                        MailIds.NONE,
                        List.of(),
                        from,
                        null,
                        null)))
        .isEqualTo(Saved.DONE);
    return begun.conversation();
  }

  private Conversation now(Conversation conversation) {
    return site.part(Conversations.class).find(conversation.id()).orElseThrow();
  }

  private Decisions decisions() {
    return new Decisions(site.part(relais.table.Table.class));
  }

  private EntryId reply(Conversation conversation, String text, boolean goesOut) {
    site.clock().advance(java.time.Duration.ofSeconds(1));
    EntryId id = new EntryId(Ulid.derived(site.clock().instant(), text));
    Decision.Changed written =
        (Decision.Changed)
            Writing.reply(
                conversation,
                new Writing.Reply(
                    new UserId("marco"),
                    conversation.versions().current(),
                    conversation.origin().identity(),
                    null,
                    MessageBody.ofText(text),
                    List.of(),
                    false,
                    null),
                id,
                EntryIds.derived(site.clock().instant(), text),
                site.clock().instant());
    assertThat(decisions().save(conversation, written, text)).isEqualTo(Saved.DONE);
    if (goesOut) {
      Entry.OutboundMessage queued = (Entry.OutboundMessage) written.entries().getFirst();
      Entry.OutboundMessage sending =
          queued.with(new DeliveryStatus.Sending(site.clock().instant(), 1));
      OutboundMessages messages = new OutboundMessages(site.part(relais.table.Table.class));
      messages.step(Site.CHAT, conversation.id(), queued, sending, OutboundMessages.Names.NONE);
      messages.step(
          Site.CHAT,
          conversation.id(),
          sending,
          Sending.accepted(sending, "webchat/" + id, site.clock().instant()),
          OutboundMessages.Names.NONE);
    }
    return id;
  }

  private void note(Conversation conversation, String text) {
    EntryId id = new EntryId(Ulid.derived(site.clock().instant(), text));
    decisions()
        .save(
            conversation,
            Writing.note(
                conversation,
                new UserId("marco"),
                MessageBody.ofText(text),
                id,
                site.clock().instant()),
            text);
  }

  private static InboundItem only(List<InboundItem> items) {
    assertThat(items).hasSize(1);
    return items.getFirst();
  }

  /// Whom a token speaks of.
  private static String visitor(String token) {
    int start = token.indexOf('.') + 1;
    return token.substring(start, token.indexOf('.', start));
  }
}
