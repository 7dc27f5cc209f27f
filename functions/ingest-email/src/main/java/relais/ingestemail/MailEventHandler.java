package relais.ingestemail;

import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import java.util.Map;
import relais.runtime.Fields;

/// SES's sending events come here from EventBridge. Wiring only: what they mean is in
/// [ReportSending]. The answer is how many items went to the queue; EventBridge ignores it.
public class MailEventHandler extends MicronautRequestHandler<Map<String, Object>, Integer> {
  @Inject
  ReportSending reportSending; // package-private: a private field would be set by reflection

  /// Lambda calls this one.
  public MailEventHandler() {}

  /// Whoever brings a context of their own calls this one.
  public MailEventHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public Integer execute(Map<String, Object> event) {
    return reportSending.report(SesSendingEvent.of(Fields.of(event)));
  }
}
