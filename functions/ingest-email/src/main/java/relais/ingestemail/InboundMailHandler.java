package relais.ingestemail;

import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import java.util.Map;
import relais.runtime.Fields;

/// SES's receipt rule calls this after it has stored a mail. Wiring only: what a mail does is in
/// [IngestMail]. The answer is how many items went to the queue; SES does not wait for it.
public class InboundMailHandler extends MicronautRequestHandler<Map<String, Object>, Integer> {
  @Inject IngestMail ingestMail; // package-private: a private field would be set by reflection

  /// Lambda calls this one.
  public InboundMailHandler() {}

  /// Whoever brings a context of their own calls this one.
  public InboundMailHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public Integer execute(Map<String, Object> event) {
    return SesReceipt.allOf(Fields.of(event)).stream().mapToInt(ingestMail::ingest).sum();
  }
}
