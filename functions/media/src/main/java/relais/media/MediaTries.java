package relais.media;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.List;
import relais.runtime.Job;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Tries a job as often as the queue hands it out, with longer and longer pauses, and gives up one
/// try before the queue would park it: a message tells what is wrong with its file, and a customer
/// goes on without a name.
final class MediaTries {
  /// As often as the queue hands a job out (`maxReceiveCount` of MediaQueue).
  static final int MAX = 5;

  /// How long to wait after the first, second, … try. A provider that is asked for a missing file
  /// twenty times in an hour stops answering, so there is no hurry.
  static final List<Duration> USUAL_PAUSES =
      List.of(
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15));

  private final FetchFile fetchFile;
  private final FetchName fetchName;
  private final SqsClient sqs;
  private final String queueUrl;
  private final List<Duration> pauses;

  MediaTries(
      FetchFile fetchFile,
      FetchName fetchName,
      SqsClient sqs,
      String queueUrl,
      List<Duration> pauses) {
    this.fetchFile = fetchFile;
    this.fetchName = fetchName;
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.pauses = List.copyOf(pauses);
  }

  /// Tries once.
  ///
  /// @throws Later when the queue has to hand the job out again
  void attempt(SQSMessage message) {
    int tries = tries(message);
    boolean last = tries >= MAX;
    Outcome outcome =
        switch (Job.AtProvider.read(message.getBody())) {
          case Job.Media file -> fetchFile.fetch(file, last);
          case Job.CustomerName name -> fetchName.fetch(name, last);
        };
    switch (outcome) {
      case SETTLED -> {}
      case LATER -> {
        Duration pause = pauses.get(Math.min(tries, pauses.size()) - 1);
        sqs.changeMessageVisibility(
            change ->
                change
                    .queueUrl(queueUrl)
                    .receiptHandle(message.getReceiptHandle())
                    .visibilityTimeout(Math.toIntExact(pause.toSeconds())));
        throw new Later(pause);
      }
    }
  }

  private static int tries(SQSMessage message) {
    String count =
        message.getAttributes() == null
            ? null
            : message.getAttributes().get("ApproximateReceiveCount");
    return count == null ? 1 : Math.max(1, Integer.parseInt(count));
  }

  /// The job comes again.
  static final class Later extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Later(Duration pause) {
      super("The provider cannot give what it is asked for now; next try in %s".formatted(pause));
    }
  }
}
