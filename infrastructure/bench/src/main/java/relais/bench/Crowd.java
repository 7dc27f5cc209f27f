package relais.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import relais.conversation.Ulid;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Fills the table with conversations: copies of one that came in through the front door, each with
/// ids of its own. Lists and counters of the workspace are not touched otherwise.
final class Crowd {
  private static final int BATCH = 25;
  private static final int WRITERS = 4;
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
    List<Callable<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int first = from + writer;
      writers.add(
          () -> {
            write(first, from + count);
            return null;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (Future<Void> written : threads.invokeAll(writers)) {
        written.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The table cannot be filled", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void write(int first, int end) {
    List<WriteRequest> batch = new ArrayList<>();
    for (int number = first; number < end; number += WRITERS) {
      for (Map<String, AttributeValue> item : copy(number)) {
        batch.add(WriteRequest.builder().putRequest(put -> put.item(item)).build());
        if (batch.size() == BATCH) {
          flush(batch);
        }
      }
    }
    flush(batch);
  }

  private void flush(List<WriteRequest> batch) {
    Map<String, List<WriteRequest>> left = Map.of(table, List.copyOf(batch));
    batch.clear();
    while (!left.isEmpty() && !left.getOrDefault(table, List.of()).isEmpty()) {
      Map<String, List<WriteRequest>> now = left;
      BatchWriteItemResponse answer = client.batchWriteItem(r -> r.requestItems(now));
      left = answer.unprocessedItems();
    }
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
