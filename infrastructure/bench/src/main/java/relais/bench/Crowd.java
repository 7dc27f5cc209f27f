package relais.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import relais.conversation.Ulid;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Fills the table with conversations: copies of one that came in through the front door, each with
/// ids of its own. Lists and counters of the workspace are not touched otherwise.
final class Crowd {
  /// As many as a transaction takes (API reference, TransactWriteItems).
  private static final int TOGETHER = 100;

  private static final long FIRST_MOMENT = 1_700_000_000_000L;

  private final DynamoDbClient client;
  private final String table;
  private final String model;
  private final List<Map<String, AttributeValue>> items;

  /// @param model the conversation to copy
  Crowd(DynamoDbClient client, String table, String model) {
    this.client = client;
    this.table = table;
    this.model = model;
    this.items =
        client
            .queryPaginator(
                r ->
                    r.tableName(table)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(
                            Map.of(":pk", AttributeValue.fromS("CONV#" + model))))
            .items()
            .stream()
            .toList();
    if (items.isEmpty()) {
      throw new IllegalStateException("There is no conversation " + model);
    }
  }

  /// Writes so many copies.
  ///
  /// @param from counts on from an earlier call, so that ids differ
  void grow(int from, int count) {
    // One writer, for SQLite has one lock; transactions, for it is quicker with few large ones.
    List<TransactWriteItem> together = new ArrayList<>();
    for (int number = from; number < from + count; number++) {
      for (Map<String, AttributeValue> item : copy(number)) {
        together.add(put(item));
        if (together.size() == TOGETHER) {
          write(together);
          together.clear();
        }
      }
    }
    if (!together.isEmpty()) {
      write(together);
    }
  }

  private TransactWriteItem put(Map<String, AttributeValue> item) {
    return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
  }

  private void write(List<TransactWriteItem> together) {
    List<TransactWriteItem> items = List.copyOf(together);
    client.transactWriteItems(request -> request.transactItems(items));
  }

  private List<Map<String, AttributeValue>> copy(int number) {
    byte[] chance = new byte[10];
    SplittableRandom random = new SplittableRandom(number);
    random.nextBytes(chance);
    String id = Ulid.of(Instant.ofEpochMilli(FIRST_MOMENT + number * 1000L), chance);
    List<Map<String, AttributeValue>> copies = new ArrayList<>();
    for (Map<String, AttributeValue> item : items) {
      Map<String, AttributeValue> copy = new HashMap<>();
      item.forEach((name, value) -> copy.put(name, replaced(value, id)));
      copies.add(copy);
    }
    return copies;
  }

  private AttributeValue replaced(AttributeValue value, String id) {
    return switch (value.type()) {
      case S -> AttributeValue.fromS(value.s().replace(model, id));
      case L -> AttributeValue.fromL(value.l().stream().map(it -> replaced(it, id)).toList());
      case M -> {
        Map<String, AttributeValue> copy = new HashMap<>();
        value.m().forEach((name, inner) -> copy.put(name, replaced(inner, id)));
        yield AttributeValue.fromM(copy);
      }
      case N, B, SS, NS, BS, BOOL, NUL, UNKNOWN_TO_SDK_VERSION -> value;
    };
  }
}
