package relais.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// Sends messages to one queue that keeps order, ten at a time where their sizes allow.
final class FifoSender {
  private static final int MAX_ENTRIES = 10;

  /// All bodies of one call together; SQS itself draws the line at 256 KiB or above.
  private static final int MAX_BATCH_BYTES = 250_000;

  private final SqsClient sqs;
  private final String queueUrl;

  /// One message.
  ///
  /// @param group messages of a group are handled one after the other
  /// @param deduplication a message with the same one is dropped by the queue for five minutes
  record Message(String body, String group, String deduplication) {
    int size() {
      return body.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  FifoSender(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /// Sends them all in their order.
  ///
  /// @throws IllegalStateException when the queue refuses one; those before it may be in the queue,
  ///     and sending all again does no harm
  void send(List<Message> messages) {
    List<Message> batch = new ArrayList<>();
    int bytes = 0;
    for (Message message : messages) {
      int size = message.size();
      if (!batch.isEmpty() && (batch.size() == MAX_ENTRIES || bytes + size > MAX_BATCH_BYTES)) {
        sendBatch(batch);
        batch.clear();
        bytes = 0;
      }
      batch.add(message);
      bytes += size;
    }
    if (!batch.isEmpty()) {
      sendBatch(batch);
    }
  }

  private void sendBatch(List<Message> batch) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (Message message : batch) {
      entries.add(
          SendMessageBatchRequestEntry.builder()
              .id("m" + entries.size())
              .messageBody(message.body())
              .messageGroupId(message.group())
              .messageDeduplicationId(message.deduplication())
              .build());
    }
    List<BatchResultErrorEntry> failed =
        sqs.sendMessageBatch(request -> request.queueUrl(queueUrl).entries(entries)).failed();
    if (!failed.isEmpty()) {
      throw new IllegalStateException(
          "The queue refused %d of %d messages: %s"
              .formatted(
                  failed.size(),
                  batch.size(),
                  failed.stream().map(BatchResultErrorEntry::code).distinct().toList()));
    }
  }
}
