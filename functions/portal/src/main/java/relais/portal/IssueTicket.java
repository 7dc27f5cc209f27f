package relais.portal;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import relais.channels.JsonObject;
import relais.conversation.Visitor;
import relais.runtime.Environment;
import relais.runtime.Ids;
import relais.table.Connections;

/// Lets a visitor open one live connection within a minute. It hears of nothing but their own chat.
@Singleton
final class IssueTicket {
  private static final int SECRET_BYTES = 32;

  private final Throttle throttle;
  private final Connections connections;
  private final Environment environment;
  private final Ids ids;
  private final InstantSource time;

  IssueTicket(
      Throttle throttle,
      Connections connections,
      Environment environment,
      Ids ids,
      InstantSource time) {
    this.throttle = throttle;
    this.connections = connections;
    this.environment = environment;
    this.ids = ids;
    this.time = time;
  }

  PortalAnswer issue(PortalRequest request, Visitor visitor) {
    if (throttle.isTooMuch(Throttle.Deed.CONNECT, visitor, request.address())) {
      return PortalAnswer.refused(429, "too-often");
    }
    String ticket = ids.secret(SECRET_BYTES);
    connections.issue(ticket, visitor, time.instant());
    return PortalAnswer.json(
        200, new JsonObject().with("ticket", ticket).with("url", environment.liveUrl()));
  }
}
