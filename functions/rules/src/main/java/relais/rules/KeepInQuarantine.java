package relais.rules;

import jakarta.inject.Singleton;
import relais.conversation.InboundItem;
import relais.table.Quarantine;
import relais.table.Table;

/// Something came that nobody can read or place: it is kept where people see it.
@Singleton
class KeepInQuarantine {
  private static final int MAX_TRIES = 5;

  private final Quarantine quarantine;

  KeepInQuarantine(Table table) {
    this.quarantine = new Quarantine(table);
  }

  /// Keeps one item. A second call with the same source changes nothing.
  ///
  /// @throws IllegalStateException when other writers were always faster; the item is to be given
  ///     again
  void keep(InboundItem.Quarantined item) {
    for (int i = 0; i < MAX_TRIES; i++) {
      switch (quarantine.keep(item)) {
        case DONE, ALREADY_RECEIVED -> {
          return;
        }
        case CHANGED_MEANWHILE -> {}
      }
    }
    throw new IllegalStateException("Others wrote the quarantine first, each time");
  }
}
