package relais.relay;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.runtime.LogKey;
import relais.table.TableChanges;

/// The table's stream arrives here. Wiring only: what follows from a change is in [PassOn].
///
/// Everything that follows may follow twice: a batch that fails comes again from its first record.
public class StreamHandler extends MicronautRequestHandler<DynamodbEvent, StreamsEventResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(StreamHandler.class);

  @Inject PassOn passOn;

  /// Lambda calls this one.
  public StreamHandler() {}

  /// Tests and the one-machine system call this one.
  public StreamHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public StreamsEventResponse execute(DynamodbEvent event) {
    if (event.getRecords().isEmpty()) {
      return new StreamsEventResponse(List.of());
    }
    try {
      passOn.all(event.getRecords().stream().map(TableChanges::read).toList());
      return new StreamsEventResponse(List.of());
    } catch (RuntimeException e) {
      String first = event.getRecords().getFirst().getDynamodb().getSequenceNumber();
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKey.COUNT.field(), event.getRecords().size())
          .log("A batch of changes comes again");
      return new StreamsEventResponse(List.of(new StreamsEventResponse.BatchItemFailure(first)));
    }
  }
}
