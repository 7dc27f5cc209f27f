package relais.api;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;
import relais.conversation.Settings;
import relais.conversation.User;
import relais.mail.MailAddress;
import relais.table.SettingsStore;

/// Finds the user behind the verified token: the one with its mail address.
@Singleton
final class CallerBinder implements TypedRequestArgumentBinder<Caller> {
  private final SettingsStore settingsStore;

  CallerBinder(SettingsStore settingsStore) {
    this.settingsStore = settingsStore;
  }

  @Override
  public Argument<Caller> argumentType() {
    return Argument.of(Caller.class);
  }

  @Override
  public BindingResult<Caller> bind(
      ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
    Caller caller = caller(GatewayRequest.of(request));
    return () -> Optional.of(caller);
  }

  private Caller caller(GatewayRequest request) {
    String email = request.claim("email");
    if (email == null) {
      throw Problem.of(
          ProblemCode.NOT_SIGNED_IN, "Sign in, and send the ID token with its mail address.");
    }
    if ("false".equals(request.claim("email_verified"))) {
      throw notAUser();
    }
    Settings settings = settingsStore.load();
    return new Caller(user(email, settings), settings);
  }

  private static User user(String email, Settings settings) {
    try {
      return settings.findUser(MailAddress.parse(email)).orElseThrow(CallerBinder::notAUser);
    } catch (IllegalArgumentException _) {
      throw notAUser();
    }
  }

  private static Problem notAUser() {
    return Problem.of(
        ProblemCode.NOT_A_USER,
        "You are signed in, but no user of this workspace has your mail address. Ask an admin to"
            + " add you, or sign in with another address.");
  }
}
