package relais.runtime;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import relais.table.SettingsStore;
import relais.table.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Opens the table.
@Factory
final class TableFactory {
  @Singleton
  @NeedsVariable("TABLE_NAME")
  Table table(DynamoDbClient dynamoDb, Environment environment) {
    return new Table(dynamoDb, environment.tableName());
  }

  @Singleton
  @NeedsVariable("TABLE_NAME")
  SettingsStore settings(Table table) {
    return new SettingsStore(table);
  }
}
