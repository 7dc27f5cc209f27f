package relais.assignment;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import relais.runtime.Job;
import relais.runtime.SqsBatch;

/// The assignment queue arrives here, one group per team and so one decision at a time. Wiring
/// only: see [FindOwner].
public class AssignmentHandler extends MicronautRequestHandler<SQSEvent, SQSBatchResponse> {
  @Inject FindOwner findOwner;

  /// Lambda calls this one.
  public AssignmentHandler() {}

  /// Tests and the one-machine system call this one.
  public AssignmentHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public SQSBatchResponse execute(SQSEvent event) {
    return SqsBatch.eachOf(
        event, message -> findOwner.find(Job.Assignment.read(message.getBody())));
  }
}
