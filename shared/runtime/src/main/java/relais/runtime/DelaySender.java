package relais.runtime;

import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends messages to one queue that keeps no order and lets each message wait.
final class DelaySender {
  private final SqsClient sqs;
  private final String queueUrl;

  DelaySender(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  /// Sends one message, which nobody is given before its time.
  void send(String body, int delaySeconds) {
    sqs.sendMessage(
        request -> request.queueUrl(queueUrl).messageBody(body).delaySeconds(delaySeconds));
  }
}
