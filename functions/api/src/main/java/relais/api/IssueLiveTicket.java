package relais.api;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import relais.runtime.Environment;
import relais.runtime.Ids;
import relais.table.Connections;

/// Lets the caller open one live connection within a minute.
@Singleton
final class IssueLiveTicket {
  private static final int SECRET_BYTES = 32;

  private final Connections connections;
  private final Environment environment;
  private final Ids ids;
  private final InstantSource clock;

  IssueLiveTicket(Connections connections, Environment environment, Ids ids, InstantSource clock) {
    this.connections = connections;
    this.environment = environment;
    this.ids = ids;
    this.clock = clock;
  }

  LiveTicketJson issue(Caller caller) {
    String ticket = ids.secret(SECRET_BYTES);
    connections.issue(ticket, caller.user().id(), clock.instant());
    return new LiveTicketJson(ticket, environment.liveUrl());
  }
}
