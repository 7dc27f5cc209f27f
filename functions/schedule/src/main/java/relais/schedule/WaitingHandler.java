package relais.schedule;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import relais.conversation.InboundItem.MessageReference;
import relais.runtime.Job;
import relais.runtime.SqsBatch;

/// The waiting queue arrives here, each job when its message is due. Wiring only: see
/// [TakeUpMessages].
public class WaitingHandler extends MicronautRequestHandler<SQSEvent, SQSBatchResponse> {
  @Inject TakeUpMessages takeUpMessages;

  /// Lambda calls this one.
  public WaitingHandler() {}

  /// Tests and the one-machine system call this one.
  public WaitingHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public SQSBatchResponse execute(SQSEvent event) {
    return SqsBatch.eachOf(
        event,
        message -> {
          Job.Waiting job = Job.Waiting.read(message.getBody());
          takeUpMessages.takeUp(new MessageReference.Ours(job.conversation(), job.message()));
        });
  }
}
