package relais.embedded;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Makes tables, queues and buckets as a template describes them. Doing it again changes nothing.
public final class Provisioning {
  private Provisioning() {}

  /// Makes everything the template describes.
  public static void everything(Template template, AwsClients clients) {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (TableDefinition table : template.tables()) {
      tasks.add(
          () -> {
            table(table, clients.dynamoDb());
            return null;
          });
    }
    for (BucketDefinition bucket : template.buckets()) {
      tasks.add(
          () -> {
            bucket(bucket, clients);
            return null;
          });
    }
    tasks.add(
        () -> {
          queues(template.queues(), clients);
          return null;
        });
    allAtOnce(tasks);
  }

  private static void allAtOnce(List<Callable<Void>> tasks) {
    try (ExecutorService makers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> made : makers.invokeAll(tasks)) {
        made.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot make what the template describes", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while making what the template describes", e);
    }
  }

  /// Removes what [#everything] made, with all that is in it.
  public static void nothing(Template template, AwsClients clients) {
    for (TableDefinition table : template.tables()) {
      clients.dynamoDb().deleteTable(request -> request.tableName(table.name()));
    }
    for (QueueDefinition queue : template.queues()) {
      clients.sqs().deleteQueue(request -> request.queueUrl(queue.url()));
    }
    for (BucketDefinition bucket : template.buckets()) {
      clients
          .s3()
          .listObjectsV2Paginator(request -> request.bucket(bucket.name()))
          .contents()
          .forEach(
              object ->
                  clients
                      .s3()
                      .deleteObject(request -> request.bucket(bucket.name()).key(object.key())));
      clients.s3().deleteBucket(request -> request.bucket(bucket.name()));
    }
  }

  private static void bucket(BucketDefinition bucket, AwsClients clients) {
    try {
      clients.s3().createBucket(request -> request.bucket(bucket.name()));
    } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
      // It is there since an earlier run.
      return;
    }
  }

  /// Dead-letter queues first: the others name them.
  private static void queues(List<QueueDefinition> queues, AwsClients clients) {
    List<QueueDefinition> ordered = new ArrayList<>();
    queues.stream().filter(queue -> queue.deadLetters() == null).forEach(ordered::add);
    queues.stream().filter(queue -> queue.deadLetters() != null).forEach(ordered::add);
    for (QueueDefinition queue : ordered) {
      Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
      attributes.put(
          QueueAttributeName.VISIBILITY_TIMEOUT, queue.visibilityTimeout().toSeconds() + "");
      if (queue.fifo()) {
        attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
        attributes.put(
            QueueAttributeName.CONTENT_BASED_DEDUPLICATION, queue.contentBasedDeduplication() + "");
      }
      QueueDefinition.DeadLetters deadLetters = queue.deadLetters();
      if (deadLetters != null) {
        attributes.put(
            QueueAttributeName.REDRIVE_POLICY,
            "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                .formatted(deadLetters.queueArn(), deadLetters.maxReceiveCount()));
      }
      clients.sqs().createQueue(request -> request.queueName(queue.name()).attributes(attributes));
    }
  }

  private static void table(TableDefinition table, DynamoDbClient dynamoDb) {
    try {
      dynamoDb.createTable(
          request -> {
            request
                .tableName(table.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes(table))
                .keySchema(schema(table.key()));
            if (!table.indexes().isEmpty()) {
              request.globalSecondaryIndexes(
                  table.indexes().stream().map(Provisioning::index).toList());
            }
            String streamView = table.streamView();
            if (streamView != null) {
              request.streamSpecification(
                  stream -> stream.streamEnabled(true).streamViewType(streamView));
            }
          });
      dynamoDb.waiter().waitUntilTableExists(request -> request.tableName(table.name()));
    } catch (ResourceInUseException e) {
      // It is there since an earlier run; whether items expire may still have to be said.
      if (timeToLive(table, dynamoDb) != TimeToLiveStatus.DISABLED) {
        return;
      }
    }
    String attribute = table.timeToLive();
    if (attribute != null) {
      dynamoDb.updateTimeToLive(
          request ->
              request
                  .tableName(table.name())
                  .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(attribute)));
    }
  }

  private static TimeToLiveStatus timeToLive(TableDefinition table, DynamoDbClient dynamoDb) {
    return dynamoDb
        .describeTimeToLive(request -> request.tableName(table.name()))
        .timeToLiveDescription()
        .timeToLiveStatus();
  }

  private static List<AttributeDefinition> attributes(TableDefinition table) {
    Map<String, AttributeDefinition> definitions = new LinkedHashMap<>();
    List<TableDefinition.Key> keys = new ArrayList<>();
    keys.add(table.key());
    table.indexes().forEach(index -> keys.add(index.key()));
    for (TableDefinition.Key key : keys) {
      for (TableDefinition.Attribute attribute : parts(key)) {
        definitions.put(
            attribute.name(),
            AttributeDefinition.builder()
                .attributeName(attribute.name())
                .attributeType(ScalarAttributeType.fromValue(attribute.type()))
                .build());
      }
    }
    return List.copyOf(definitions.values());
  }

  private static List<TableDefinition.Attribute> parts(TableDefinition.Key key) {
    TableDefinition.Attribute sort = key.sort();
    return sort == null ? List.of(key.partition()) : List.of(key.partition(), sort);
  }

  private static List<KeySchemaElement> schema(TableDefinition.Key key) {
    List<KeySchemaElement> elements = new ArrayList<>();
    for (TableDefinition.Attribute attribute : parts(key)) {
      KeyType type = elements.isEmpty() ? KeyType.HASH : KeyType.RANGE;
      elements.add(
          KeySchemaElement.builder().attributeName(attribute.name()).keyType(type).build());
    }
    return elements;
  }

  private static GlobalSecondaryIndex index(TableDefinition.Index index) {
    Projection.Builder projection = Projection.builder().projectionType(index.projection());
    if (!index.included().isEmpty()) {
      projection.nonKeyAttributes(index.included());
    }
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(schema(index.key()))
        .projection(projection.build())
        .build();
  }
}
