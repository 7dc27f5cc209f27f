package relais.ingestwebhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.micronaut.context.ApplicationContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.blobs.RawStore;
import relais.channels.meta.MetaWebhook;
import relais.channels.whatsapp.WhatsAppChannel;
import relais.conversation.Channel;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.runtime.InboundItemJson;
import relais.runtime.InboundQueue;
import relais.runtime.Metrics;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.SettingsStore;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.ssm.model.ParameterType;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReceiveWebhookTest {
  private static final String FUNCTION = "IngestWebhookFunction";
  private static final String SECRET = "app-secret-of-whatsapp";

  private final AwsParts aws;
  private final List<ApplicationContext> contexts = new ArrayList<>();

  ReceiveWebhookTest(AwsParts parts) {
    this.aws = parts.fresh();
  }

  @BeforeEach
  void open() {
    HarbourGoods.settings().inboxes().forEach(settings()::save);
    secrets(HarbourGoods.WHATSAPP_INBOX, json(SECRET, "verify-me"));
  }

  @AfterEach
  void close() {
    contexts.forEach(ApplicationContext::close);
    aws.close();
  }

  @Test
  void a_message_is_kept_queued_and_acknowledged() {
    byte[] body = message("wamid.1", "Where is my parcel? \u00e9\ud83d\udce6");

    assertThat(status(post(body))).isEqualTo(200);

    InboundItem.Received item = (InboundItem.Received) onlyItem();
    assertThat(item.source()).isEqualTo("whatsapp/106540352242922/wamid.1");
    assertThat(item.inbox()).isEqualTo(HarbourGoods.WHATSAPP_INBOX);
    assertThat(item.from()).isEqualTo(new Identity("phone", "+31612345678"));
    assertThat(item.body().text()).isEqualTo("Where is my parcel? \u00e9\ud83d\udce6");
    assertThat(originals()).containsExactly(item.rawKey());
    assertThat(original(item.rawKey())).isEqualTo(body);
  }

  @Test
  void the_bytes_count_whether_the_gateway_encoded_them_or_not() {
    byte[] body = message("wamid.1", "\u00e9");
    APIGatewayV2HTTPEvent event = event("POST", signed(body, SECRET));
    event.setBody(Base64.getEncoder().encodeToString(body));
    event.setIsBase64Encoded(true);
    assertThat(status(handler().handleRequest(event, null))).isEqualTo(200);
    assertThat(original(onlyItem().source().isEmpty() ? "" : originals().getFirst()))
        .isEqualTo(body);
  }

  @Test
  void the_same_webhook_again_changes_nothing() {
    byte[] body = message("wamid.1", "twice");
    assertThat(status(post(body))).isEqualTo(200);
    assertThat(status(post(body))).isEqualTo(200);
    assertThat(items()).hasSize(1);
    assertThat(originals()).hasSize(1);
  }

  @Test
  void hundreds_of_events_in_one_webhook_all_arrive() {
    StringBuilder messages = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      messages.append(i == 0 ? "" : ",").append(piece("wamid." + i, "words " + i));
    }
    assertThat(status(post(payload(messages.toString())))).isEqualTo(200);
    assertThat(items()).hasSize(250).extracting(InboundItem::source).doesNotHaveDuplicates();
  }

  @Test
  void a_wrong_or_missing_signature_leaves_nothing_but_a_count() {
    byte[] body = message("wamid.1", "forged");
    List<String> counted = new ArrayList<>();
    ReceiveWebhook receive = counting(counted);
    for (Map<String, String> headers :
        List.of(signed(body, "another secret"), Map.<String, String>of())) {
      APIGatewayV2HTTPEvent event = event("POST", headers);
      event.setBody(new String(body, UTF_8));
      assertThat(receive.receive(WebhookRequest.of(event)).status()).isEqualTo(401);
    }
    assertThat(originals()).isEmpty();
    assertThat(items()).isEmpty();
    assertThat(counted).hasSize(2).allSatisfy(line -> assertThat(line).contains("WebhookRefused"));
    assertThat(counted.toString()).doesNotContain("forged", "31612345678");
  }

  @Test
  void another_inbox_brings_its_own_secret_and_a_broken_one_shuts_out_nobody() {
    settings()
        .save(
            new Inbox.Connected(
                new InboxId("second"),
                "Second",
                HarbourGoods.SUPPORT,
                Channel.WHATSAPP,
                "2222",
                "+31 20 555 0143"));
    settings()
        .save(
            new Inbox.Connected(
                new InboxId("broken"),
                "Broken",
                HarbourGoods.SUPPORT,
                Channel.WHATSAPP,
                "3333",
                "+31 20 555 0144"));
    secrets(new InboxId("second"), json("second-secret", "other-token"));
    secrets(new InboxId("broken"), "not json");
    byte[] body = message("wamid.1", "one");
    assertThat(status(post(body, signed(body, SECRET)))).isEqualTo(200);
    assertThat(status(post(body, signed(body, "second-secret"))))
        .as("signed for another number")
        .isEqualTo(401);
  }

  @Test
  void what_is_signed_but_not_json_is_kept_and_shown_to_people() {
    byte[] body = "{\"object\":\"whatsapp_business_account\",\"ent".getBytes(UTF_8);
    assertThat(status(post(body))).isEqualTo(200);
    InboundItem.Quarantined item = (InboundItem.Quarantined) onlyItem();
    assertThat(item.reason()).isEqualTo(InboundItem.Reason.UNREADABLE);
    assertThat(original(item.rawKey())).isEqualTo(body);
  }

  @Test
  void a_signed_body_beyond_the_limit_is_kept_and_shown_to_people() {
    byte[] body = " ".repeat(new WhatsAppChannel().maxBytes() + 1).getBytes(UTF_8);
    assertThat(status(post(body))).isEqualTo(200);
    InboundItem.Quarantined item = (InboundItem.Quarantined) onlyItem();
    assertThat(item.reason()).isEqualTo(InboundItem.Reason.TOO_LARGE);
    assertThat(item.size()).isEqualTo(body.length);
    assertThat(originals()).containsExactly(item.rawKey());
  }

  @Test
  void an_unsigned_body_beyond_the_limit_is_turned_away() {
    byte[] body = " ".repeat(new WhatsAppChannel().maxBytes() + 1).getBytes(UTF_8);
    assertThat(status(post(body, Map.of()))).isEqualTo(413);
    assertThat(originals()).isEmpty();
  }

  @Test
  void news_about_the_account_is_kept_and_queues_nothing() {
    byte[] body =
        """
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[
          {"field":"account_update","value":{"event":"ACCOUNT_RESTRICTION"}}]}]}
        """
            .getBytes(UTF_8);
    assertThat(status(post(body))).isEqualTo(200);
    assertThat(originals()).hasSize(1);
    assertThat(items()).isEmpty();
  }

  @Test
  void when_the_queue_is_gone_the_provider_sends_again_and_nothing_is_lost_or_doubled() {
    byte[] body = message("wamid.1", "please arrive");
    WebhookHandler broken = handler("INBOUND_QUEUE_URL", aws.queueUrl("InboundQueue") + "-gone");
    assertThat(status(broken.handleRequest(webhook(body), null))).isEqualTo(503);
    assertThat(originals()).hasSize(1);
    assertThat(status(post(body))).isEqualTo(200);
    assertThat(items()).hasSize(1);
    assertThat(originals()).hasSize(1);
  }

  @Test
  void when_the_bucket_is_gone_nothing_is_queued_and_the_provider_sends_again() {
    byte[] body = message("wamid.1", "please arrive");
    WebhookHandler broken = handler("RAW_BUCKET", "no-such-bucket-" + System.nanoTime());
    assertThat(status(broken.handleRequest(webhook(body), null))).isEqualTo(503);
    assertThat(items()).isEmpty();
    assertThat(status(post(body))).isEqualTo(200);
    assertThat(items()).hasSize(1);
  }

  @Test
  void the_handshake_gets_its_challenge_back() {
    APIGatewayV2HTTPResponse response = handshake("verify-me");
    assertThat(response.getStatusCode()).isEqualTo(200);
    assertThat(response.getBody()).isEqualTo("1158201444");
    assertThat(response.getHeaders()).containsEntry("content-type", "text/plain; charset=utf-8");
    assertThat(handshake("guess").getStatusCode()).isEqualTo(403);
  }

  @Test
  void a_channel_that_is_not_there_and_a_method_nobody_needs_are_told_so() {
    APIGatewayV2HTTPEvent event = event("POST", Map.of());
    event.setPathParameters(Map.of("channel", "telegraph"));
    assertThat(status(handler().handleRequest(event, null))).isEqualTo(404);
    assertThat(status(handler().handleRequest(event("DELETE", Map.of()), null))).isEqualTo(405);
  }

  @Test
  void the_channel_is_found_in_the_path_where_the_gateway_does_not_name_it() {
    APIGatewayV2HTTPEvent event = webhook(message("wamid.1", "hello"));
    event.setPathParameters(null);
    event.setRawPath("/webhooks/whatsapp");
    assertThat(status(handler().handleRequest(event, null))).isEqualTo(200);
    assertThat(items()).hasSize(1);
  }

  private SettingsStore settings() {
    return context(Map.of()).getBean(SettingsStore.class);
  }

  private ApplicationContext context(Map<String, String> other) {
    Map<String, String> variables = new HashMap<>(aws.environment(FUNCTION));
    variables.putAll(other);
    ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(variables))
            .build()
            .start();
    contexts.add(context);
    return context;
  }

  private WebhookHandler handler() {
    return new WebhookHandler(context(Map.of()));
  }

  private WebhookHandler handler(String variable, String value) {
    return new WebhookHandler(context(Map.of(variable, value)));
  }

  private ReceiveWebhook counting(List<String> lines) {
    ApplicationContext context = context(Map.of());
    InstantSource time = context.getBean(InstantSource.class);
    return new ReceiveWebhook(
        context.getBean(SettingsStore.class),
        context.getBean(ChannelSecrets.class),
        context.getBean(RawStore.class),
        context.getBean(InboundQueue.class),
        new Metrics(time, lines::add),
        time);
  }

  private void secrets(InboxId inbox, String value) {
    aws.clients()
        .ssm()
        .putParameter(
            put ->
                put.name(aws.environment(FUNCTION).get("PARAMETER_PREFIX") + "/" + inbox.value())
                    .type(ParameterType.SECURE_STRING)
                    .overwrite(true)
                    .value(value));
  }

  private static String json(String appSecret, String verifyToken) {
    return "{\"appSecret\":\"%s\",\"verifyToken\":\"%s\",\"accessToken\":\"token\"}"
        .formatted(appSecret, verifyToken);
  }

  private APIGatewayV2HTTPResponse post(byte[] body) {
    return post(body, signed(body, SECRET));
  }

  private APIGatewayV2HTTPResponse post(byte[] body, Map<String, String> headers) {
    APIGatewayV2HTTPEvent event = event("POST", headers);
    event.setBody(new String(body, UTF_8));
    return handler().handleRequest(event, null);
  }

  private static APIGatewayV2HTTPEvent webhook(byte[] body) {
    APIGatewayV2HTTPEvent event = event("POST", signed(body, SECRET));
    event.setBody(new String(body, UTF_8));
    return event;
  }

  private APIGatewayV2HTTPResponse handshake(String token) {
    APIGatewayV2HTTPEvent event = event("GET", Map.of());
    event.setQueryStringParameters(
        Map.of("hub.mode", "subscribe", "hub.verify_token", token, "hub.challenge", "1158201444"));
    return handler().handleRequest(event, null);
  }

  private static Map<String, String> signed(byte[] body, String secret) {
    return Map.of(MetaWebhook.SIGNATURE_HEADER, MetaWebhook.sign(body, secret));
  }

  private static APIGatewayV2HTTPEvent event(String method, Map<String, String> headers) {
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath("/webhooks/whatsapp")
        .withRouteKey(method.toUpperCase(Locale.ROOT) + " /webhooks/{channel}")
        .withPathParameters(Map.of("channel", "whatsapp"))
        .withHeaders(headers)
        .withIsBase64Encoded(false)
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod(method).build())
                .build())
        .build();
  }

  private static int status(APIGatewayV2HTTPResponse response) {
    return response.getStatusCode();
  }

  private static byte[] message(String id, String words) {
    return payload(piece(id, words));
  }

  private static String piece(String id, String words) {
    return "{\"from\":\"31612345678\",\"id\":\"%s\",\"timestamp\":\"1763740800\",\"type\":\"text\",\"text\":{\"body\":\"%s\"}}"
        .formatted(id, words);
  }

  private static byte[] payload(String messages) {
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages",
     "value":{"messaging_product":"whatsapp",
      "metadata":{"display_phone_number":"31205550142","phone_number_id":"106540352242922"},
      "contacts":[{"profile":{"name":"Lotte"},"wa_id":"31612345678"}],"messages":[%s]}}]}]}
    """
        .formatted(messages)
        .getBytes(UTF_8);
  }

  private InboundItem onlyItem() {
    List<InboundItem> items = items();
    assertThat(items).hasSize(1);
    return items.getFirst();
  }

  private List<InboundItem> items() {
    return aws.take("InboundQueue").stream()
        .map(message -> InboundItemJson.read(message.body()))
        .toList();
  }

  private List<String> originals() {
    return aws
        .clients()
        .s3()
        .listObjectsV2(list -> list.bucket(aws.bucket("RawBucket")))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  private byte[] original(String key) {
    return aws.clients()
        .s3()
        .getObjectAsBytes(get -> get.bucket(aws.bucket("RawBucket")).key(key))
        .asByteArray();
  }
}
