package relais.delivery;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import relais.runtime.Job;
import relais.runtime.SqsBatch;

/// The outbound queue arrives here, one group per conversation. Wiring only: see [DeliverMessage].
public class OutboundHandler extends MicronautRequestHandler<SQSEvent, SQSBatchResponse> {
  @Inject DeliverMessage deliverMessage;

  /// Lambda calls this one.
  public OutboundHandler() {}

  /// Tests and the one-machine system call this one.
  public OutboundHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public SQSBatchResponse execute(SQSEvent event) {
    return SqsBatch.eachOf(
        event, message -> deliverMessage.deliver(Job.Outbound.read(message.getBody())));
  }
}
