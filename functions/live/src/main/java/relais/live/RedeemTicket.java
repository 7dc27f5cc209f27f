package relais.live;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relais.conversation.UserId;
import relais.table.Connections;

/// Takes the ticket of a connection that wants in, once, and says whose it is. Who has none, an old
/// one or a used one stays out.
@Singleton
final class RedeemTicket {
  private static final String NOBODY = "nobody";

  private final Connections connections;
  private final InstantSource clock;

  RedeemTicket(Connections connections, InstantSource clock) {
    this.connections = connections;
    this.clock = clock;
  }

  Map<String, Object> redeem(APIGatewayCustomAuthorizerEvent event) {
    Map<String, String> query = event.getQueryStringParameters();
    Optional<UserId> user =
        Optional.ofNullable(query == null ? null : query.get("ticket"))
            .filter(ticket -> !ticket.isBlank())
            .flatMap(ticket -> connections.redeem(ticket, clock.instant()));
    return user.map(id -> allow(event.getMethodArn(), id))
        .orElseGet(() -> deny(event.getMethodArn()));
  }

  private static Map<String, Object> allow(String arn, UserId user) {
    return answer("Allow", arn, user.value(), Map.of(TicketAuthorizer.USER, user.value()));
  }

  private static Map<String, Object> deny(String arn) {
    return answer("Deny", arn, NOBODY, Map.of());
  }

  /// What API Gateway reads. AWS's own class for it writes a condition of null, which is no
  /// condition.
  private static Map<String, Object> answer(
      String effect, String arn, String principal, Map<String, Object> context) {
    return Map.of(
        "principalId",
        principal,
        "policyDocument",
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                Map.of(
                    "Action", "execute-api:Invoke", "Effect", effect, "Resource", List.of(arn)))),
        "context",
        context);
  }
}
