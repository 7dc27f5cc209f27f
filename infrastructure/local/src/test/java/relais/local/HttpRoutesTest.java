package relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.embedded.EventSource;
import relais.embedded.FunctionDefinition;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpRoutesTest {
  private final HttpRoutes routes =
      HttpRoutes.of(
          List.of(
              function("Api", route("/v1/{proxy+}", "ANY", "Jwt")),
              function(
                  "Webhooks",
                  route("/webhooks/{channel}", "GET", null),
                  route("/webhooks/{channel}", "POST", null),
                  route("/webhooks/test", "ANY", null))));

  @Test
  void the_rest_of_a_path_is_one_parameter() {
    assertThat(routes.find("PUT", "/v1/me/availability").orElseThrow().parameters())
        .isEqualTo(Map.of("proxy", "me/availability"));
  }

  @Test
  void a_route_knows_its_key_and_whether_one_must_be_signed_in() {
    HttpRoutes.Route route = routes.find("GET", "/v1/session").orElseThrow().route();
    assertThat(route.key()).isEqualTo("ANY /v1/{proxy+}");
    assertThat(route.signedIn()).isTrue();
  }

  @Test
  void a_literal_path_wins_over_a_parameter() {
    assertThat(routes.find("POST", "/webhooks/test").orElseThrow().route().path())
        .isEqualTo("/webhooks/test");
  }

  @Test
  void one_parameter_stands_for_one_segment() {
    assertThat(routes.find("POST", "/webhooks/whatsapp").orElseThrow().parameters())
        .isEqualTo(Map.of("channel", "whatsapp"));
    assertThat(routes.find("POST", "/webhooks/whatsapp/more")).isEmpty();
    assertThat(routes.find("POST", "/webhooks/")).isEmpty();
  }

  @Test
  void a_method_without_a_route_finds_none() {
    assertThat(routes.find("DELETE", "/webhooks/whatsapp")).isEmpty();
    assertThat(routes.find("GET", "/v1")).isEmpty();
  }

  private static EventSource.HttpRoute route(
      String path, String method, @Nullable String authorizer) {
    return new EventSource.HttpRoute("Route", path, method, authorizer);
  }

  private static FunctionDefinition function(String id, EventSource.HttpRoute... routes) {
    return new FunctionDefinition(
        id,
        id,
        "arn:" + id,
        "functions/x",
        "X",
        "java25",
        512,
        Duration.ofSeconds(3),
        Map.of(),
        null,
        List.of(routes));
  }
}
