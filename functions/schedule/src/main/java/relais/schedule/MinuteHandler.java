package relais.schedule;

import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.MicronautRequestHandler;
import jakarta.inject.Inject;
import java.util.Map;

/// The clock strikes here, once a minute. Wiring only: see [TakeUpMessages],
/// [AskForOwners], [KeepTemplates], [KeepTokens] and [KeepLedger].
///
/// What the scheduler sends along says nothing we need, so it is taken as it comes.
public class MinuteHandler extends MicronautRequestHandler<Map<String, Object>, String> {
  @Inject TakeUpMessages takeUpMessages;
  @Inject AskForOwners askForOwners;
  @Inject KeepTemplates keepTemplates;
  @Inject KeepTokens keepTokens;
  @Inject KeepLedger keepLedger;

  /// Lambda calls this one.
  public MinuteHandler() {}

  /// Tests and the one-machine system call this one.
  public MinuteHandler(ApplicationContext context) {
    super(context);
  }

  @Override
  public String execute(Map<String, Object> event) {
    int messages = takeUpMessages.takeUp();
    int conversations = askForOwners.ask();
    int lists = keepTemplates.keep();
    int tokens = keepTokens.keep();
    long originals = keepLedger.keep().orElse(0L);
    return "messages %d, conversations %d, templates %d, tokens %d, originals %d"
        .formatted(messages, conversations, lists, tokens, originals);
  }
}
