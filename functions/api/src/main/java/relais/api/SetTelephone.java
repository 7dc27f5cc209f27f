package relais.api;

import jakarta.inject.Singleton;
import relais.table.SettingsStore;

/// Says which number of the caller's own is rung when they call a customer.
@Singleton
final class SetTelephone {
  private final SettingsStore settings;

  SetTelephone(SettingsStore settings) {
    this.settings = settings;
  }

  TelephoneJson set(Caller caller, TelephoneRequest request) {
    String written = request.number();
    String number =
        written == null || written.isBlank() ? null : TelephoneNumber.read("number", written);
    if (!settings.saveTelephone(caller.user().id(), number)) {
      throw Problem.notFound();
    }
    return new TelephoneJson(number);
  }
}
