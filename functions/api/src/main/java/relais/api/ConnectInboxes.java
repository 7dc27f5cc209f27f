package relais.api;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.channels.ConnectionField;
import relais.channels.InboxChannel;
import relais.channels.registry.Channels;
import relais.conversation.BusinessHours;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.runtime.ChannelSecrets;
import relais.runtime.FetchTemplates;
import relais.runtime.Ids;
import relais.table.Health;
import relais.table.SettingsStore;
import relais.table.SettingsStore.SavedInbox;
import relais.table.Table;
import relais.table.Templates;

/// Connects inboxes to their providers and keeps their secrets, which are written and never shown.
@Singleton
final class ConnectInboxes {
  private static final int WORD_BYTES = 24;

  private final SettingsStore settings;
  private final ChannelSecrets secrets;
  private final TestAccount test;
  private final Templates templates;
  private final Health health;
  private final InstantSource time;
  private final Ids ids;

  ConnectInboxes(
      SettingsStore settings,
      ChannelSecrets secrets,
      TestAccount test,
      Templates templates,
      Table table,
      InstantSource time,
      Ids ids) {
    this.settings = settings;
    this.secrets = secrets;
    this.test = test;
    this.templates = templates;
    this.health = new Health(table);
    this.time = time;
    this.ids = ids;
  }

  AccountJson show(Caller caller, InboxId id, String webhooks) {
    caller.mustAdminister();
    return json(find(id), webhooks);
  }

  /// Connects a new inbox, once for each idempotency key: the key names it.
  AccountJson create(Caller caller, IdempotencyKey key, AccountRequest request, String webhooks) {
    caller.mustAdminister();
    InboxId id = key.inboxId(caller.user().id());
    return Tries.untilSaved(
        () -> {
          Settings all = settings.load();
          Optional<SavedInbox> made = settings.findInbox(id);
          AccountRequest.Wanted wanted = request.wanted(id, request.inboxChannel(), true, all);
          if (made.isPresent() && secrets.findNewest(id).isEmpty()) {
            // The first time broke off between the inbox and its secrets.
            keep(wanted);
          }
          return made.isPresent()
              ? made.map(saved -> json(saved, webhooks))
              : save(wanted, 0, all, webhooks);
        });
  }

  /// Connects an inbox anew; its conversations stay.
  AccountJson change(
      Caller caller, InboxId id, ReadVersion seen, AccountRequest request, String webhooks) {
    caller.mustAdminister();
    return Tries.untilSaved(
        () -> {
          Settings all = settings.load();
          SavedInbox before = find(id);
          InboxChannel channel = channel(before.inbox());
          return save(
              request.wanted(id, channel, secrets.findNewest(id).isEmpty(), all),
              seen.upTo(before.version()),
              all,
              webhooks);
        });
  }

  /// Tries a connection and sets up at the provider what can be set up from here.
  AccountJson.TestJson test(Caller caller, InboxId id, String webhooks) {
    caller.mustAdminister();
    Inbox.Connected inbox = connected(find(id).inbox());
    InboxChannel channel = channel(inbox);
    health.askAboutToken(inbox.id());
    return test.test(
        channel, inbox, secrets.findNewest(id).orElse(null), address(channel, inbox, webhooks));
  }

  private Optional<AccountJson> save(
      AccountRequest.Wanted wanted, long expected, Settings against, String webhooks) {
    Inbox.Connected inbox = wanted.inbox();
    return switch (settings.save(inbox, expected, against.version())) {
      case DONE -> {
        keep(wanted);
        if (FetchTemplates.hasTemplates(inbox)) {
          templates.want(inbox.id());
        }
        yield Optional.of(json(new SavedInbox(inbox, expected + 1), webhooks));
      }
      case SETTINGS_CHANGED -> Optional.empty();
      case INBOX_CHANGED ->
          throw Problem.of(
              ProblemCode.INBOX_CHANGED,
              "Somebody changed this inbox since you looked. Load it again, then repeat your"
                  + " change.");
    };
  }

  private void keep(AccountRequest.Wanted wanted) {
    InboxId inbox = wanted.inbox().id();
    Optional<ChannelSecrets.Secrets> before = secrets.findNewest(inbox);
    if (before.isEmpty() || !wanted.secrets().isEmpty()) {
      secrets.save(inbox, merged(wanted, before));
      health.tokenChanged(inbox, time.instant());
    }
  }

  /// What was said now, else what was said before, else a word of our own where we choose it.
  private ChannelSecrets.Secrets merged(
      AccountRequest.Wanted wanted, Optional<ChannelSecrets.Secrets> before) {
    Map<ConnectionField.Use, String> said = wanted.secrets();
    String shared = said.get(ConnectionField.Use.SHARED_SECRET);
    return new ChannelSecrets.Secrets(
        chosen(
            shared != null ? shared : said.get(ConnectionField.Use.APP_SECRET),
            before.map(ChannelSecrets.Secrets::appSecret)),
        chosen(null, before.map(ChannelSecrets.Secrets::verifyToken)),
        chosen(
            shared != null ? shared : said.get(ConnectionField.Use.ACCESS_TOKEN),
            before.map(ChannelSecrets.Secrets::accessToken)));
  }

  private String chosen(@Nullable String said, Optional<String> before) {
    return said != null
        ? said
        : before.filter(known -> !known.isBlank()).orElseGet(() -> ids.secret(WORD_BYTES));
  }

  private SavedInbox find(InboxId id) {
    return settings
        .findInbox(id)
        .filter(saved -> saved.inbox() instanceof Inbox.Connected)
        .orElseThrow(Problem::notFound);
  }

  private static Inbox.Connected connected(Inbox inbox) {
    if (inbox instanceof Inbox.Connected connected) {
      return connected;
    }
    throw Problem.notFound();
  }

  private static InboxChannel channel(Inbox inbox) {
    return Channels.findTakenIn(inbox.channel()).orElseThrow(Problem::notFound);
  }

  private static String address(InboxChannel channel, Inbox.Connected inbox, String webhooks) {
    String shared = webhooks + "/" + channel.word();
    return channel.namesAccounts() ? shared : shared + "/" + inbox.id().value();
  }

  private AccountJson json(SavedInbox saved, String webhooks) {
    Inbox.Connected inbox = connected(saved.inbox());
    InboxChannel channel = channel(inbox);
    Optional<ChannelSecrets.Secrets> known = secrets.findNewest(inbox.id());
    BusinessHours hours = inbox.hours();
    Map<String, String> values = new LinkedHashMap<>();
    List<String> hidden = new ArrayList<>();
    for (ConnectionField field : channel.fields()) {
      switch (field.use()) {
        case ACCOUNT -> values.put(field.word(), inbox.account());
        case ADDRESS -> values.put(field.word(), inbox.address());
        case SETTING -> {
          String value = inbox.settings().get(field.word());
          if (value != null) {
            values.put(field.word(), value);
          }
        }
        case ACCESS_TOKEN, APP_SECRET, SHARED_SECRET -> {
          if (known.isPresent()) {
            hidden.add(field.word());
          }
        }
      }
    }
    return new AccountJson(
        inbox.id().value(),
        saved.version(),
        channel.word(),
        inbox.name(),
        inbox.team().value(),
        values,
        hours == null ? null : InboxSettingsJson.hours(hours),
        hidden,
        address(channel, inbox, webhooks),
        channel.namesAccounts()
            ? known.map(ChannelSecrets.Secrets::verifyToken).orElse(null)
            : null);
  }
}
