package relais.live;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import relais.table.Connections;
import relais.table.Table;

/// What this function reads and writes in the table.
@Factory
final class TableParts {
  @Singleton
  Connections connections(Table table) {
    return new Connections(table);
  }
}
