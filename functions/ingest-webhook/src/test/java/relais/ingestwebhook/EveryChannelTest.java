package relais.ingestwebhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.channels.custom.StandardWebhooks;
import relais.channels.meta.MetaWebhook;
import relais.channels.twilio.TwilioSignature;
import relais.conversation.Channel;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.runtime.Environment;
import relais.runtime.InboundItemJson;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.samples.HarbourGoods;
import relais.table.SettingsStore;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Each provider proves itself in its own way, and only to the inbox that it was connected to.
@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class EveryChannelTest {
  private static final String FUNCTION = "IngestWebhookFunction";
  private static final String HOST = "relais.example";
  private static final String WHSEC =
      "whsec_"
          + Base64.getEncoder().encodeToString("a secret of more than 24 bytes".getBytes(UTF_8));

  private final AwsParts aws;
  private ApplicationContext context;

  @SuppressWarnings("NullAway.Init") // the context is opened before each test
  EveryChannelTest(AwsParts parts) {
    this.aws = parts.fresh();
  }

  @BeforeEach
  void open() {
    context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(new HashMap<>(aws.environment(FUNCTION))))
            .build()
            .start();
    connect("bot", "telegram", "110201543", "bot-word");
    connect("second-bot", "telegram", "220201543", "second-word");
    connect("sms", "sms", "+31205550142", "auth-token");
    connect("desk", "voice", "+31205550144", "auth-token");
    connect("page", "messenger", "1001", "app-secret");
    connect("second-page", "messenger", "1002", "second-app-secret");
    connect("app", "custom", "shop", WHSEC);
  }

  @AfterEach
  void close() {
    context.close();
    aws.close();
  }

  @Test
  void telegram_is_taken_in_at_the_address_of_its_bot_alone() {
    byte[] body = telegram(1, 5, "Is it in stock?");
    assertThat(post("telegram", "bot", body, secret("bot-word")).getStatusCode()).isEqualTo(200);
    InboundItem.Received item = (InboundItem.Received) items().getFirst();
    assertThat(item.source()).isEqualTo("telegram/110201543/77/5");
    assertThat(item.inbox()).isEqualTo(new InboxId("bot"));
    assertThat(item.from()).isEqualTo(new Identity("telegram", "77"));
    assertThat(item.providerId()).isEqualTo("77/5");
    assertThat(item.body().text()).isEqualTo("Is it in stock?");

    assertThat(post("telegram", "bot", body, secret("second-word")).getStatusCode()).isEqualTo(401);
    assertThat(post("telegram", "bot", body, Map.of()).getStatusCode()).isEqualTo(401);
    assertThat(post("telegram", "nobody", body, secret("bot-word")).getStatusCode()).isEqualTo(404);
    assertThat(post("telegram", null, body, secret("bot-word")).getStatusCode()).isEqualTo(404);
    assertThat(items()).isEmpty();
  }

  @Test
  void the_same_update_for_two_bots_is_two_messages() {
    byte[] body = telegram(1, 5, "Hello");
    post("telegram", "bot", body, secret("bot-word"));
    post("telegram", "second-bot", body, secret("second-word"));
    assertThat(items())
        .extracting(InboundItem::source)
        .containsExactlyInAnyOrder("telegram/110201543/77/5", "telegram/220201543/77/5");
  }

  @Test
  void a_short_message_is_proved_by_address_and_form_and_answered_in_twilios_words() {
    byte[] form = form("MessageSid=SM1&From=%2B31612345678&To=%2B31205550142&Body=Hello+there");
    APIGatewayV2HTTPResponse answer = twilio("sms", form, "", "auth-token");
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeaders()).containsEntry("content-type", "text/xml; charset=utf-8");
    assertThat(answer.getBody()).endsWith("<Response/>");
    InboundItem.Received item = (InboundItem.Received) items().getFirst();
    assertThat(item.from()).isEqualTo(new Identity("phone", "+31612345678"));
    assertThat(item.body().text()).isEqualTo("Hello there");
    assertThat(twilio("sms", form, "", "another-token").getStatusCode()).isEqualTo(401);
  }

  @Test
  void a_call_is_answered_with_what_to_do_and_brings_itself() {
    byte[] form =
        form(
            "CallSid=CA1&From=%2B31612345678&To=%2B31205550144&CallStatus=ringing&Direction=inbound");
    APIGatewayV2HTTPResponse answer = twilio("voice", "desk", form, "", "auth-token");
    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeaders()).containsEntry("content-type", "text/xml; charset=utf-8");
    assertThat(answer.getBody()).contains("<Record action=\"/webhooks/voice/desk\"");
    InboundItem.Received item = (InboundItem.Received) items().getFirst();
    assertThat(item.inbox()).isEqualTo(new InboxId("desk"));
    assertThat(item.from()).isEqualTo(new Identity("phone", "+31612345678"));
    assertThat(twilio("voice", "desk", form, "", "another-token").getStatusCode()).isEqualTo(401);
    assertThat(items()).isEmpty();
  }

  @Test
  void a_report_of_twilio_finds_the_message_by_the_name_in_its_address() {
    String conversation = "01JD0000000000000000000001";
    String message = "01JD0000000000000000000002";
    byte[] form =
        form("MessageSid=SM9&MessageStatus=delivered&From=%2B31205550142&To=%2B31612345678");
    assertThat(
            twilio("sms", form, "message=" + conversation + "%2F" + message, "auth-token")
                .getStatusCode())
        .isEqualTo(200);
    InboundItem.StatusReported item = (InboundItem.StatusReported) items().getFirst();
    assertThat(item.message()).isInstanceOf(MessageReference.Ours.class);
    assertThat(item.providerId()).isEqualTo("SM9");
    assertThat(item.status().kind()).isEqualTo(InboundItem.ReportedStatus.Kind.DELIVERED);
  }

  @Test
  void a_page_is_proved_by_its_own_app_alone() {
    byte[] body = messenger("1001", "{\"mid\":\"m_1\",\"text\":\"Bonjour\"}");
    assertThat(meta(body, "second-app-secret").getStatusCode()).isEqualTo(401);
    assertThat(meta(body, "app-secret").getStatusCode()).isEqualTo(200);
    InboundItem.Received item = (InboundItem.Received) items().getFirst();
    assertThat(item.inbox()).isEqualTo(new InboxId("page"));
    assertThat(item.from()).isEqualTo(new Identity("messenger", "5001"));
  }

  @Test
  void what_a_customer_has_read_up_to_a_moment_is_a_report_on_all_before_it() {
    byte[] body =
        """
        {"object":"page","entry":[{"id":"1001","time":1763740805000,"messaging":[
         {"sender":{"id":"5001"},"recipient":{"id":"1001"},"timestamp":1763740805000,
          "read":{"watermark":1763740800000}}]}]}
        """
            .getBytes(UTF_8);
    assertThat(meta(body, "app-secret").getStatusCode()).isEqualTo(200);
    InboundItem.StatusReported item = (InboundItem.StatusReported) items().getFirst();
    assertThat(item.message())
        .isEqualTo(
            new MessageReference.UpTo(
                new InboxId("page"),
                new Identity("messenger", "5001"),
                Instant.ofEpochMilli(1763740800000L)));
    assertThat(item.status().kind()).isEqualTo(InboundItem.ReportedStatus.Kind.READ);
  }

  @Test
  void an_echo_that_bears_our_name_says_that_the_message_has_left() {
    String ours = "01JD0000000000000000000001/01JD0000000000000000000002";
    byte[] body =
        """
        {"object":"page","entry":[{"id":"1001","time":1763740805000,"messaging":[
         {"sender":{"id":"1001"},"recipient":{"id":"5001"},"timestamp":1763740805000,
          "message":{"mid":"m_9","is_echo":true,"text":"Hello","metadata":"%s"}}]}]}
        """
            .formatted(ours)
            .getBytes(UTF_8);
    assertThat(meta(body, "app-secret").getStatusCode()).isEqualTo(200);
    InboundItem.StatusReported item = (InboundItem.StatusReported) items().getFirst();
    assertThat(item.message()).isInstanceOf(MessageReference.Ours.class);
    assertThat(item.status().kind()).isEqualTo(InboundItem.ReportedStatus.Kind.SENT);
  }

  @Test
  void a_custom_channel_is_proved_for_five_minutes() {
    byte[] body =
        """
        {"type":"message.received","timestamp":"2026-11-21T16:00:00Z",
         "data":{"id":"1","from":{"id":"u7","name":"Lotte"},"text":"Hoi"}}
        """
            .getBytes(UTF_8);
    Instant now = Instant.now();
    assertThat(custom(body, now, WHSEC).getStatusCode()).isEqualTo(200);
    assertThat(custom(body, now, WHSEC).getStatusCode()).isEqualTo(200);
    InboundItem.Received item = (InboundItem.Received) items().getFirst();
    assertThat(item.source()).isEqualTo("custom/shop/1");
    assertThat(item.from()).isEqualTo(new Identity("custom", "u7"));
    assertThat(custom(body, now.minusSeconds(400), WHSEC).getStatusCode()).isEqualTo(401);
    assertThat(custom(body, now, WHSEC.replace("whsec_Y", "whsec_Z")).getStatusCode())
        .isEqualTo(401);
    assertThat(items()).isEmpty();
  }

  @Test
  void an_update_of_a_kind_that_is_not_known_goes_to_people_with_its_original() {
    byte[] body = "{\"update_id\":9,\"hologram\":{\"id\":\"h1\"}}".getBytes(UTF_8);
    assertThat(post("telegram", "bot", body, secret("bot-word")).getStatusCode()).isEqualTo(200);
    InboundItem.Quarantined item = (InboundItem.Quarantined) items().getFirst();
    assertThat(item.reason()).isEqualTo(InboundItem.Reason.UNKNOWN_TYPE);
    assertThat(item.inbox()).isEqualTo(new InboxId("bot"));
    assertThat(item.rawKey()).startsWith("webhook/telegram/");
  }

  private void connect(String id, String channel, String account, String secret) {
    context
        .getBean(SettingsStore.class)
        .save(
            new Inbox.Connected(
                new InboxId(id), id, HarbourGoods.SUPPORT, Channel.of(channel), account, account));
    aws.clients()
        .ssm()
        .putParameter(
            put ->
                put.name(aws.environment(FUNCTION).get("PARAMETER_PREFIX") + "/" + id)
                    .type(ParameterType.SECURE_STRING)
                    .overwrite(true)
                    .value(
                        "{\"appSecret\":\"%s\",\"verifyToken\":\"\",\"accessToken\":\"token\"}"
                            .formatted(secret)));
  }

  private static Map<String, String> secret(String word) {
    return Map.of("x-telegram-bot-api-secret-token", word);
  }

  private APIGatewayV2HTTPResponse twilio(
      String inbox, byte[] form, String query, String authToken) {
    return twilio("sms", inbox, form, query, authToken);
  }

  private APIGatewayV2HTTPResponse twilio(
      String channel, String inbox, byte[] form, String query, String authToken) {
    String path = "/webhooks/" + channel + "/" + inbox;
    String url = "https://" + HOST + path + (query.isEmpty() ? "" : "?" + query);
    APIGatewayV2HTTPEvent event =
        event(path, form, Map.of("x-twilio-signature", TwilioSignature.sign(url, form, authToken)));
    event.setRawQueryString(query);
    event.setPathParameters(Map.of("channel", channel, "inbox", inbox));
    return new WebhookHandler(context).handleRequest(event, null);
  }

  private APIGatewayV2HTTPResponse meta(byte[] body, String secret) {
    return post(
        "messenger",
        null,
        body,
        Map.of(MetaWebhook.SIGNATURE_HEADER, MetaWebhook.sign(body, secret)));
  }

  private APIGatewayV2HTTPResponse custom(byte[] body, Instant at, String secret) {
    return post("custom", "app", body, StandardWebhooks.headers("msg_1", at, body, secret));
  }

  private APIGatewayV2HTTPResponse post(
      String channel, @Nullable String inbox, byte[] body, Map<String, String> headers) {
    String path = "/webhooks/" + channel + (inbox == null ? "" : "/" + inbox);
    return new WebhookHandler(context).handleRequest(event(path, body, headers), null);
  }

  private static APIGatewayV2HTTPEvent event(
      String path, byte[] body, Map<String, String> headers) {
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(path)
        .withHeaders(headers)
        .withBody(new String(body, UTF_8))
        .withIsBase64Encoded(false)
        .withRequestContext(
            APIGatewayV2HTTPEvent.RequestContext.builder()
                .withDomainName(HOST)
                .withHttp(
                    APIGatewayV2HTTPEvent.RequestContext.Http.builder().withMethod("POST").build())
                .build())
        .build();
  }

  private static byte[] telegram(int update, int message, String text) {
    return """
    {"update_id":%d,"message":{"message_id":%d,"date":1763740800,"text":"%s",
     "from":{"id":77,"is_bot":false,"first_name":"Lotte"},
     "chat":{"id":77,"type":"private","first_name":"Lotte"}}}
    """
        .formatted(update, message, text)
        .getBytes(UTF_8);
  }

  private static byte[] messenger(String page, String message) {
    return """
    {"object":"page","entry":[{"id":"%1$s","time":1763740800000,"messaging":[
     {"sender":{"id":"5001"},"recipient":{"id":"%1$s"},"timestamp":1763740800000,"message":%2$s}]}]}
    """
        .formatted(page, message)
        .getBytes(UTF_8);
  }

  private static byte[] form(String text) {
    return text.getBytes(UTF_8);
  }

  private List<InboundItem> items() {
    return aws.take("InboundQueue").stream()
        .map(message -> InboundItemJson.read(message.body()))
        .toList();
  }
}
