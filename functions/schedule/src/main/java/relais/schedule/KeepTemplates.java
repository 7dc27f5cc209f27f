package relais.schedule;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.Inbox;
import relais.runtime.FetchTemplates;
import relais.runtime.LogKey;
import relais.table.SettingsStore;
import relais.table.Table;
import relais.table.Templates;

/// Reads the templates of inboxes from their providers every few hours, and soon where something
/// says that the list is not what it was.
@Singleton
@Requires(beans = FetchTemplates.class) // the other function of this zip has none
class KeepTemplates {
  private static final Logger LOG = LoggerFactory.getLogger(KeepTemplates.class);

  /// The rest of the minute belongs to messages.
  private static final Duration A_MINUTE = Duration.ofSeconds(10);

  private final SettingsStore settingsStore;
  private final Templates templates;
  private final FetchTemplates fetch;
  private final InstantSource time;

  KeepTemplates(
      Table table, SettingsStore settingsStore, FetchTemplates fetch, InstantSource time) {
    this.settingsStore = settingsStore;
    this.templates = new Templates(table);
    this.fetch = fetch;
    this.time = time;
  }

  /// Reads the lists that are due, as far as the time goes.
  ///
  /// @return how many were read
  int keep() {
    Instant until = time.instant().plus(A_MINUTE);
    int read = 0;
    for (Inbox inbox : settingsStore.load().inboxes()) {
      if (!(inbox instanceof Inbox.Connected connected)
          || !FetchTemplates.hasTemplates(connected)) {
        continue;
      }
      Instant now = time.instant();
      if (now.isAfter(until)) {
        break;
      }
      if (templates.isDue(inbox.id(), now)) {
        if (fetch.fetch(connected)) {
          read++;
        } else {
          LOG.atWarn()
              .addKeyValue(LogKey.INBOX.field(), inbox.id().value())
              .log("The templates of an inbox could not be read; its page says why");
        }
      }
    }
    return read;
  }
}
