package relais.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;

/// The one table (decision 7): every class of this room reads and writes through it.
public final class Table {
  static final int MAX_TRIES = 20;
  private static final int MAX_BATCH_GET = 100;

  private final DynamoDbClient client;
  private final String name;
  private final ScopedValue<ReadAhead> ahead = ScopedValue.newInstance();

  /// @param name of the table, as deployed
  public Table(DynamoDbClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /// What was read before some work asked for it.
  ///
  /// @param unasked what still answers a question
  private record ReadAhead(Set<TableKeys.Key> unasked, Map<TableKeys.Key, Item> found) {}

  /// Does some work for which these items are read first, together (see [Ahead]).
  <T> T ahead(Collection<TableKeys.Key> keys, Supplier<T> work) {
    Map<TableKeys.Key, Item> found = new HashMap<>();
    getAll(keys).forEach(item -> found.put(item.key(), item));
    // Work within work: what is written here, the work around it would not learn of.
    forgetAhead();
    return ScopedValue.where(ahead, new ReadAhead(new HashSet<>(keys), found)).call(work::get);
  }

  /// Whether an item was read ahead. It answers once.
  private boolean wasReadAhead(TableKeys.Key key) {
    return ahead.isBound() && ahead.get().unasked().remove(key);
  }

  /// What was read ahead and not asked for yet may be old now.
  private void forgetAhead() {
    if (ahead.isBound()) {
      ahead.get().unasked().clear();
    }
  }

  /// Whether a conditional write took place.
  enum Written {
    DONE,
    REFUSED
  }

  /// One write of a transaction.
  ///
  /// @param what it is for, so that a refusal can be named
  record Write(String what, TransactWriteItem item) {}

  /// A condition, with the names and values it speaks of.
  record Condition(String expression, Map<String, String> names, Item values) {
    static final Condition IS_NEW =
        new Condition("attribute_not_exists(pk)", Map.of(), Item.empty());

    static Condition versionIs(long version) {
      return new Condition(
          "#version = :expected",
          Map.of("#version", "version"),
          Item.empty().number(":expected", version));
    }
  }

  Write put(String what, Item item) {
    return new Write(
        what,
        TransactWriteItem.builder()
            .put(Put.builder().tableName(name).item(item.attributes()).build())
            .build());
  }

  Write put(String what, Item item, Condition condition) {
    return new Write(
        what,
        TransactWriteItem.builder()
            .put(
                Put.builder()
                    .tableName(name)
                    .item(item.attributes())
                    .conditionExpression(condition.expression())
                    .expressionAttributeNames(orNull(condition.names()))
                    .expressionAttributeValues(orNull(condition.values().attributes()))
                    .build())
            .build());
  }

  Write update(String what, TableKeys.Key key, Change change) {
    return new Write(
        what,
        TransactWriteItem.builder()
            .update(
                Update.builder()
                    .tableName(name)
                    .key(key(key))
                    .updateExpression(change.expression())
                    .conditionExpression(change.condition())
                    .expressionAttributeNames(change.names())
                    .expressionAttributeValues(orNull(change.values().attributes()))
                    .build())
            .build());
  }

  Write delete(String what, TableKeys.Key key) {
    return new Write(
        what,
        TransactWriteItem.builder()
            .delete(Delete.builder().tableName(name).key(key(key)).build())
            .build());
  }

  Write delete(String what, TableKeys.Key key, Condition condition) {
    return new Write(
        what,
        TransactWriteItem.builder()
            .delete(
                Delete.builder()
                    .tableName(name)
                    .key(key(key))
                    .conditionExpression(condition.expression())
                    .expressionAttributeNames(orNull(condition.names()))
                    .expressionAttributeValues(orNull(condition.values().attributes()))
                    .build())
            .build());
  }

  /// Changes nothing, but refuses the transaction when the condition does not hold.
  Write check(String what, TableKeys.Key key, Condition condition) {
    return new Write(
        what,
        TransactWriteItem.builder()
            .conditionCheck(
                ConditionCheck.builder()
                    .tableName(name)
                    .key(key(key))
                    .conditionExpression(condition.expression())
                    .expressionAttributeNames(orNull(condition.names()))
                    .expressionAttributeValues(orNull(condition.values().attributes()))
                    .build())
            .build());
  }

  /// Writes all or nothing.
  ///
  /// @return empty when it is done; else what the first refused write was for. "conflict" when
  ///     another transaction was faster
  Optional<String> transact(List<Write> writes) {
    forgetAhead();
    try {
      client.transactWriteItems(
          request -> request.transactItems(writes.stream().map(Write::item).toList()));
      return Optional.empty();
    } catch (TransactionCanceledException e) {
      List<CancellationReason> reasons = e.cancellationReasons();
      for (int i = 0; i < reasons.size(); i++) {
        if ("ConditionalCheckFailed".equals(reasons.get(i).code())) {
          return Optional.of(writes.get(i).what());
        }
      }
      if (reasons.stream().anyMatch(reason -> "TransactionConflict".equals(reason.code()))) {
        return Optional.of("conflict");
      }
      throw e;
    }
  }

  /// Writes all or nothing, again while another transaction is in the way.
  Optional<String> transactPatiently(List<Write> writes) {
    Optional<String> refused = transact(writes);
    for (int i = 1; i < MAX_TRIES && refused.filter("conflict"::equals).isPresent(); i++) {
      refused = transact(writes);
    }
    if (refused.filter("conflict"::equals).isPresent()) {
      throw new IllegalStateException("Other transactions were in the way too often");
    }
    return refused;
  }

  /// An update as its parts.
  ///
  /// @param condition null for none
  record Change(
      String expression, @Nullable String condition, Map<String, String> names, Item values) {}

  Written update(TableKeys.Key key, Change change) {
    forgetAhead();
    try {
      client.updateItem(
          request ->
              request
                  .tableName(name)
                  .key(key(key))
                  .updateExpression(change.expression())
                  .conditionExpression(change.condition())
                  .expressionAttributeNames(change.names())
                  .expressionAttributeValues(orNull(change.values().attributes())));
      return Written.DONE;
    } catch (ConditionalCheckFailedException _) {
      return Written.REFUSED;
    }
  }

  long increment(TableKeys.Key key, String attribute) {
    forgetAhead();
    return Item.of(
            client
                .updateItem(
                    request ->
                        request
                            .tableName(name)
                            .key(key(key))
                            .updateExpression("ADD #counter :one")
                            .expressionAttributeNames(Map.of("#counter", attribute))
                            .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1")))
                            .returnValues("UPDATED_NEW"))
                .attributes())
        .number(attribute);
  }

  void put(Item item) {
    forgetAhead();
    client.putItem(request -> request.tableName(name).item(item.attributes()));
  }

  Written put(Item item, Condition condition) {
    forgetAhead();
    try {
      client.putItem(
          request ->
              request
                  .tableName(name)
                  .item(item.attributes())
                  .conditionExpression(condition.expression())
                  .expressionAttributeNames(orNull(condition.names()))
                  .expressionAttributeValues(orNull(condition.values().attributes())));
      return Written.DONE;
    } catch (ConditionalCheckFailedException _) {
      return Written.REFUSED;
    }
  }

  /// Deletes an item and gives it back, if it was there.
  Optional<Item> take(TableKeys.Key key) {
    forgetAhead();
    Map<String, AttributeValue> old =
        client
            .deleteItem(request -> request.tableName(name).key(key(key)).returnValues("ALL_OLD"))
            .attributes();
    return old == null || old.isEmpty() ? Optional.empty() : Optional.of(Item.of(old));
  }

  /// Reads one item as it is now.
  Optional<Item> get(TableKeys.Key key) {
    if (wasReadAhead(key)) {
      return Optional.ofNullable(ahead.get().found().get(key));
    }
    Map<String, AttributeValue> item =
        client
            .getItem(request -> request.tableName(name).key(key(key)).consistentRead(true))
            .item();
    return item == null || item.isEmpty() ? Optional.empty() : Optional.of(Item.of(item));
  }

  /// Reads many items as they are now, in no order; missing ones are left out.
  List<Item> getAll(Collection<TableKeys.Key> keys) {
    List<Item> found = new ArrayList<>();
    List<TableKeys.Key> left = new ArrayList<>();
    for (TableKeys.Key key : new LinkedHashSet<>(keys)) {
      if (wasReadAhead(key)) {
        Optional.ofNullable(ahead.get().found().get(key)).ifPresent(found::add);
      } else {
        left.add(key);
      }
    }
    while (!left.isEmpty()) {
      List<TableKeys.Key> batch = left.subList(0, Math.min(MAX_BATCH_GET, left.size()));
      Map<String, KeysAndAttributes> wanted =
          Map.of(
              name,
              KeysAndAttributes.builder()
                  .keys(batch.stream().map(Table::key).toList())
                  .consistentRead(true)
                  .build());
      while (!wanted.isEmpty()) {
        Map<String, KeysAndAttributes> request = wanted;
        BatchGetItemResponse response = client.batchGetItem(r -> r.requestItems(request));
        response.responses().getOrDefault(name, List.of()).forEach(i -> found.add(Item.of(i)));
        wanted = response.unprocessedKeys();
      }
      batch.clear();
    }
    return found;
  }

  /// A range of one partition.
  ///
  /// @param index null for the table itself
  /// @param before only sort keys smaller than this; null for all
  /// @param prefix only sort keys that begin so; null for all
  record Range(
      @Nullable String index,
      String partitionName,
      String partition,
      String sortName,
      @Nullable String before,
      @Nullable String prefix,
      boolean newestFirst,
      int limit) {
    static Range of(String partition, @Nullable String prefix, int limit) {
      return new Range(null, "pk", partition, "sk", null, prefix, false, limit);
    }
  }

  /// Reads a page of each range at the same time: the slowest of them is what it takes.
  ///
  /// @return the items of all, range by range
  List<Item> query(List<Range> ranges) {
    if (ranges.size() == 1) {
      return query(ranges.getFirst());
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Item>>> pages =
          ranges.stream().map(range -> threads.submit(() -> query(range))).toList();
      return pages.stream().map(Table::get).flatMap(List::stream).toList();
    }
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("One of several reads failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading", e);
    }
  }

  /// Reads one page of a range.
  List<Item> query(Range range) {
    Map<String, String> names = new HashMap<>(Map.of("#partition", range.partitionName()));
    Item values = Item.empty().text(":partition", range.partition());
    String expression = "#partition = :partition";
    if (range.before() != null) {
      names.put("#sort", range.sortName());
      values.text(":before", range.before());
      expression += " AND #sort < :before";
    } else if (range.prefix() != null) {
      names.put("#sort", range.sortName());
      values.text(":prefix", range.prefix());
      expression += " AND begins_with(#sort, :prefix)";
    }
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(name)
            .indexName(range.index())
            .keyConditionExpression(expression)
            .expressionAttributeNames(names)
            .expressionAttributeValues(values.attributes())
            .scanIndexForward(!range.newestFirst())
            .consistentRead(range.index() == null);
    List<Item> items = new ArrayList<>();
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryResponse response =
          client.query(
              request
                  .limit(range.limit() - items.size())
                  .exclusiveStartKey(from.isEmpty() ? null : from)
                  .build());
      response.items().forEach(item -> items.add(Item.of(item)));
      from = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of();
    } while (!from.isEmpty() && items.size() < range.limit());
    return items;
  }

  /// Everything of a partition between two sort keys, both included.
  ///
  /// @param index null for the table itself
  record Span(
      @Nullable String index,
      String partitionName,
      String partition,
      String sortName,
      String from,
      String to) {
    static Span of(String partition, String from, String to) {
      return new Span(null, "pk", partition, "sk", from, to);
    }
  }

  /// Reads a span in its order.
  ///
  /// @param limit more than these are not read
  List<Item> query(Span span, int limit) {
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(name)
            .indexName(span.index())
            .keyConditionExpression("#partition = :partition AND #sort BETWEEN :from AND :to")
            .expressionAttributeNames(
                Map.of("#partition", span.partitionName(), "#sort", span.sortName()))
            .expressionAttributeValues(
                Item.empty()
                    .text(":partition", span.partition())
                    .text(":from", span.from())
                    .text(":to", span.to())
                    .attributes())
            .consistentRead(span.index() == null);
    List<Item> items = new ArrayList<>();
    Map<String, AttributeValue> from = Map.of();
    do {
      QueryResponse response =
          client.query(
              request
                  .limit(limit - items.size())
                  .exclusiveStartKey(from.isEmpty() ? null : from)
                  .build());
      response.items().forEach(item -> items.add(Item.of(item)));
      from = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of();
    } while (!from.isEmpty() && items.size() < limit);
    return items;
  }

  void delete(TableKeys.Key key) {
    forgetAhead();
    client.deleteItem(request -> request.tableName(name).key(key(key)));
  }

  private static Map<String, AttributeValue> key(TableKeys.Key key) {
    return Map.of("pk", AttributeValue.fromS(key.pk()), "sk", AttributeValue.fromS(key.sk()));
  }

  private static <V> @Nullable Map<String, V> orNull(Map<String, V> map) {
    return map.isEmpty() ? null : map;
  }
}
