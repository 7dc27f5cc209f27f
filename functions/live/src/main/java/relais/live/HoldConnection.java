package relais.live;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import io.micronaut.context.annotation.Requires;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.InboxId;
import relais.conversation.UserId;
import relais.conversation.Visitor;
import relais.table.Connections;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/// Remembers who is connected, and answers a ping so that a browser knows the line is alive.
@Singleton
@Requires(beans = ApiGatewayManagementApiClient.class) // the authorizer has none
final class HoldConnection {
  private static final SdkBytes PONG = SdkBytes.fromUtf8String("{\"type\":\"pong\"}");

  private final Connections connections;
  private final ApiGatewayManagementApiClient browsers;
  private final ObjectMapper json;
  private final InstantSource clock;

  HoldConnection(
      Connections connections,
      ApiGatewayManagementApiClient browsers,
      ObjectMapper json,
      InstantSource clock) {
    this.connections = connections;
    this.browsers = browsers;
    this.json = json;
    this.clock = clock;
  }

  APIGatewayV2WebSocketResponse hold(APIGatewayV2WebSocketEvent event) {
    APIGatewayV2WebSocketEvent.RequestContext context = event.getRequestContext();
    String connection = context.getConnectionId();
    return switch (String.valueOf(context.getEventType())) {
      case "CONNECT" -> connect(connection, context.getAuthorizer());
      case "DISCONNECT" -> {
        close(connection, context.getAuthorizer());
        yield answer(200);
      }
      default -> {
        if (isPing(event.getBody())) {
          pong(connection, context.getAuthorizer());
        }
        yield answer(200);
      }
    };
  }

  private APIGatewayV2WebSocketResponse connect(
      String connection, @Nullable Map<String, Object> authorizer) {
    Optional<Visitor> visitor = visitor(authorizer);
    if (visitor.isPresent()) {
      connections.open(connection, visitor.get(), clock.instant());
      return answer(200);
    }
    Object user = authorizer == null ? null : authorizer.get(TicketAuthorizer.USER);
    if (user == null) {
      return answer(401);
    }
    connections.open(connection, new UserId(user.toString()), clock.instant());
    return answer(200);
  }

  private void close(String connection, @Nullable Map<String, Object> authorizer) {
    visitor(authorizer)
        .ifPresentOrElse(
            visitor -> connections.close(connection, visitor), () -> connections.close(connection));
  }

  /// A visitor of a chat: what the authorizer found out stays with the connection.
  private static Optional<Visitor> visitor(@Nullable Map<String, Object> authorizer) {
    Object chat = authorizer == null ? null : authorizer.get(TicketAuthorizer.CHAT);
    Object visitor = authorizer == null ? null : authorizer.get(TicketAuthorizer.VISITOR);
    return chat == null || visitor == null
        ? Optional.empty()
        : Optional.of(new Visitor(new InboxId(chat.toString()), visitor.toString()));
  }

  private void pong(String connection, @Nullable Map<String, Object> authorizer) {
    try {
      browsers.postToConnection(post -> post.connectionId(connection).data(PONG));
    } catch (GoneException _) {
      close(connection, authorizer);
    }
  }

  private boolean isPing(@Nullable String body) {
    if (body == null) {
      return false;
    }
    try {
      FromBrowser message = json.readValue(body, FromBrowser.class);
      return message != null && "ping".equals(message.action());
    } catch (IOException _) {
      return false; // Whatever it is, it is not a question we know.
    }
  }

  private static APIGatewayV2WebSocketResponse answer(int status) {
    APIGatewayV2WebSocketResponse response = new APIGatewayV2WebSocketResponse();
    response.setStatusCode(status);
    return response;
  }
}
