package relais.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import relais.embedded.AwsClients;
import relais.embedded.Template;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// What the embedded AWS parts do in a second by themselves, with nothing of ours around them: the
/// bound for everything that runs on them.
final class BareParts {
  private static final Duration PER_PART = Duration.ofSeconds(5);
  private static final int THREADS = 4;
  private static final int ITEMS_OF_A_MESSAGE = 6;

  private final AwsClients clients;
  private final Template template;

  BareParts(AwsClients clients, Template template) {
    this.clients = clients;
    this.template = template;
  }

  /// Transactions of six items, as a new message has them.
  double transactions() {
    return perSecond(
        _ -> {
          String id = UUID.randomUUID().toString();
          List<TransactWriteItem> items = new ArrayList<>();
          for (int item = 0; item < ITEMS_OF_A_MESSAGE; item++) {
            String key = "BENCH#" + id + "#" + item;
            items.add(
                TransactWriteItem.builder()
                    .put(
                        put ->
                            put.tableName(table())
                                .item(
                                    Map.of(
                                        "pk", AttributeValue.fromS(key),
                                        "sk", AttributeValue.fromS("STATE"),
                                        "text", AttributeValue.fromS("x".repeat(500)))))
                    .build());
          }
          clients.dynamoDb().transactWriteItems(r -> r.transactItems(items));
        });
  }

  /// Reads of one item.
  double reads() {
    Map<String, AttributeValue> key =
        Map.of("pk", AttributeValue.fromS("SETTINGS"), "sk", AttributeValue.fromS("VERSION"));
    return perSecond(_ -> clients.dynamoDb().getItem(r -> r.tableName(table()).key(key)));
  }

  /// One page of rows of an index, as a list asks for them: once, for its time.
  void page() {
    clients
        .dynamoDb()
        .query(
            r ->
                r.tableName(table())
                    .indexName("by_team")
                    .keyConditionExpression("#list = :list")
                    .expressionAttributeNames(Map.of("#list", "teamList"))
                    .expressionAttributeValues(
                        Map.of(":list", AttributeValue.fromS("TEAM#support#NEW")))
                    .scanIndexForward(false)
                    .limit(50));
  }

  /// Messages sent, received and deleted, ten at a time.
  double messages() {
    String queue = template.queue("StreamDlq").url();
    double batches =
        perSecond(
            _ -> {
              List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
              for (int entry = 0; entry < 10; entry++) {
                String id = entry + "";
                entries.add(
                    SendMessageBatchRequestEntry.builder()
                        .id(id)
                        .messageBody("x".repeat(1000))
                        .build());
              }
              clients.sqs().sendMessageBatch(r -> r.queueUrl(queue).entries(entries));
              List<Message> received =
                  clients
                      .sqs()
                      .receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                      .messages();
              for (Message message : received) {
                clients
                    .sqs()
                    .deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
              }
            });
    return batches * 10;
  }

  /// Objects of two kilobytes written.
  double objects() {
    String bucket = template.buckets().getFirst().name();
    byte[] body = new byte[2048];
    return perSecond(
        _ ->
            clients
                .s3()
                .putObject(
                    r -> r.bucket(bucket).key("bench/" + UUID.randomUUID()),
                    RequestBody.fromBytes(body)));
  }

  private String table() {
    return template.tables().getFirst().name();
  }

  /// How often something can be done in a second from a few threads, warmed up for a second.
  private static double perSecond(IntConsumer task) {
    run(task, Duration.ofSeconds(1));
    long began = System.nanoTime();
    long done = run(task, PER_PART);
    return done / ((System.nanoTime() - began) / 1e9);
  }

  private static long run(IntConsumer task, Duration duration) {
    long end = System.nanoTime() + duration.toNanos();
    List<Callable<Long>> loops = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      loops.add(
          () -> {
            long count = 0;
            while (System.nanoTime() < end) {
              task.accept((int) count++);
            }
            return count;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      long sum = 0;
      for (Future<Long> count : threads.invokeAll(loops)) {
        sum += count.get();
      }
      return sum;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
