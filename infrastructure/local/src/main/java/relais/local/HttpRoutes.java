package relais.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relais.embedded.EventSource;
import relais.embedded.FunctionDefinition;

/// The routes of the HTTP API, chosen as API Gateway chooses: the most specific path wins, a named
/// method wins over ANY.
final class HttpRoutes {
  private final List<Route> routes;

  private HttpRoutes(List<Route> routes) {
    this.routes = routes;
  }

  static HttpRoutes of(List<FunctionDefinition> functions) {
    List<Route> routes = new ArrayList<>();
    for (FunctionDefinition function : functions) {
      for (EventSource.HttpRoute source : function.events(EventSource.HttpRoute.class)) {
        routes.add(
            new Route(
                function.logicalId(),
                source.method(),
                List.of(source.path().split("/", -1)),
                source.path(),
                source.authorizer() != null));
      }
    }
    routes.sort(Comparator.comparing(Route::rank));
    return new HttpRoutes(routes);
  }

  /// The route a request takes, if the API has one for it.
  Optional<Match> find(String method, String path) {
    List<String> segments = List.of(path.split("/", -1));
    for (Route route : routes) {
      if (route.method().equals("ANY") || route.method().equals(method)) {
        Optional<Map<String, String>> parameters = route.parameters(segments);
        if (parameters.isPresent()) {
          return Optional.of(new Match(route, parameters.get()));
        }
      }
    }
    return Optional.empty();
  }

  /// @param parameters the values of the names in braces
  record Match(Route route, Map<String, String> parameters) {}

  /// @param function the logical id of the function behind it
  /// @param signedIn whether the JWT authorizer guards it
  record Route(
      String function, String method, List<String> segments, String path, boolean signedIn) {

    /// The name the event gives it: `ANY /v1/{proxy+}`.
    String key() {
      return method + " " + path;
    }

    /// Sorts specific before general: `/a/b` before `/a/{b}` before `/a/{b+}`, GET before ANY.
    private String rank() {
      StringBuilder rank = new StringBuilder();
      for (String segment : segments) {
        rank.append(segment.endsWith("+}") ? '2' : segment.startsWith("{") ? '1' : '0');
      }
      return rank.append(method.equals("ANY") ? 'b' : 'a').toString();
    }

    private Optional<Map<String, String>> parameters(List<String> path) {
      Map<String, String> parameters = new LinkedHashMap<>();
      for (int i = 0; i < segments.size(); i++) {
        String segment = segments.get(i);
        if (i >= path.size()) {
          return Optional.empty();
        }
        if (segment.startsWith("{") && segment.endsWith("+}")) {
          String rest = String.join("/", path.subList(i, path.size()));
          parameters.put(segment.substring(1, segment.length() - 2), rest);
          return rest.isEmpty() ? Optional.empty() : Optional.of(parameters);
        }
        if (segment.startsWith("{") && segment.endsWith("}") && !path.get(i).isEmpty()) {
          parameters.put(segment.substring(1, segment.length() - 1), path.get(i));
        } else if (!segment.equals(path.get(i))) {
          return Optional.empty();
        }
      }
      return path.size() == segments.size() ? Optional.of(parameters) : Optional.empty();
    }
  }
}
