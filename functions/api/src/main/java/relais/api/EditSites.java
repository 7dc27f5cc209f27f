package relais.api;

import jakarta.inject.Singleton;
import java.util.Optional;
import relais.conversation.ChatKeys;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.runtime.Ids;
import relais.table.Chats;
import relais.table.SettingsStore;

/// The settings of chats and contact forms: admins read and change them.
@Singleton
final class EditSites {
  private final SettingsStore settings;
  private final Chats chats;
  private final Ids ids;

  EditSites(SettingsStore settings, Chats chats, Ids ids) {
    this.settings = settings;
    this.chats = chats;
    this.ids = ids;
  }

  ChatSettingsJson chat(Caller caller, InboxId id) {
    caller.mustAdminister();
    return settings
        .findInbox(id)
        .filter(saved -> saved.inbox() instanceof Inbox.WebChat)
        .map(saved -> ChatSettingsJson.of((Inbox.WebChat) saved.inbox(), saved.version()))
        .orElseThrow(Problem::notFound);
  }

  FormSettingsJson form(Caller caller, InboxId id) {
    caller.mustAdminister();
    return settings
        .findInbox(id)
        .filter(saved -> saved.inbox() instanceof Inbox.Form)
        .map(saved -> FormSettingsJson.of((Inbox.Form) saved.inbox(), saved.version()))
        .orElseThrow(Problem::notFound);
  }

  /// Creates a chat, once for each idempotency key: the key names it.
  ChatSettingsJson createChat(Caller caller, IdempotencyKey key, NewSiteInboxRequest request) {
    caller.mustAdminister();
    InboxId id = key.inboxId(caller.user().id());
    return Tries.untilSaved(
        () -> {
          Settings all = settings.load();
          if (settings.findInbox(id).isPresent()) {
            return Optional.of(chat(caller, id));
          }
          Inbox.WebChat chat = request.chat(id, all);
          return save(chat, 0, all) ? Optional.of(ChatSettingsJson.of(chat, 1)) : Optional.empty();
        });
  }

  /// Creates a contact form, once for each idempotency key: the key names it.
  FormSettingsJson createForm(Caller caller, IdempotencyKey key, NewSiteInboxRequest request) {
    caller.mustAdminister();
    InboxId id = key.inboxId(caller.user().id());
    return Tries.untilSaved(
        () -> {
          Settings all = settings.load();
          if (settings.findInbox(id).isPresent()) {
            return Optional.of(form(caller, id));
          }
          Inbox.Form form = request.form(id, all);
          return save(form, 0, all) ? Optional.of(FormSettingsJson.of(form, 1)) : Optional.empty();
        });
  }

  ChatSettingsJson changeChat(
      Caller caller, InboxId id, ReadVersion seen, ChatSettingsRequest request) {
    caller.mustAdminister();
    return Tries.untilSaved(
        () -> {
          Settings all = settings.load();
          long expected = seen.upTo(chat(caller, id).version());
          Inbox.WebChat chat = request.chat(id, all);
          return save(chat, expected, all)
              ? Optional.of(ChatSettingsJson.of(chat, expected + 1))
              : Optional.empty();
        });
  }

  FormSettingsJson changeForm(
      Caller caller, InboxId id, ReadVersion seen, FormSettingsRequest request) {
    caller.mustAdminister();
    return Tries.untilSaved(
        () -> {
          Settings all = settings.load();
          long expected = seen.upTo(form(caller, id).version());
          Inbox.Form form = request.form(id, all);
          return save(form, expected, all)
              ? Optional.of(FormSettingsJson.of(form, expected + 1))
              : Optional.empty();
        });
  }

  /// Makes a new secret for the site, which is shown this once. What the site signs with the one
  /// before is refused five minutes later.
  IdentitySecretJson newSecret(Caller caller, InboxId id) {
    ChatSettingsJson unused = chat(caller, id);
    return Tries.untilSaved(
        () -> {
          ChatKeys fresh = new ChatKeys(ids.secret(ChatKeys.BYTES), ids.secret(ChatKeys.BYTES));
          ChatKeys before = chats.findKeys(id).orElseGet(() -> chats.keys(id, fresh));
          ChatKeys after = before.withIdentitySecret(fresh.identitySecret());
          return before.equals(after) || chats.changeKeys(id, before, after)
              ? Optional.of(new IdentitySecretJson(after.identitySecret()))
              : Optional.empty();
        });
  }

  /// @return false when another setting changed meanwhile
  private boolean save(Inbox inbox, long expected, Settings against) {
    return switch (settings.save(inbox, expected, against.version())) {
      case DONE -> true;
      case SETTINGS_CHANGED -> false;
      case INBOX_CHANGED ->
          throw Problem.of(
              ProblemCode.INBOX_CHANGED,
              "Somebody changed this inbox since you looked. Load it again, then repeat your"
                  + " change.");
    };
  }
}
