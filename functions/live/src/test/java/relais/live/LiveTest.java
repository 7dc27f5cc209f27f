package relais.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.conversation.UserId;
import relais.runtime.Environment;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.table.Connections;

@Aws
@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveTest {
  private static final String ARN = "arn:aws:execute-api:eu-west-1:000000000000:abc/live/$connect";
  private static final UserId MARCO = new UserId("marco");

  private final AwsParts aws;
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private final HttpServer management;
  private final ApplicationContext context;
  private volatile int answer = 200;

  LiveTest(AwsParts shared) throws IOException {
    aws = shared.fresh();
    management = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    management.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          posted.add(exchange.getRequestURI().getPath() + " " + body);
          if (answer == 410) {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", "GoneException");
          }
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    Map<String, String> environment = new HashMap<>(aws.environment("LiveFunction"));
    environment.put(
        "LIVE_ENDPOINT", "http://127.0.0.1:" + management.getAddress().getPort() + "/live");
    context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(environment))
            .start();
  }

  @BeforeEach
  void start() {
    management.start();
  }

  @AfterEach
  void stop() {
    context.close();
    management.stop(0);
    aws.close();
  }

  private Connections connections() {
    return context.getBean(Connections.class);
  }

  private int handle(String type, @Nullable String body, @Nullable Map<String, Object> authorizer) {
    APIGatewayV2WebSocketEvent.RequestContext request =
        new APIGatewayV2WebSocketEvent.RequestContext();
    request.setConnectionId("c1=");
    request.setEventType(type);
    request.setAuthorizer(authorizer);
    APIGatewayV2WebSocketEvent event = new APIGatewayV2WebSocketEvent();
    event.setRequestContext(request);
    event.setBody(body);
    return new LiveHandler(context).execute(event).getStatusCode();
  }

  private Map<String, Object> authorize(@Nullable Map<String, String> query) {
    return new TicketAuthorizer(context)
        .execute(
            APIGatewayCustomAuthorizerEvent.builder()
                .withMethodArn(ARN)
                .withQueryStringParameters(query)
                .build());
  }

  private static Map<String, Object> answer(String effect, String user) {
    return Map.of(
        "principalId",
        user,
        "policyDocument",
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                Map.of(
                    "Action", "execute-api:Invoke", "Effect", effect, "Resource", List.of(ARN)))),
        "context",
        effect.equals("Allow") ? Map.of("user", user) : Map.of());
  }

  @Test
  void a_ticket_lets_its_user_in_once() {
    connections().issue("secret", MARCO, Instant.now());
    assertThat(authorize(Map.of("ticket", "secret"))).isEqualTo(answer("Allow", "marco"));
    assertThat(authorize(Map.of("ticket", "secret"))).isEqualTo(answer("Deny", "nobody"));
  }

  @Test
  void without_a_good_ticket_nobody_comes_in() {
    connections().issue("old", MARCO, Instant.now().minusSeconds(120));
    assertThat(authorize(null)).isEqualTo(answer("Deny", "nobody"));
    assertThat(authorize(Map.of("ticket", ""))).isEqualTo(answer("Deny", "nobody"));
    assertThat(authorize(Map.of("ticket", "guessed"))).isEqualTo(answer("Deny", "nobody"));
    assertThat(authorize(Map.of("ticket", "old"))).isEqualTo(answer("Deny", "nobody"));
  }

  @Test
  void a_connection_is_remembered_until_it_ends() {
    assertThat(handle("CONNECT", null, Map.of("user", "marco"))).isEqualTo(200);
    assertThat(connections().all()).containsExactly(new Connections.Connection("c1=", MARCO));
    assertThat(handle("DISCONNECT", null, null)).isEqualTo(200);
    assertThat(connections().all()).isEmpty();
  }

  @Test
  void a_connection_of_nobody_is_refused() {
    assertThat(handle("CONNECT", null, null)).isEqualTo(401);
    assertThat(connections().all()).isEmpty();
  }

  @Test
  void a_ping_is_answered_and_nothing_else() {
    assertThat(handle("MESSAGE", "{\"action\":\"ping\"}", null)).isEqualTo(200);
    assertThat(handle("MESSAGE", "{\"action\":\"dance\"}", null)).isEqualTo(200);
    assertThat(handle("MESSAGE", "no json", null)).isEqualTo(200);
    assertThat(handle("MESSAGE", null, null)).isEqualTo(200);
    assertThat(posted).hasSize(1);
    assertThat(posted.getFirst()).contains("@connections/c1").endsWith("{\"type\":\"pong\"}");
  }

  @Test
  void a_ping_of_somebody_gone_forgets_them() {
    handle("CONNECT", null, Map.of("user", "marco"));
    answer = 410;
    assertThat(handle("MESSAGE", "{\"action\":\"ping\"}", null)).isEqualTo(200);
    assertThat(connections().all()).isEmpty();
  }
}
