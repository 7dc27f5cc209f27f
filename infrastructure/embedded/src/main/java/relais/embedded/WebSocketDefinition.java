package relais.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A WebSocket API.
///
/// @param selection the expression that picks the route of a message
/// @param stage the last part of its URL
/// @param routes the logical id of the function for each route key (`$connect`, `$default`, …)
/// @param authorizer who decides on `$connect`, null when everybody may
public record WebSocketDefinition(
    String logicalId,
    String selection,
    String stage,
    Map<String, String> routes,
    @Nullable Authorizer authorizer) {
  public WebSocketDefinition {
    routes = Map.copyOf(routes);
  }

  /// A function that decides who may connect.
  ///
  /// @param function its logical id
  /// @param identitySources what a request must bring along before the function is asked
  public record Authorizer(String function, List<String> identitySources) {
    public Authorizer {
      identitySources = List.copyOf(identitySources);
    }
  }

  static WebSocketDefinition of(Scope scope, String logicalId) {
    Reader reader = new Reader(scope, scope.places().name(logicalId));
    return new WebSocketDefinition(
        logicalId,
        scope.properties(logicalId).at("RouteSelectionExpression").textOr("$request.body.action"),
        reader.stage(),
        reader.routes(),
        reader.authorizer());
  }

  private record Reader(Scope scope, String api) {
    String stage() {
      return ofApi("AWS::ApiGatewayV2::Stage").stream()
          .map(id -> scope.properties(id).at("StageName").text())
          .findFirst()
          .orElse("live");
    }

    Map<String, String> routes() {
      Map<String, String> routes = new LinkedHashMap<>();
      for (String id : ofApi("AWS::ApiGatewayV2::Route")) {
        Node route = scope.properties(id);
        String target = route.at("Target").text();
        String integration = target.substring(target.indexOf('/') + 1);
        for (String candidate : ofApi("AWS::ApiGatewayV2::Integration")) {
          if (scope.places().name(candidate).equals(integration)) {
            routes.put(
                route.at("RouteKey").text(),
                function(scope.properties(candidate).at("IntegrationUri")));
          }
        }
      }
      return routes;
    }

    @Nullable Authorizer authorizer() {
      return ofApi("AWS::ApiGatewayV2::Authorizer").stream()
          .map(id -> scope.properties(id))
          .map(
              node ->
                  new Authorizer(
                      function(node.at("AuthorizerUri")), node.at("IdentitySource").texts()))
          .findFirst()
          .orElse(null);
    }

    private List<String> ofApi(String type) {
      return scope.logicalIds().stream()
          .filter(id -> scope.type(id).equals(type))
          .filter(id -> scope.properties(id).at("ApiId").text().equals(api))
          .toList();
    }

    /// The function in `arn:aws:apigateway:…:lambda:path/…/functions/<arn>/invocations`.
    private String function(Node uri) {
      String text = uri.text();
      int start = text.indexOf("/functions/");
      int end = text.lastIndexOf("/invocations");
      String arn = start < 0 || end < start ? text : text.substring(start + 11, end);
      Optional<String> function =
          scope.logicalIds().stream()
              .filter(id -> scope.type(id).equals("AWS::Serverless::Function"))
              .filter(id -> Functions.names(arn, scope.functionArn(id)))
              .findFirst();
      return function.orElseThrow(
          () -> new TemplateException(uri.path() + " names no function of ours: " + text));
    }
  }
}
