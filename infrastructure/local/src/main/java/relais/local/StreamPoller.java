package relais.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import relais.embedded.EventSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Lambda's side of a table stream: reads each shard in order, parents first, calls the function
/// with what its filters let through, and remembers in a file how far it came.
///
/// After a crash it goes on from the file: a batch may come twice, none is skipped. A batch that
/// fails is tried again from its first failed record until the template's retries are used up;
/// then it is told to the on-failure queue and left behind. Without a limit it is tried for ever.
final class StreamPoller {
  private static final long IDLE_MILLIS = 400;
  private static final long RETRY_MILLIS = 500;
  private static final String DONE = "done";

  /// Tells the on-failure destination which records were left behind.
  interface LeftBehind {
    void tell(String shard, String firstSequenceNumber, String lastSequenceNumber, int records);
  }

  private final DynamoDbStreamsClient streams;
  private final String streamArn;
  private final EventSource.TableStream source;
  private final List<EventPattern> filters;
  private final LambdaFunction function;
  private final String region;
  private final Path checkpointFile;
  private final Map<String, String> checkpoints = new HashMap<>();
  private final Map<String, String> iterators = new HashMap<>();
  private final Pollers pollers;
  private final LeftBehind leftBehind;
  private final Semaphore news = new Semaphore(0);
  private int attempts;

  StreamPoller(
      DynamoDbStreamsClient streams,
      String streamArn,
      EventSource.TableStream source,
      LambdaFunction function,
      String region,
      Path checkpointFile,
      Pollers pollers,
      LeftBehind leftBehind) {
    this.streams = streams;
    this.streamArn = streamArn;
    this.source = source;
    this.filters = source.filters().stream().map(text -> EventPattern.of(Json.read(text))).toList();
    this.function = function;
    this.region = region;
    this.checkpointFile = checkpointFile;
    this.pollers = pollers;
    this.leftBehind = leftBehind;
  }

  void start() {
    if (Files.exists(checkpointFile)) {
      try {
        Json.read(Files.readAllBytes(checkpointFile))
            .properties()
            .forEach(entry -> checkpoints.put(entry.getKey(), entry.getValue().asText()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    pollers.start("stream of " + function.definition().logicalId(), this::round);
  }

  /// Somebody has probably written to the table: look now instead of later.
  void wake() {
    news.release();
  }

  private void round() {
    news.drainPermits();
    boolean found = false;
    List<Shard> shards =
        streams
            .describeStream(request -> request.streamArn(streamArn))
            .streamDescription()
            .shards();
    Set<String> known = new HashSet<>();
    shards.forEach(shard -> known.add(shard.shardId()));
    checkpoints.keySet().retainAll(known);
    for (Shard shard : shards) {
      String parent = shard.parentShardId();
      boolean parentDone =
          parent == null || !known.contains(parent) || DONE.equals(checkpoints.get(parent));
      if (parentDone && !DONE.equals(checkpoints.get(shard.shardId()))) {
        found |= read(shard.shardId());
      }
    }
    if (!found) {
      pause(IDLE_MILLIS);
    }
  }

  /// Reads one page of a shard.
  ///
  /// @return whether there was anything to do
  private boolean read(String shard) {
    GetRecordsResponse page;
    try {
      String iterator = iterators.computeIfAbsent(shard, this::iterator);
      page =
          streams.getRecords(
              request -> request.shardIterator(iterator).limit(Math.max(1, source.batchSize())));
    } catch (ExpiredIteratorException e) {
      iterators.remove(shard);
      return true;
    } catch (TrimmedDataAccessException e) {
      pollers.journal().failed("The stream forgot records older than a day", e);
      checkpoints.remove(shard);
      iterators.remove(shard);
      return true;
    }
    List<Record> records = page.records();
    if (!records.isEmpty()) {
      if (!pollers.begin()) {
        return false;
      }
      try {
        if (!handle(shard, records)) {
          iterators.remove(shard);
          pause(RETRY_MILLIS);
          return true;
        }
      } finally {
        pollers.end();
      }
    }
    if (page.nextShardIterator() == null) {
      iterators.remove(shard);
      checkpoint(shard, DONE);
      return true;
    }
    iterators.put(shard, page.nextShardIterator());
    return !records.isEmpty();
  }

  private String iterator(String shard) {
    String checkpoint = checkpoints.get(shard);
    return streams
        .getShardIterator(
            request -> {
              request.streamArn(streamArn).shardId(shard);
              if (checkpoint == null) {
                request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
              } else {
                request
                    .shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                    .sequenceNumber(checkpoint);
              }
            })
        .shardIterator();
  }

  /// Calls the function with a page.
  ///
  /// @return whether the page is behind us
  private boolean handle(String shard, List<Record> records) {
    List<ObjectNode> events = new ArrayList<>();
    for (Record record : records) {
      ObjectNode event = event(record);
      if (EventPattern.anyMatches(filters, event)) {
        events.add(event);
      }
    }
    @Nullable String failedFrom = events.isEmpty() ? null : firstFailure(events);
    if (failedFrom != null) {
      attempts++;
      if (source.maxRetries() < 0 || attempts <= source.maxRetries()) {
        checkpointBefore(shard, records, failedFrom);
        return false;
      }
      leftBehind.tell(
          shard, failedFrom, records.getLast().dynamodb().sequenceNumber(), records.size());
    }
    attempts = 0;
    checkpoint(shard, records.getLast().dynamodb().sequenceNumber());
    return true;
  }

  /// Calls the function.
  ///
  /// @return the sequence number of the first record it did not handle, null when there is none
  private @Nullable String firstFailure(List<ObjectNode> events) {
    ObjectNode batch = Json.object();
    ArrayNode list = batch.putArray("Records");
    list.addAll(events);
    String first = sequenceNumber(events.getFirst());
    byte[] answer;
    try {
      answer = function.call(Json.bytes(batch));
    } catch (FunctionFailed e) {
      pollers.journal().failed(function.definition().logicalId() + " failed on changes", e);
      return first;
    }
    if (!source.reportsItemFailures()) {
      return null;
    }
    return QueuePoller.failures(answer).stream()
        .map(failed -> failed.isEmpty() ? first : failed)
        .min((one, other) -> new BigInteger(one).compareTo(new BigInteger(other)))
        .orElse(null);
  }

  private void checkpointBefore(String shard, List<Record> records, String failedFrom) {
    @Nullable String last = null;
    for (Record record : records) {
      String sequenceNumber = record.dynamodb().sequenceNumber();
      if (new BigInteger(sequenceNumber).compareTo(new BigInteger(failedFrom)) >= 0) {
        break;
      }
      last = sequenceNumber;
    }
    if (last != null) {
      checkpoint(shard, last);
    }
  }

  private void checkpoint(String shard, String position) {
    checkpoints.put(shard, position);
    Path half = checkpointFile.resolveSibling(checkpointFile.getFileName() + ".part");
    try {
      Files.write(half, Json.bytes(Json.ofTexts(checkpoints)));
      Files.move(half, checkpointFile, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pause(long millis) {
    try {
      boolean unused = news.tryAcquire(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String sequenceNumber(ObjectNode event) {
    return event.path("dynamodb").path("SequenceNumber").asText();
  }

  private ObjectNode event(Record record) {
    // DynamoDB Local leaves the name out when time to live removed the item.
    String name = record.eventNameAsString() == null ? "REMOVE" : record.eventNameAsString();
    ObjectNode event =
        Json.object()
            .put("eventID", record.eventID())
            .put("eventName", name)
            .put("eventVersion", "1.1")
            .put("eventSource", "aws:dynamodb")
            .put("awsRegion", region)
            .put("eventSourceARN", streamArn);
    if (record.userIdentity() != null) {
      event
          .putObject("userIdentity")
          .put("principalId", record.userIdentity().principalId())
          .put("type", record.userIdentity().type());
    }
    StreamRecord change = record.dynamodb();
    ObjectNode body =
        event
            .putObject("dynamodb")
            .put("SequenceNumber", change.sequenceNumber())
            .put("SizeBytes", change.sizeBytes())
            .put("StreamViewType", change.streamViewTypeAsString());
    if (change.approximateCreationDateTime() != null) {
      body.put(
          "ApproximateCreationDateTime", change.approximateCreationDateTime().getEpochSecond());
    }
    putItem(body, "Keys", change.keys());
    putItem(body, "NewImage", change.newImage());
    putItem(body, "OldImage", change.oldImage());
    return event;
  }

  private static void putItem(ObjectNode body, String name, Map<String, AttributeValue> item) {
    if (!item.isEmpty()) {
      ObjectNode node = body.putObject(name);
      item.forEach((key, value) -> node.set(key, attribute(value)));
    }
  }

  private static ObjectNode attribute(AttributeValue value) {
    ObjectNode node = Json.object();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case BOOL -> node.put("BOOL", value.bool());
      case NUL -> node.put("NULL", true);
      case SS -> node.set("SS", Json.of(value.ss()));
      case NS -> node.set("NS", Json.of(value.ns()));
      case B -> node.put("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
      case BS -> {
        ArrayNode list = node.putArray("BS");
        value.bs().forEach(b -> list.add(Base64.getEncoder().encodeToString(b.asByteArray())));
      }
      case L -> {
        ArrayNode list = node.putArray("L");
        value.l().forEach(element -> list.add(attribute(element)));
      }
      case M -> {
        ObjectNode map = node.putObject("M");
        value.m().forEach((key, element) -> map.set(key, attribute(element)));
      }
      case UNKNOWN_TO_SDK_VERSION -> {
        // Of an empty map the stream of DynamoDB Local tells nothing, not even that it is one.
        if (!value.equals(AttributeValue.builder().build())) {
          throw new IllegalArgumentException("An attribute of a type nobody knows");
        }
        node.putObject("M");
      }
    }
    return node;
  }
}
