package relais.live;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import java.util.Map;

/// Lets a browser connect that brings a ticket. Wiring only: see [RedeemTicket].
public class TicketAuthorizer
    extends MicronautRequestHandler<APIGatewayCustomAuthorizerEvent, Map<String, Object>> {
  /// Under which name the handler of the connection finds who it is.
  static final String USER = "user";

  /// The same for a visitor: whose chat it is, and who they are there.
  static final String CHAT = "chat";

  static final String VISITOR = "visitor";

  @Inject RedeemTicket redeemTicket; // package-private: a private field is set by reflection

  /// Lambda calls this one.
  public TicketAuthorizer() {}

  /// Whoever runs it in another JVM calls this one.
  public TicketAuthorizer(ApplicationContext context) {
    super(context);
  }

  @Override
  public Map<String, Object> execute(APIGatewayCustomAuthorizerEvent event) {
    return redeemTicket.redeem(event);
  }
}
