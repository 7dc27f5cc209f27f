package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import relais.conversation.InboxId;
import relais.table.Health;
import relais.table.Table;

/// The inboxes and how they are doing: one Query beside the settings, and one more for each inbox
/// to which nothing came for hours.
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
    Instant now = time.instant();
    Map<InboxId, Health.Line> lines = health.load(now);
    return new InboxListJson(
        caller.settings().inboxes().stream()
            .map(
                inbox -> {
                  Health.Line line = lines.getOrDefault(inbox.id(), Health.Line.UNKNOWN);
                  return InboxListJson.item(
                      inbox, line, health.isSilent(inbox.id(), line, now), now);
                })
            .toList());
  }
}
