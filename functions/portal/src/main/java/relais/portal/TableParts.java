package relais.portal;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import relais.table.Chats;
import relais.table.Connections;
import relais.table.Conversations;
import relais.table.Photos;
import relais.table.Table;

/// What this function reads and writes in the table.
@Factory
final class TableParts {
  @Singleton
  Chats chats(Table table) {
    return new Chats(table);
  }

  @Singleton
  Conversations conversations(Table table) {
    return new Conversations(table);
  }

  @Singleton
  Photos photos(Table table) {
    return new Photos(table);
  }

  @Singleton
  Connections connections(Table table) {
    return new Connections(table);
  }
}
