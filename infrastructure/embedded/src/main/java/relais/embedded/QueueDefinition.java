package relais.embedded;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An SQS queue.
///
/// @param name the physical name, ending in `.fifo` when it keeps order
/// @param deadLetters where messages go that nobody could handle, null when they stay
public record QueueDefinition(
    String logicalId,
    String name,
    String url,
    String arn,
    boolean fifo,
    boolean contentBasedDeduplication,
    Duration visibilityTimeout,
    @Nullable DeadLetters deadLetters) {

  /// Where messages go after so many attempts.
  public record DeadLetters(String queueArn, int maxReceiveCount) {}

  static QueueDefinition of(Scope scope, String logicalId) {
    Node properties = scope.properties(logicalId);
    String name = scope.queueName(logicalId);
    Node redrive = properties.at("RedrivePolicy");
    return new QueueDefinition(
        logicalId,
        name,
        scope.places().queueUrl(name),
        scope.places().arn("sqs", name),
        properties.at("FifoQueue").truthOr(false),
        properties.at("ContentBasedDeduplication").truthOr(false),
        Duration.ofSeconds(properties.at("VisibilityTimeout").numberOr(30)),
        redrive.isPresent()
            ? new DeadLetters(
                redrive.at("deadLetterTargetArn").text(), redrive.at("maxReceiveCount").number())
            : null);
  }
}
