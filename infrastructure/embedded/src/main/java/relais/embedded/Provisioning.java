package relais.embedded;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// Makes tables, queues and buckets as a template describes them. Doing it again changes nothing.
public final class Provisioning {
  private Provisioning() {}

  /// Makes everything the template describes.
  public static void everything(Template template, AwsClients clients) {
    make(template.tables(), template.buckets(), template.queues(), clients);
  }

  /// Makes what goes by these names: tables, buckets, and queues, which go by their URLs, together
  /// with those that take their dead letters. A name of nothing makes nothing.
  public static void named(Template template, Collection<String> names, AwsClients clients) {
    List<QueueDefinition> queues = template.queues();
    List<QueueDefinition> named =
        queues.stream().filter(queue -> names.contains(queue.url())).toList();
    Set<String> deadLetters =
        named.stream()
            .map(QueueDefinition::deadLetters)
            .filter(Objects::nonNull)
            .map(QueueDefinition.DeadLetters::queueArn)
            .collect(Collectors.toSet());
    make(
        template.tables().stream().filter(table -> names.contains(table.name())).toList(),
        template.buckets().stream().filter(bucket -> names.contains(bucket.name())).toList(),
        queues.stream()
            .filter(queue -> named.contains(queue) || deadLetters.contains(queue.arn()))
            .toList(),
        clients);
  }

  private static void make(
      List<TableDefinition> tables,
      List<BucketDefinition> buckets,
      List<QueueDefinition> queues,
      AwsClients clients) {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (TableDefinition table : tables) {
      tasks.add(
          () -> {
            table(table, clients.dynamoDb());
            return null;
          });
    }
    for (BucketDefinition bucket : buckets) {
      tasks.add(
          () -> {
            bucket(bucket, clients);
            return null;
          });
    }
    tasks.add(
        () -> {
          queues(queues, clients);
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

  /// Removes what was made, with all that is in it. What is not there is passed over.
  public static void nothing(Template template, AwsClients clients) {
    for (TableDefinition table : template.tables()) {
      passingOver(
          ResourceNotFoundException.class,
          () -> clients.dynamoDb().deleteTable(request -> request.tableName(table.name())));
    }
    for (QueueDefinition queue : template.queues()) {
      passingOver(
          QueueDoesNotExistException.class,
          () -> clients.sqs().deleteQueue(request -> request.queueUrl(queue.url())));
    }
    for (BucketDefinition bucket : template.buckets()) {
      passingOver(NoSuchBucketException.class, () -> remove(bucket.name(), clients.s3()));
    }
  }

  private static void remove(String bucket, S3Client s3) {
    s3.listObjectsV2Paginator(request -> request.bucket(bucket))
        .contents()
        .forEach(object -> s3.deleteObject(request -> request.bucket(bucket).key(object.key())));
    s3.deleteBucket(request -> request.bucket(bucket));
  }

  private static void passingOver(Class<? extends AwsServiceException> absence, Runnable removal) {
    try {
      removal.run();
    } catch (AwsServiceException e) {
      if (!absence.isInstance(e)) {
        throw e;
      }
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
