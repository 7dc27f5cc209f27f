package relais.live;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relais.conversation.UserId;
import relais.conversation.Visitor;
import relais.table.Connections;
import relais.table.Connections.Holder;

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
    Optional<Holder> holder =
        Optional.ofNullable(query == null ? null : query.get("ticket"))
            .filter(ticket -> !ticket.isBlank())
            .flatMap(ticket -> connections.redeem(ticket, clock.instant()));
    return holder
        .map(known -> allow(event.getMethodArn(), known))
        .orElseGet(() -> deny(event.getMethodArn()));
  }

  private static Map<String, Object> allow(String arn, Holder holder) {
    return switch (holder) {
      case Holder.Agent(UserId user) ->
          answer("Allow", arn, user.value(), Map.of(TicketAuthorizer.USER, user.value()));
      case Holder.OfChat(Visitor visitor) ->
          answer(
              "Allow",
              arn,
              visitor.identity().value(),
              Map.of(
                  TicketAuthorizer.CHAT, visitor.chat().value(),
                  TicketAuthorizer.VISITOR, visitor.id()));
    };
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
