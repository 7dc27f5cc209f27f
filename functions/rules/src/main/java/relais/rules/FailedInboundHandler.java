package relais.rules;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import relais.runtime.SqsBatch;

/// What the inbound queue gave up on arrives here and becomes an item in quarantine that people
/// see. Wiring only: see [KeepFailed].
public class FailedInboundHandler extends MicronautRequestHandler<SQSEvent, SQSBatchResponse> {
  @Inject KeepFailed keepFailed;

  /// Lambda calls this one.
  public FailedInboundHandler() {}

  /// Tests and the one-machine system call this one.
  public FailedInboundHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public SQSBatchResponse execute(SQSEvent event) {
    return SqsBatch.eachOf(
        event, message -> keepFailed.keep(message.getBody(), message.getMessageId()));
  }
}
