package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relais.conversation.UserId;

/// Who is connected by WebSocket, and the tickets that let them in.
public final class Connections {
  /// API Gateway ends every connection after two hours.
  private static final Duration LONGEST = Duration.ofHours(2).plusMinutes(10);

  private static final Duration TICKET = Duration.ofSeconds(60);
  private static final int MAX_CONNECTIONS = 5_000;

  private final Table table;

  public Connections(Table table) {
    this.table = table;
  }

  /// One open connection.
  public record Connection(String id, UserId user) {}

  /// A14: lets a user open one connection within a minute.
  public void issue(String ticket, UserId user, Instant now) {
    table.put(
        Item.at(TableKeys.ticket(ticket))
            .text("user", user.value())
            .number("expiresAt", now.plus(TICKET).getEpochSecond()));
  }

  /// A14: takes a ticket; it is gone then.
  public Optional<UserId> redeem(String ticket, Instant now) {
    return table
        .take(TableKeys.ticket(ticket))
        .filter(item -> item.number("expiresAt") >= now.getEpochSecond())
        .map(item -> new UserId(item.text("user")));
  }

  /// A13: remembers a connection.
  public void open(String id, UserId user, Instant now) {
    table.put(
        Item.at(new TableKeys.Key(TableKeys.CONNECTIONS, id))
            .text("user", user.value())
            .number("expiresAt", now.plus(LONGEST).getEpochSecond()));
  }

  /// A13: forgets a connection.
  public void close(String id) {
    table.take(new TableKeys.Key(TableKeys.CONNECTIONS, id));
  }

  /// A13: everybody who is connected.
  public List<Connection> all() {
    return table.query(Table.Range.of(TableKeys.CONNECTIONS, null, MAX_CONNECTIONS)).stream()
        .map(item -> new Connection(item.text("sk"), new UserId(item.text("user"))))
        .toList();
  }
}
