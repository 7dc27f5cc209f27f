package relais.ingestwebhook;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.blobs.BlobKeys;
import relais.blobs.RawStore;
import relais.channels.Handshake;
import relais.channels.InboxChannel;
import relais.channels.SignatureCheck;
import relais.channels.WebhookArrival;
import relais.channels.WebhookCall;
import relais.channels.WebhookIntake;
import relais.channels.WebhookReading;
import relais.channels.registry.Channels;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.runtime.ChannelSecrets;
import relais.runtime.InboundQueue;
import relais.runtime.LogKey;
import relais.runtime.Metrics;
import relais.table.SettingsStore;
import software.amazon.awssdk.core.exception.SdkException;

/// Takes in one webhook: is it from the provider; keep it; read it; queue what it says; answer.
///
/// The order makes a crash harmless. Before the answer the provider sends the same again, and then
/// the original is there already and the queue and the receipts know the items.
@Singleton
final class ReceiveWebhook {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiveWebhook.class);

  private final SettingsStore settings;
  private final ChannelSecrets secrets;
  private final RawStore originals;
  private final InboundQueue queue;
  private final Metrics metrics;
  private final InstantSource time;

  ReceiveWebhook(
      SettingsStore settings,
      ChannelSecrets secrets,
      RawStore originals,
      InboundQueue queue,
      Metrics metrics,
      InstantSource time) {
    this.settings = settings;
    this.secrets = secrets;
    this.originals = originals;
    this.queue = queue;
    this.metrics = metrics;
    this.time = time;
  }

  WebhookAnswer receive(WebhookRequest request) {
    Optional<InboxChannel> channel = Channels.findTakenIn(request.channel());
    if (channel.isEmpty()) {
      return WebhookAnswer.unknownChannel();
    }
    try {
      Settings workspace = settings.load();
      return switch (request.method()) {
        case HANDSHAKE -> handshake(channel.get(), workspace, request.query());
        case WEBHOOK -> webhook(channel.get(), workspace, request);
        case OTHER -> WebhookAnswer.otherMethod();
      };
    } catch (SdkException | IllegalStateException e) {
      metrics.count("WebhookNotTaken", channel.get().medium());
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKey.CHANNEL.field(), channel.get().word())
          .log("Webhook not taken in; the provider will send it again");
      return WebhookAnswer.later();
    }
  }

  private WebhookAnswer handshake(
      InboxChannel channel, Settings workspace, Map<String, String> query) {
    List<String> tokens =
        workspace.connected(channel.medium()).stream()
            .flatMap(inbox -> secretsOf(inbox.id()).stream())
            .map(ChannelSecrets.Secrets::verifyToken)
            .filter(token -> !token.isBlank())
            .toList();
    return switch (channel.answer(query, tokens)) {
      case Handshake.Confirmed(String challenge) -> WebhookAnswer.confirmed(challenge);
      case Handshake.Refused() -> WebhookAnswer.forbidden();
    };
  }

  private WebhookAnswer webhook(InboxChannel channel, Settings workspace, WebhookRequest request) {
    List<Inbox.Connected> inboxes = addressed(channel, workspace, request.inbox());
    if (inboxes == null) {
      return WebhookAnswer.unknownInbox();
    }
    byte[] body = request.body();
    Instant now = time.instant();
    WebhookCall call = new WebhookCall(body, request.headers(), request.url(), now);
    if (!isProved(channel, call, inboxes)) {
      // Nothing of it is kept or logged: anybody can send anything here.
      metrics.count("WebhookRefused", channel.medium());
      return body.length > channel.maxBytes() ? WebhookAnswer.tooLarge() : WebhookAnswer.refused();
    }
    Inbox.Connected own = channel.namesAccounts() ? null : inboxes.getFirst();
    String rawKey = BlobKeys.webhook(channel.medium(), now, body);
    originals.putIfAbsent(rawKey, body, channel.bodyType(), Map.of("channel", channel.word()));
    if (body.length > channel.maxBytes()) {
      queue.send(List.of(tooLarge(channel, now, rawKey, body.length)));
    } else {
      WebhookReading reading =
          WebhookIntake.read(channel, call, new WebhookArrival(workspace, now, rawKey, own));
      queue.send(reading.items());
      tell(channel, rawKey, reading.notices());
    }
    metrics.count("WebhookTaken", channel.medium());
    return WebhookAnswer.taken(channel.reply(call, own));
  }

  /// The inboxes that a webhook at an address may be for.
  ///
  /// @param named the inbox in the address, null when it names none
  /// @return null when the channel has no such address
  private static @Nullable List<Inbox.Connected> addressed(
      InboxChannel channel, Settings workspace, @Nullable String named) {
    List<Inbox.Connected> all = workspace.connected(channel.medium());
    if (channel.namesAccounts()) {
      return named == null ? all : null;
    }
    List<Inbox.Connected> own =
        all.stream().filter(inbox -> inbox.id().value().equals(named)).toList();
    return own.isEmpty() ? null : own;
  }

  /// Whether a secret of each inbox that it speaks of made the signature. An inbox that has none
  /// yet can prove nothing and is left out: the one provider account that it shares with another
  /// signs for both.
  private boolean isProved(InboxChannel channel, WebhookCall call, List<Inbox.Connected> inboxes) {
    Map<Inbox.Connected, String> appSecrets = new LinkedHashMap<>();
    for (Inbox.Connected inbox : inboxes) {
      secretsOf(inbox.id())
          .map(ChannelSecrets.Secrets::appSecret)
          .filter(secret -> !secret.isBlank())
          .ifPresent(secret -> appSecrets.put(inbox, secret));
    }
    List<String> matching =
        appSecrets.values().stream()
            .distinct()
            .filter(secret -> channel.check(call, List.of(secret)) == SignatureCheck.VALID)
            .toList();
    if (matching.isEmpty()) {
      return false;
    }
    if (!channel.namesAccounts() || matching.containsAll(appSecrets.values())) {
      return true;
    }
    Set<String> spokenOf =
        channel.read(call).stream()
            .map(event -> String.valueOf(event.heading().account().id()))
            .collect(Collectors.toSet());
    return appSecrets.entrySet().stream()
        .filter(
            known ->
                spokenOf.stream().anyMatch(account -> channel.isAbout(known.getKey(), account)))
        .allMatch(known -> matching.contains(known.getValue()));
  }

  private void tell(InboxChannel channel, String rawKey, List<WebhookReading.Notice> notices) {
    for (WebhookReading.Notice notice : notices) {
      metrics.count("ProviderNotice", channel.medium());
      LOG.atWarn()
          .addKeyValue(LogKey.CHANNEL.field(), channel.word())
          .addKeyValue(LogKey.CODE.field(), notice.field() + " " + notice.event())
          .addKeyValue(LogKey.RAW_KEY.field(), rawKey)
          .log("The provider reports about the account");
    }
  }

  private static InboundItem tooLarge(InboxChannel channel, Instant now, String rawKey, int size) {
    return new InboundItem.Quarantined(
        "quarantine/" + rawKey,
        now,
        channel.medium(),
        InboundItem.Reason.TOO_LARGE,
        "The webhook has %d bytes; this channel sends %d at most."
            .formatted(size, channel.maxBytes()),
        null,
        null,
        null,
        rawKey,
        size);
  }

  /// An inbox whose secrets are no secrets must not close the door to the others.
  private Optional<ChannelSecrets.Secrets> secretsOf(InboxId inbox) {
    try {
      return secrets.find(inbox);
    } catch (IllegalArgumentException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKey.INBOX.field(), inbox.value())
          .log("The parameter of this inbox is not the JSON it must be; its webhooks are refused");
      return Optional.empty();
    }
  }
}
