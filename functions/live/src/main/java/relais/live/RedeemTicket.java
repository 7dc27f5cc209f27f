package relais.live;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.IamPolicyResponse;
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

  IamPolicyResponse redeem(APIGatewayCustomAuthorizerEvent event) {
    Map<String, String> query = event.getQueryStringParameters();
    Optional<UserId> user =
        Optional.ofNullable(query == null ? null : query.get("ticket"))
            .filter(ticket -> !ticket.isBlank())
            .flatMap(ticket -> connections.redeem(ticket, clock.instant()));
    return user.map(id -> allow(event.getMethodArn(), id))
        .orElseGet(() -> deny(event.getMethodArn()));
  }

  private static IamPolicyResponse allow(String arn, UserId user) {
    return IamPolicyResponse.builder()
        .withPrincipalId(user.value())
        .withPolicyDocument(policy(IamPolicyResponse.allowStatement(arn)))
        .withContext(Map.of(TicketAuthorizer.USER, user.value()))
        .build();
  }

  private static IamPolicyResponse deny(String arn) {
    return IamPolicyResponse.builder()
        .withPrincipalId(NOBODY)
        .withPolicyDocument(policy(IamPolicyResponse.denyStatement(arn)))
        .withContext(Map.of())
        .build();
  }

  private static IamPolicyResponse.PolicyDocument policy(IamPolicyResponse.Statement statement) {
    return IamPolicyResponse.PolicyDocument.builder()
        .withVersion(IamPolicyResponse.VERSION_2012_10_17)
        .withStatement(List.of(statement))
        .build();
  }
}
