package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relais.conversation.InboxId;
import relais.conversation.UserId;
import relais.conversation.Visitor;

/// Who is connected by WebSocket, and the tickets that let them in.
public final class Connections {
  /// API Gateway ends every connection after two hours.
  private static final Duration LONGEST = Duration.ofHours(2).plusMinutes(10);

  private static final Duration TICKET = Duration.ofSeconds(60);
  private static final int MAX_CONNECTIONS = 5_000;

  /// Windows of one visitor beyond this ask by themselves.
  private static final int MAX_VISITOR_CONNECTIONS = 20;

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

  /// A14: lets a visitor of a chat open one connection within a minute.
  public void issue(String ticket, Visitor visitor, Instant now) {
    table.put(
        Item.at(TableKeys.ticket(ticket))
            .text("chat", visitor.chat().value())
            .text("visitor", visitor.id())
            .number("expiresAt", now.plus(TICKET).getEpochSecond()));
  }

  /// Whose a ticket is.
  public sealed interface Holder {
    /// Somebody of the team.
    record Agent(UserId user) implements Holder {}

    /// Somebody who uses a chat.
    record OfChat(Visitor visitor) implements Holder {}
  }

  /// A14: takes a ticket; it is gone then.
  public Optional<Holder> redeem(String ticket, Instant now) {
    return table
        .take(TableKeys.ticket(ticket))
        .filter(item -> item.number("expiresAt") >= now.getEpochSecond())
        .map(
            item ->
                item.has("visitor")
                    ? new Holder.OfChat(
                        new Visitor(new InboxId(item.text("chat")), item.text("visitor")))
                    : new Holder.Agent(new UserId(item.text("user"))));
  }

  /// A113: remembers from where a visitor is connected. Visitors are kept apart from the team:
  /// nothing that is told to the team can reach one.
  public void open(String id, Visitor visitor, Instant now) {
    table.put(
        Item.at(new TableKeys.Key(TableKeys.visitorConnections(visitor), id))
            .number("expiresAt", now.plus(LONGEST).getEpochSecond()));
  }

  /// A113: forgets from where a visitor was connected.
  public void close(String id, Visitor visitor) {
    table.take(new TableKeys.Key(TableKeys.visitorConnections(visitor), id));
  }

  /// A113: the connections of a visitor.
  public List<String> of(Visitor visitor) {
    return table
        .query(Table.Range.of(TableKeys.visitorConnections(visitor), null, MAX_VISITOR_CONNECTIONS))
        .stream()
        .map(item -> item.text("sk"))
        .toList();
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
