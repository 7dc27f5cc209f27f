package relais.media;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import relais.runtime.SqsBatch;

/// The media queue arrives here. Wiring only: what becomes of a job is in [FetchFile] and
/// [FetchName], how often it is tried in [MediaTries].
public class MediaHandler extends MicronautRequestHandler<SQSEvent, SQSBatchResponse> {
  @Inject MediaTries tries; // package-private: a private field would be set by reflection

  /// Lambda calls this one.
  public MediaHandler() {}

  /// Tests and the one-machine system call this one.
  public MediaHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public SQSBatchResponse execute(SQSEvent event) {
    return SqsBatch.eachOf(event, tries::attempt);
  }
}
