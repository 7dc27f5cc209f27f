package relais.rules;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import relais.runtime.InboundItemJson;
import relais.runtime.SqsBatch;

/// The inbound queue arrives here. Wiring only: what an item does is in [TakeIn].
public class InboundHandler extends MicronautRequestHandler<SQSEvent, SQSBatchResponse> {
  @Inject TakeIn takeIn;

  /// Lambda calls this one.
  public InboundHandler() {}

  /// Tests and the one-machine system call this one.
  public InboundHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public SQSBatchResponse execute(SQSEvent event) {
    return SqsBatch.eachOf(event, message -> takeIn.take(InboundItemJson.read(message.getBody())));
  }
}
