package relais.live;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketResponse;
import io.micronaut.context.annotation.Requires;
import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.conversation.UserId;
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
        connections.close(connection);
        yield answer(200);
      }
      default -> {
        if (isPing(event.getBody())) {
          pong(connection);
        }
        yield answer(200);
      }
    };
  }

  private APIGatewayV2WebSocketResponse connect(
      String connection, @Nullable Map<String, Object> authorizer) {
    Object user = authorizer == null ? null : authorizer.get(TicketAuthorizer.USER);
    if (user == null) {
      return answer(401);
    }
    connections.open(connection, new UserId(user.toString()), clock.instant());
    return answer(200);
  }

  private void pong(String connection) {
    try {
      browsers.postToConnection(post -> post.connectionId(connection).data(PONG));
    } catch (GoneException _) {
      connections.close(connection);
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
