package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.function.aws.proxy.payload2.APIGatewayV2HTTPEventFunction;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import relais.conversation.Channel;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.Settings;
import relais.conversation.StoredFile;
import relais.conversation.TeamId;
import relais.conversation.Threading;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.runtime.Environment;
import relais.runtime.GivenClock;
import relais.runtime.GivenTables;
import relais.runtime.Ids;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.Arrivals;
import relais.table.CaseNumbers;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Intake;
import relais.table.Saved;
import relais.table.SettingsStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// The API as Lambda runs it, on a workspace of its own, with customers who write.
final class Desk implements AutoCloseable {
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final ApplicationContext context;
  private final APIGatewayV2HTTPEventFunction function;
  private final TestClock clock = new TestClock();
  private final Settings settings = HarbourGoods.settings();

  private Desk(DynamoDbClient tables, Map<String, String> environment) {
    context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(environment))
            .singletons(new GivenClock(clock), new GivenTables(tables))
            .start();
    function = new APIGatewayV2HTTPEventFunction(context);
  }

  static Desk open(AwsParts aws) {
    return open(aws, Map.of());
  }

  /// The same with more variables.
  static Desk open(AwsParts aws, Map<String, String> changes) {
    Desk desk = new Desk(aws.tablesForAFunction(), changed(aws, changes));
    desk.part(SettingsStore.class).saveAll(desk.settings);
    return desk;
  }

  /// The same function with another environment.
  static Desk broken(AwsParts aws, Map<String, String> changes) {
    return new Desk(aws.tablesForAFunction(), changed(aws, changes));
  }

  /// The same function, before whose first query something else happens.
  static Desk delayed(AwsParts aws, Runnable meanwhile) {
    DynamoDbClient tables = aws.tablesForAFunction();
    AtomicBoolean happened = new AtomicBoolean();
    return new Desk(
        (DynamoDbClient)
            Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("query")
                      && isOfTimeline((QueryRequest) arguments[0])
                      && happened.compareAndSet(false, true)) {
                    meanwhile.run();
                  }
                  return method.invoke(tables, arguments);
                }),
        changed(aws, Map.of()));
  }

  private static boolean isOfTimeline(QueryRequest query) {
    return query.expressionAttributeValues().values().stream()
        .anyMatch(value -> value.s() != null && value.s().startsWith("CONV#"));
  }

  private static Map<String, String> changed(AwsParts aws, Map<String, String> changes) {
    Map<String, String> environment = new HashMap<>(aws.environment("ApiFunction"));
    // Nobody answers there: a test asks nobody on the net unless it says whom.
    environment.put("NAME_SERVER", "127.0.0.1:9");
    environment.put("AWS_ENDPOINT_URL_SESV2", "http://127.0.0.1:9");
    environment.putAll(changes);
    return environment;
  }

  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  TestClock clock() {
    return clock;
  }

  @Override
  public void close() {
    context.close();
  }

  static String newKey() {
    return "key-" + COUNTER.incrementAndGet();
  }

  // ------------------------------------------------------------------ asking

  Answer get(String user, String path) {
    return ask(user, "GET", path, null, Map.of());
  }

  Answer post(String user, String path, @Nullable String body, Map<String, String> headers) {
    return ask(user, "POST", path, body, headers);
  }

  /// Sends a request as the gateway would, for a user who is signed in.
  Answer ask(
      @Nullable String user,
      String method,
      String path,
      @Nullable String body,
      Map<String, String> headers) {
    return send(
        method,
        path,
        body,
        headers,
        user == null ? null : Map.of("email", user + "@harbourgoods.example", "sub", user));
  }

  Answer send(
      String method,
      String path,
      @Nullable String body,
      Map<String, String> headers,
      @Nullable Map<String, String> claims) {
    // Two requests are never of one moment: ids of one moment have no order.
    clock.advance(Duration.ofMillis(1));
    APIGatewayV2HTTPResponse response =
        function.handleRequest(event(method, path, body, headers, claims), new NoLambda());
    Map<String, String> answered = new LinkedHashMap<>();
    if (response.getHeaders() != null) {
      response
          .getHeaders()
          .forEach((name, value) -> answered.put(name.toLowerCase(Locale.ROOT), value));
    }
    if (response.getMultiValueHeaders() != null) {
      response
          .getMultiValueHeaders()
          .forEach(
              (name, values) ->
                  answered.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
    }
    return new Answer(response.getStatusCode(), answered, json(response));
  }

  /// Stores a file as a browser does; what it is called from then on.
  String uploaded(String user, String name, String type, byte[] content)
      throws IOException, InterruptedException {
    Answer upload =
        post(
            user,
            "/v1/uploads",
            "{\"name\":\"%s\",\"type\":\"%s\",\"size\":%d}".formatted(name, type, content.length),
            Map.of());
    assertThat(upload.status()).isEqualTo(201);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<Void> stored =
          client.send(
              HttpRequest.newBuilder(URI.create(upload.text("url")))
                  .header("Content-Type", upload.text("type"))
                  .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      assertThat(stored.statusCode()).isEqualTo(200);
    }
    return upload.text("id");
  }

  private static APIGatewayV2HTTPEvent event(
      String method,
      String path,
      @Nullable String body,
      Map<String, String> headers,
      @Nullable Map<String, String> claims) {
    int question = path.indexOf('?');
    String rawPath = question < 0 ? path : path.substring(0, question);
    String rawQuery = question < 0 ? "" : path.substring(question + 1);
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    Map<String, String> sent = new LinkedHashMap<>();
    sent.put("host", "relais.example");
    sent.put("accept", "application/json");
    if (body != null) {
      sent.put("content-type", "application/json");
    }
    headers.forEach((name, value) -> sent.put(name.toLowerCase(Locale.ROOT), value));
    APIGatewayV2HTTPEvent.RequestContext.RequestContextBuilder requestContext =
        APIGatewayV2HTTPEvent.RequestContext.builder()
            .withRequestId("request-" + COUNTER.incrementAndGet())
            .withStage("$default")
            .withHttp(
                APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                    .withMethod(method)
                    .withPath(rawPath)
                    .withProtocol("HTTP/1.1")
                    .withSourceIp("127.0.0.1")
                    .build());
    if (claims != null) {
      requestContext.withAuthorizer(
          APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
              .withJwt(
                  APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT
                      .builder()
                      .withClaims(claims)
                      .build())
              .build());
    }
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey("ANY /v1/{proxy+}")
        .withRawPath(rawPath)
        .withRawQueryString(rawQuery)
        .withQueryStringParameters(query)
        .withHeaders(sent)
        .withBody(body)
        .withIsBase64Encoded(false)
        .withRequestContext(requestContext.build())
        .build();
  }

  private Map<String, Object> json(APIGatewayV2HTTPResponse response) {
    String body = response.getBody();
    if (body == null || body.isEmpty()) {
      return Map.of();
    }
    byte[] bytes =
        response.getIsBase64Encoded()
            ? Base64.getDecoder().decode(body)
            : body.getBytes(StandardCharsets.UTF_8);
    try {
      return context
          .getBean(ObjectMapper.class)
          .readValue(bytes, Argument.mapOf(String.class, Object.class));
    } catch (IOException e) {
      throw new UncheckedIOException(new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  // ----------------------------------------------------------- customers write

  /// A new mail of Jo's to an inbox.
  Conversation mail(InboxId inbox, String subject, String text) {
    return begin(received(inbox, "jo@example.org", subject, MessageBody.ofText(text), List.of()));
  }

  Conversation mail(InboxId inbox, String subject, MessageBody body, List<StoredFile> files) {
    return begin(received(inbox, "jo@example.org", subject, body, files));
  }

  /// Another mail in a conversation.
  Conversation more(Conversation before, String text) {
    return grow(
        before,
        received(
            before.origin().inbox(),
            "jo@example.org",
            "Re: " + before.headline().subject(),
            MessageBody.ofText(text),
            List.of()));
  }

  /// A call that was taken in, and nothing more known of it.
  Conversation call(InboxId inbox) {
    Instant now = clock().instant();
    String name = "CA" + COUNTER.incrementAndGet();
    return begin(
        new InboundItem.Received(
            "voice/" + name,
            now,
            inbox,
            Channel.of("voice"),
            new Identity("phone", "+3161234" + COUNTER.incrementAndGet()),
            null,
            now,
            null,
            MessageBody.ofText("Call"),
            List.of(),
            name,
            "webhook/voice/" + name,
            Incoming.CALL,
            null,
            null,
            ChatFields.of("", List.of(ChatPart.Call.RINGING))));
  }

  /// A new WhatsApp message.
  Conversation chat(String text) {
    Instant now = clock().instant();
    String name = "wamid." + COUNTER.incrementAndGet();
    return begin(
        new InboundItem.Received(
            "whatsapp/" + name,
            now,
            HarbourGoods.WHATSAPP_INBOX,
            Channel.WHATSAPP,
            new Identity("phone", "+3161234" + COUNTER.incrementAndGet()),
            "Ada",
            now,
            null,
            MessageBody.ofText(text),
            List.of(),
            name,
            "webhook/whatsapp/" + name,
            null));
  }

  InboundItem.Received received(
      InboxId inbox, String from, String subject, MessageBody body, List<StoredFile> files) {
    clock().advance(Duration.ofSeconds(1));
    Instant now = clock().instant();
    String name = "mail" + COUNTER.incrementAndGet();
    return new InboundItem.Received(
        "email/" + inbox + "/" + name,
        now,
        inbox,
        Channel.EMAIL,
        Identity.email(from),
        "Jo Customer",
        now,
        new MailFields(
            subject,
            List.of(
                new Mailbox("Support", MailAddress.parse("support@harbourgoods.example")),
                new Mailbox("Friend", MailAddress.parse("friend@example.net"))),
            List.of(new Mailbox(null, MailAddress.parse("boss@example.net"))),
            new MimeMessageId(name + "@example.org"),
            null,
            List.of(new MimeMessageId("older@example.org"))),
        body,
        files,
        name,
        "mail/" + name,
        null);
  }

  Conversation begin(InboundItem.Received item) {
    clock().advance(Duration.ofSeconds(1));
    Instant now = clock().instant();
    Ids ids = part(Ids.class);
    Contacts contacts = part(Contacts.class);
    Contact known = contacts.find(item.from()).orElse(null);
    ContactId contact = known == null ? ids.contact() : known.id();
    ConversationId id = ids.conversation();
    TeamId team = part(SettingsStore.class).load().findInbox(item.inbox()).orElseThrow().team();
    Decision.Changed changed =
        Incoming.begin(
            item,
            new Incoming.Start(
                id, part(CaseNumbers.class).next(), contact, String.valueOf(item.fromName()), team),
            settings,
            ids.entriesAt(now),
            now);
    MailFields mail = item.mail();
    Saved saved =
        part(Arrivals.class)
            .begin(
                changed,
                new Intake(
                    item.source(),
                    item.receivedAt(),
                    known == null
                        ? new Contact(
                            contact,
                            String.valueOf(item.fromName()),
                            new TreeSet<>(List.of(item.from())))
                        : null,
                    mail == null ? null : mail.messageId(),
                    mail == null ? item.from() : null));
    return saved(saved, changed);
  }

  Conversation grow(Conversation before, InboundItem.Received item) {
    return grow(new Threading.Candidate(before, Entry.Evidence.MESSAGE_ID), item);
  }

  /// A mail in a side thread.
  Conversation growAside(Conversation before, InboundItem.Received item, EntryId side) {
    return grow(new Threading.Candidate(before, Entry.Evidence.REPLY_ADDRESS, side), item);
  }

  private Conversation grow(Threading.Candidate place, InboundItem.Received item) {
    clock().advance(Duration.ofSeconds(1));
    Instant now = clock().instant();
    MailFields mail = item.mail();
    Decision.Changed changed =
        Incoming.grow(place, item, settings, part(Ids.class).entriesAt(now), now);
    Saved saved =
        part(Arrivals.class)
            .grow(
                place.conversation(),
                changed,
                new Intake(
                    item.source(),
                    item.receivedAt(),
                    null,
                    mail == null ? null : mail.messageId(),
                    null));
    return saved(saved, changed);
  }

  private static Conversation saved(Saved saved, Decision.Changed changed) {
    if (saved != Saved.DONE) {
      throw new AssertionError("A customer's message was not saved: " + saved);
    }
    return changed.conversation();
  }

  /// The conversation as it is stored now.
  Conversation now(Conversation conversation) {
    return part(Conversations.class).find(conversation.id()).orElseThrow();
  }

  /// All entries, oldest first.
  List<Entry> timeline(Conversation conversation) {
    return part(Conversations.class)
        .page(conversation.id(), 500)
        .orElseThrow()
        .entries()
        .reversed();
  }

  static String path(Conversation conversation, String rest) {
    return "/v1/conversations/" + conversation.id() + rest;
  }

  static Map<String, String> seen(Conversation conversation) {
    return Map.of("If-Match", "\"" + conversation.versions().current() + "\"");
  }

  static Map<String, String> seen(Conversation conversation, String key) {
    return Map.of(
        "If-Match", "\"" + conversation.versions().current() + "\"", "Idempotency-Key", key);
  }

  static Map<String, String> key(String key) {
    return Map.of("Idempotency-Key", key);
  }
}
