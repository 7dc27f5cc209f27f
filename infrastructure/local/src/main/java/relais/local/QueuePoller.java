package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import relais.embedded.EventSource;
import relais.embedded.QueueDefinition;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Lambda's side of a queue: receives batches, calls the function, deletes what it handled.
///
/// What the function reports as failed, or the whole batch when it throws, stays and comes back
/// after the queue's visibility timeout, as in AWS.
final class QueuePoller {
  /// AWS waits up to 20; a server that is asked to stop waits for the last of these.
  private static final int LONG_POLL_SECONDS = 2;

  private final SqsClient sqs;
  private final QueueDefinition queue;
  private final EventSource.Queue source;
  private final LambdaFunction function;
  private final String region;
  private final Pollers pollers;

  QueuePoller(
      SqsClient sqs,
      QueueDefinition queue,
      EventSource.Queue source,
      LambdaFunction function,
      String region,
      Pollers pollers) {
    this.sqs = sqs;
    this.queue = queue;
    this.source = source;
    this.function = function;
    this.region = region;
    this.pollers = pollers;
  }

  /// Starts so many readers. A FIFO queue never gives one group to two of them at once.
  void start(int readers) {
    for (int i = 0; i < readers; i++) {
      pollers.start("queue " + queue.name() + " " + i, this::once);
    }
  }

  private void once() {
    List<Message> messages =
        sqs.receiveMessage(
                request ->
                    request
                        .queueUrl(queue.url())
                        .maxNumberOfMessages(Math.min(10, source.batchSize()))
                        .waitTimeSeconds(LONG_POLL_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
            .messages();
    if (messages.isEmpty()) {
      return;
    }
    if (!pollers.begin()) {
      giveBack(messages);
      return;
    }
    try {
      handle(messages);
    } finally {
      pollers.end();
    }
  }

  private void handle(List<Message> messages) {
    byte[] answer;
    try {
      answer = function.call(Json.bytes(event(messages)));
    } catch (FunctionFailed e) {
      pollers.journal().failed(function.definition().logicalId() + " failed on a batch", e);
      return;
    }
    Set<String> failed = source.reportsItemFailures() ? failures(answer) : Set.of();
    if (failed.contains("")) {
      return;
    }
    delete(messages.stream().filter(message -> !failed.contains(message.messageId())).toList());
  }

  /// The ids in the answer's batchItemFailures; the empty id stands for all.
  static Set<String> failures(byte[] answer) {
    Set<String> failed = new HashSet<>();
    for (JsonNode item : Json.read(answer).path("batchItemFailures")) {
      failed.add(item.path("itemIdentifier").asText(""));
    }
    return failed;
  }

  private ObjectNode event(List<Message> messages) {
    ObjectNode event = Json.object();
    ArrayNode records = event.putArray("Records");
    for (Message message : messages) {
      ObjectNode record =
          records
              .addObject()
              .put("messageId", message.messageId())
              .put("receiptHandle", message.receiptHandle())
              .put("body", message.body())
              .put("md5OfBody", message.md5OfBody())
              .put("eventSource", "aws:sqs")
              .put("eventSourceARN", queue.arn())
              .put("awsRegion", region);
      record.set("attributes", Json.ofTexts(message.attributesAsStrings()));
      ObjectNode attributes = record.putObject("messageAttributes");
      message
          .messageAttributes()
          .forEach(
              (name, value) ->
                  attributes
                      .putObject(name)
                      .put("dataType", value.dataType())
                      .put("stringValue", value.stringValue()));
    }
    return event;
  }

  private void delete(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : messages) {
      entries.add(
          DeleteMessageBatchRequestEntry.builder()
              .id("m" + entries.size())
              .receiptHandle(message.receiptHandle())
              .build());
    }
    if (!entries.isEmpty()) {
      sqs.deleteMessageBatch(request -> request.queueUrl(queue.url()).entries(entries));
    }
  }

  /// The system stops: another start shall find them at once.
  private void giveBack(List<Message> messages) {
    for (Message message : messages) {
      try {
        sqs.changeMessageVisibility(
            request ->
                request
                    .queueUrl(queue.url())
                    .receiptHandle(message.receiptHandle())
                    .visibilityTimeout(0));
      } catch (SdkException e) {
        return; // the queue has stopped already; its visibility timeout gives them back
      }
    }
  }
}
