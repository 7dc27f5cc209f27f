package relais.portal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.channels.JsonFields;
import relais.conversation.AccentColour;
import relais.conversation.ChatSettings;
import relais.conversation.FormSettings;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.SiteOrigin;
import relais.runtime.Environment;
import relais.runtime.GivenClock;
import relais.runtime.GivenTables;
import relais.runtime.InboundItemJson;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.samples.TestClock;
import relais.table.SettingsStore;
import relais.table.Table;
import software.amazon.awssdk.services.s3.model.S3Object;

/// A site with a chat and a form, its visitors' browsers, and what came of what they sent.
final class Site implements AutoCloseable {
  static final InboxId CHAT = new InboxId("shop-chat");
  static final InboxId FORM = new InboxId("contact");
  static final String ORIGIN = "https://shop.example";

  private final AwsParts aws;
  private final TestClock clock = new TestClock();
  private final ApplicationContext context;
  private final PortalHandler handler;

  Site(AwsParts aws) {
    this(aws, Map.of());
  }

  /// @param changed variables of the function that are to be others
  Site(AwsParts aws, Map<String, String> changed) {
    this.aws = aws;
    Table table = new Table(aws.clients().dynamoDb(), aws.table("Table"));
    SettingsStore store = new SettingsStore(table);
    store.saveAll(HarbourGoods.settings());
    store.save(chat());
    store.save(form());
    Map<String, String> variables = new HashMap<>(aws.environment("PortalFunction"));
    variables.putAll(changed);
    context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(variables))
            .singletons(new GivenClock(clock), new GivenTables(aws.tablesForAFunction()))
            .start();
    handler = new PortalHandler(context);
  }

  static Inbox.WebChat chat() {
    return new Inbox.WebChat(
        CHAT,
        "Shop chat",
        HarbourGoods.SUPPORT,
        new ChatSettings(
            List.of(new SiteOrigin(ORIGIN)),
            AccentColour.USUAL,
            Language.ENGLISH,
            Map.of(
                Language.ENGLISH, new ChatSettings.Texts("Harbour Goods", "Ahoy!", "Away."),
                Language.DUTCH, new ChatSettings.Texts("Harbour Goods", "Ahoi!", "Weg.")),
            new ChatSettings.PreChat(ChatSettings.Asked.OPTIONAL, ChatSettings.Asked.OPTIONAL),
            null,
            HarbourGoods.SUPPORT_INBOX));
  }

  static Inbox.Form form() {
    return new Inbox.Form(
        FORM,
        "Contact",
        HarbourGoods.SUPPORT,
        new FormSettings(
            HarbourGoods.SUPPORT_INBOX,
            List.of(new SiteOrigin(ORIGIN)),
            AccentColour.USUAL,
            Language.ENGLISH,
            Map.of(
                Language.ENGLISH,
                new FormSettings.Texts("Write to us", "We <answer> by mail.", "Thanks & bye")),
            List.of(),
            true));
  }

  TestClock clock() {
    return clock;
  }

  <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /// What a browser asks on the site.
  ///
  /// @param token null for none
  APIGatewayV2HTTPResponse ask(
      String method, String what, @Nullable String token, @Nullable String body) {
    Map<String, String> headers = new HashMap<>(Map.of("Origin", ORIGIN));
    if (token != null) {
      headers.put("Authorization", "Bearer " + token);
    }
    return send(
        method,
        "/chat/" + CHAT + "/" + what,
        headers,
        body == null ? new byte[0] : body.getBytes(UTF_8));
  }

  APIGatewayV2HTTPResponse send(
      String method, String path, Map<String, String> headers, byte[] body) {
    APIGatewayV2HTTPEvent event = new APIGatewayV2HTTPEvent();
    String[] parts = path.split("\\?", 2);
    event.setRawPath(parts[0]);
    Map<String, String> query = new HashMap<>();
    if (parts.length == 2) {
      for (String pair : parts[1].split("&", -1)) {
        query.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
    }
    event.setQueryStringParameters(query);
    event.setHeaders(headers);
    event.setBody(Base64.getEncoder().encodeToString(body));
    event.setIsBase64Encoded(true);
    event.setRequestContext(
        APIGatewayV2HTTPEvent.RequestContext.builder()
            .withHttp(
                APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                    .withMethod(method)
                    .withPath(parts[0])
                    .withSourceIp("198.51.100.7")
                    .build())
            .build());
    return handler.handleRequest(event, null);
  }

  String greet(String said) {
    APIGatewayV2HTTPResponse response = ask("POST", "session", null, said);
    return String.valueOf(json(response).text("token"));
  }

  static JsonFields json(APIGatewayV2HTTPResponse response) {
    JsonFields json = JsonFields.read(response.getBody().getBytes(UTF_8));
    if (json == null) {
      throw new IllegalStateException("No JSON: " + response.getStatusCode());
    }
    return json;
  }

  List<InboundItem> items() {
    return aws.take("InboundQueue").stream()
        .map(message -> InboundItemJson.read(message.body()))
        .toList();
  }

  List<String> originals() {
    List<String> keys = new ArrayList<>();
    aws
        .clients()
        .s3()
        .listObjectsV2(list -> list.bucket(aws.bucket("RawBucket")))
        .contents()
        .stream()
        .map(S3Object::key)
        .forEach(keys::add);
    return keys;
  }

  @Override
  public void close() {
    context.close();
  }
}
