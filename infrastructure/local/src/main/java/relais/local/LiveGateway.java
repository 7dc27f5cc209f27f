package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsConnectContext;
import io.javalin.websocket.WsContext;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import relais.embedded.Places;
import relais.embedded.WebSocketDefinition;

/// The WebSocket API of the template: its authorizer decides on `$connect`, its routes get the
/// messages, and `@connections` reaches the open sockets.
final class LiveGateway {
  private static final String CONNECTION = "relais.connection";
  private static final int MAX_PUSH_BYTES = 128 * 1024;

  /// One open socket.
  ///
  /// @param authorizer what the authorizer said about it
  private record Connection(String id, Instant since, ObjectNode authorizer, String ip) {}

  private record Open(Connection connection, WsContext socket) {}

  private final WebSocketDefinition definition;
  private final Map<String, LambdaFunction> functions;
  private final Places places;
  private final InstantSource clock;
  private final Journal journal;
  private final Ids ids = new Ids();
  private final Map<String, Open> open = new ConcurrentHashMap<>();

  LiveGateway(
      WebSocketDefinition definition,
      Map<String, LambdaFunction> functions,
      Places places,
      InstantSource clock,
      Journal journal) {
    this.definition = definition;
    this.functions = functions;
    this.places = places;
    this.clock = clock;
    this.journal = journal;
  }

  void addTo(RoutesConfig routes) {
    routes.wsBeforeUpgrade("/live", this::authorize);
    routes.ws("/live", this::serve);
    routes.post("/aws/live/@connections/{id}", this::push);
    routes.get("/aws/live/@connections/{id}", this::describe);
    routes.delete("/aws/live/@connections/{id}", this::close);
  }

  /// Runs the authorizer and `$connect`; an answer other than success refuses the socket.
  private void authorize(Context context) {
    Connection connection =
        new Connection(ids.connection(), clock.instant(), Json.object(), context.ip());
    WebSocketDefinition.Authorizer authorizer = definition.authorizer();
    if (authorizer != null) {
      for (String source : authorizer.identitySources()) {
        if (identity(context, source) == null) {
          refuse(context, 401, "Unauthorized");
          return;
        }
      }
      @Nullable ObjectNode allowed = ask(authorizer, context, connection);
      if (allowed == null) {
        refuse(context, 403, "User is not authorized to access this resource");
        return;
      }
      connection = new Connection(connection.id(), connection.since(), allowed, connection.ip());
    }
    ObjectNode event = event(connection, "$connect", "CONNECT");
    putRequest(event, context);
    JsonNode answer = call("$connect", event);
    int status = answer.path("statusCode").asInt(200);
    if (status < 200 || status > 299) {
      refuse(context, status == 500 ? 502 : status, "The connection was refused");
      return;
    }
    context.attribute(CONNECTION, connection);
  }

  private static void refuse(Context context, int status, String message) {
    context.status(status).result(message).skipRemainingHandlers();
  }

  private static @Nullable String identity(Context context, String source) {
    String prefix = "route.request.";
    String rest = source.startsWith(prefix) ? source.substring(prefix.length()) : source;
    int dot = rest.indexOf('.');
    String name = rest.substring(dot + 1);
    return switch (rest.substring(0, Math.max(0, dot))) {
      case "querystring" -> context.queryParam(name);
      case "header" -> context.header(name);
      default -> null;
    };
  }

  /// Asks the authorizer function.
  ///
  /// @return what it wants the other routes to know, null when it does not allow the socket
  private @Nullable ObjectNode ask(
      WebSocketDefinition.Authorizer authorizer, Context context, Connection connection) {
    ObjectNode event = event(connection, "$connect", "CONNECT");
    event
        .put("type", "REQUEST")
        .put(
            "methodArn",
            "arn:aws:execute-api:%s:%s:local/%s/$connect"
                .formatted(places.region(), places.accountId(), definition.stage()));
    putRequest(event, context);
    event.putObject("stageVariables");
    JsonNode answer;
    try {
      answer = Json.read(function(authorizer.function()).call(Json.bytes(event)));
    } catch (FunctionFailed e) {
      // A token the authorizer refuses is an exception with this message, by AWS's convention.
      if (!String.valueOf(e.getCause()).contains("Unauthorized")) {
        journal.failed(authorizer.function() + " failed on a connection", e);
      }
      return null;
    }
    boolean allowed = false;
    for (JsonNode statement : answer.path("policyDocument").path("Statement")) {
      String effect = statement.path("Effect").asText();
      if (effect.equals("Deny")) {
        return null;
      }
      allowed |= effect.equals("Allow");
    }
    if (!allowed) {
      return null;
    }
    ObjectNode known = Json.object();
    if (answer.path("context") instanceof ObjectNode told) {
      told.properties().forEach(field -> known.put(field.getKey(), field.getValue().asText()));
    }
    return known.put("principalId", answer.path("principalId").asText());
  }

  private void serve(WsConfig socket) {
    socket.onConnect(this::opened);
    socket.onMessage(
        message -> {
          Connection connection = Objects.requireNonNull(message.attribute(CONNECTION));
          String route = route(message.message());
          ObjectNode event = event(connection, route, "MESSAGE").put("body", message.message());
          ((ObjectNode) event.path("requestContext")).put("messageId", ids.connection());
          call(route, event);
        });
    socket.onClose(
        closed -> {
          Connection connection = Objects.requireNonNull(closed.attribute(CONNECTION));
          if (open.remove(connection.id()) != null) {
            ObjectNode event = event(connection, "$disconnect", "DISCONNECT");
            ((ObjectNode) event.path("requestContext"))
                .put("disconnectStatusCode", closed.status())
                .put("disconnectReason", Objects.toString(closed.reason(), ""));
            call("$disconnect", event);
          }
        });
  }

  private void opened(WsConnectContext socket) {
    Connection connection = Objects.requireNonNull(socket.attribute(CONNECTION));
    open.put(connection.id(), new Open(connection, socket));
  }

  /// The route of a message: what the selection expression finds in its body, else `$default`.
  private String route(String message) {
    String field = definition.selection().replace("$request.body.", "");
    try {
      String key = Json.read(message).path(field).asText("");
      return definition.routes().containsKey(key) && !key.startsWith("$") ? key : "$default";
    } catch (UncheckedIOException e) {
      return "$default";
    }
  }

  private JsonNode call(String route, ObjectNode event) {
    String function = definition.routes().get(route);
    if (function == null) {
      return Json.object();
    }
    try {
      return Json.read(function(function).call(Json.bytes(event)));
    } catch (FunctionFailed e) {
      journal.failed(function + " failed on " + route, e);
      return Json.object().put("statusCode", 500);
    }
  }

  private LambdaFunction function(String logicalId) {
    LambdaFunction function = functions.get(logicalId);
    if (function == null) {
      throw new FunctionFailed("The template has no function " + logicalId);
    }
    return function;
  }

  private ObjectNode event(Connection connection, String route, String type) {
    ObjectNode event = Json.object();
    ObjectNode request =
        event
            .putObject("requestContext")
            .put("routeKey", route)
            .put("eventType", type)
            .put("messageDirection", "IN")
            .put("stage", definition.stage())
            .put("connectionId", connection.id())
            .put("connectedAt", connection.since().toEpochMilli())
            .put("requestId", ids.request())
            .put("extendedRequestId", ids.connection())
            .put("requestTimeEpoch", clock.instant().toEpochMilli())
            .put("domainName", "localhost")
            .put("apiId", "local");
    request.putObject("identity").put("sourceIp", connection.ip());
    if (!connection.authorizer().isEmpty()) {
      request.set("authorizer", connection.authorizer());
    }
    return event.put("isBase64Encoded", false);
  }

  private static void putRequest(ObjectNode event, Context context) {
    ObjectNode headers = event.putObject("headers");
    ObjectNode several = event.putObject("multiValueHeaders");
    context
        .headerMap()
        .forEach(
            (name, value) -> {
              headers.put(name, value);
              several.putArray(name).add(value);
            });
    if (!context.queryParamMap().isEmpty()) {
      ObjectNode query = event.putObject("queryStringParameters");
      ObjectNode queries = event.putObject("multiValueQueryStringParameters");
      context
          .queryParamMap()
          .forEach(
              (name, values) -> {
                query.put(name, values.getLast());
                queries.set(name, Json.of(values));
              });
    }
  }

  private void push(Context context) {
    Open found = find(context);
    if (found == null) {
      return;
    }
    byte[] message = context.bodyAsBytes();
    if (message.length > MAX_PUSH_BYTES) {
      context.header("x-amzn-ErrorType", "PayloadTooLargeException").status(413);
      return;
    }
    found.socket().send(new String(message, StandardCharsets.UTF_8));
    context.status(200);
  }

  private void describe(Context context) {
    Open found = find(context);
    if (found != null) {
      ObjectNode answer =
          Json.object()
              .put("connectedAt", found.connection().since().toString())
              .put("lastActiveAt", clock.instant().toString());
      answer.putObject("identity").put("sourceIp", found.connection().ip());
      context.contentType("application/json").result(Json.bytes(answer));
    }
  }

  private void close(Context context) {
    Open found = find(context);
    if (found != null) {
      found.socket().closeSession(1000, "closed by the server");
      context.status(204);
    }
  }

  /// The socket a management call is about; without one the call is answered with 410.
  private @Nullable Open find(Context context) {
    Open found = open.get(context.pathParam("id"));
    if (found == null || !found.socket().session.isOpen()) {
      context
          .header("x-amzn-ErrorType", "GoneException")
          .status(410)
          .contentType("application/json")
          .result("{\"message\":\"The connection is gone\"}");
      return null;
    }
    return found;
  }
}
