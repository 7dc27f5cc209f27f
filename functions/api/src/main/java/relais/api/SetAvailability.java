package relais.api;

import jakarta.inject.Singleton;
import relais.table.SettingsStore;

/// Says whether conversations are assigned to the caller.
@Singleton
final class SetAvailability {
  private final SettingsStore settings;

  SetAvailability(SettingsStore settings) {
    this.settings = settings;
  }

  AvailabilityJson set(Caller caller, AvailabilityRequest request) {
    boolean available = Fields.required("available", request.available());
    if (!settings.saveAvailability(caller.user().id(), available)) {
      throw Problem.notFound();
    }
    return new AvailabilityJson(available);
  }
}
