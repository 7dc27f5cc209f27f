package relais.api;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import relais.conversation.InboxId;
import relais.table.Health;
import relais.table.Table;

/// The inboxes and how they are doing: one Query beside the settings, however many there are.
@Singleton
final class ShowInboxes {
  private final Health health;
  private final InstantSource time;

  ShowInboxes(Table table, InstantSource time) {
    this.health = new Health(table);
    this.time = time;
  }

  InboxListJson all(Caller caller) {
    caller.mustAdminister();
    Map<InboxId, Health.Line> lines = health.load(time.instant());
    return new InboxListJson(
        caller.settings().inboxes().stream()
            .map(
                inbox ->
                    InboxListJson.item(inbox, lines.getOrDefault(inbox.id(), Health.Line.UNKNOWN)))
            .toList());
  }
}
