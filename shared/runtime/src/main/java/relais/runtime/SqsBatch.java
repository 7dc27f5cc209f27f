package relais.runtime;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Handles the messages of one batch, one after the other in their order.
///
/// A message that cannot be handled goes back to the queue, which counts and finally parks it; the
/// rest of the batch is not held up. In a queue that keeps order, later messages of the same group
/// go back unhandled too: they may not overtake.
public final class SqsBatch {
  private static final Logger LOG = LoggerFactory.getLogger(SqsBatch.class);

  private SqsBatch() {}

  /// Gives each message to `handle`.
  ///
  /// @param handle throws for a message that has to come again
  /// @return which messages come again
  public static SQSBatchResponse eachOf(SQSEvent event, Consumer<SQSMessage> handle) {
    List<BatchItemFailure> failures = new ArrayList<>();
    Set<String> heldGroups = new HashSet<>();
    for (SQSMessage message : event.getRecords()) {
      String group = group(message);
      if (group != null && heldGroups.contains(group)) {
        failures.add(new BatchItemFailure(message.getMessageId()));
        continue;
      }
      try {
        handle.accept(message);
      } catch (RuntimeException e) {
        LOG.atError()
            .setCause(e)
            .addKeyValue(LogKey.SQS_MESSAGE_ID.field(), message.getMessageId())
            .addKeyValue(
                LogKey.RECEIVE_COUNT.field(), attribute(message, "ApproximateReceiveCount"))
            .log("Message goes back to the queue");
        failures.add(new BatchItemFailure(message.getMessageId()));
        if (group != null) {
          heldGroups.add(group);
        }
      }
    }
    return new SQSBatchResponse(failures);
  }

  private static @Nullable String group(SQSMessage message) {
    return attribute(message, "MessageGroupId");
  }

  private static @Nullable String attribute(SQSMessage message, String name) {
    Map<String, String> attributes = message.getAttributes();
    return attributes == null ? null : attributes.get(name);
  }
}
