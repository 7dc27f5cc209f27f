package relais.api;

import jakarta.inject.Singleton;
import java.util.Optional;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.table.SettingsStore;

/// The settings of inboxes: admins read and change them. An address belongs to one inbox, whoever
/// else changes inboxes in the same moment.
@Singleton
final class EditInboxes {
  private final SettingsStore settings;

  EditInboxes(SettingsStore settings) {
    this.settings = settings;
  }

  InboxSettingsJson show(Caller caller, InboxId id) {
    caller.mustAdminister();
    return settings.findInbox(id).map(InboxSettingsJson::of).orElseThrow(Problem::notFound);
  }

  /// Creates an inbox, once for each idempotency key: the key names it.
  InboxSettingsJson create(Caller caller, IdempotencyKey key, NewInboxRequest request) {
    caller.mustAdminister();
    InboxId id = key.inboxId(caller.user().id());
    return Tries.untilSaved(
        () -> {
          Settings all = settings.load();
          Optional<InboxSettingsJson> made = settings.findInbox(id).map(InboxSettingsJson::of);
          return made.isPresent() ? made : save(request.inbox(id, all), 0, all);
        });
  }

  InboxSettingsJson change(
      Caller caller, InboxId id, ReadVersion seen, InboxSettingsRequest request) {
    caller.mustAdminister();
    return Tries.untilSaved(
        () -> {
          Settings all = settings.load();
          InboxSettingsJson before = show(caller, id);
          return save(request.inbox(id, all), seen.upTo(before.version()), all);
        });
  }

  /// @return empty when another setting changed meanwhile
  private Optional<InboxSettingsJson> save(Inbox.Email inbox, long expected, Settings against) {
    return switch (settings.save(inbox, expected, against.version())) {
      case DONE -> Optional.of(InboxSettingsJson.of(inbox, expected + 1));
      case SETTINGS_CHANGED -> Optional.empty();
      case INBOX_CHANGED ->
          throw Problem.of(
              ProblemCode.INBOX_CHANGED,
              "Somebody changed this inbox since you looked. Load it again, then repeat your"
                  + " change.");
    };
  }
}
