package relais.ingestwebhook;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
      return switch (request.method()) {
        case HANDSHAKE -> handshake(channel.get(), request.query());
        case WEBHOOK -> webhook(channel.get(), request);
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

  private WebhookAnswer handshake(InboxChannel channel, Map<String, String> query) {
    List<String> tokens = each(channel, settings.load(), ChannelSecrets.Secrets::verifyToken);
    return switch (channel.answer(query, tokens)) {
      case Handshake.Confirmed(String challenge) -> new WebhookAnswer(200, challenge);
      case Handshake.Refused() -> WebhookAnswer.forbidden();
    };
  }

  private WebhookAnswer webhook(InboxChannel channel, WebhookRequest request) {
    byte[] body = request.body();
    Instant now = time.instant();
    WebhookCall call = new WebhookCall(body, request.headers(), request.url(), now);
    Settings workspace = settings.load();
    List<String> appSecrets = each(channel, workspace, ChannelSecrets.Secrets::appSecret);
    SignatureCheck signature = channel.check(call, appSecrets);
    if (signature != SignatureCheck.VALID) {
      // Nothing of it is kept or logged: anybody can send anything here.
      metrics.count("WebhookRefused", channel.medium());
      return body.length > channel.maxBytes() ? WebhookAnswer.tooLarge() : WebhookAnswer.refused();
    }
    String rawKey = BlobKeys.webhook(channel.medium(), now, body);
    originals.putIfAbsent(rawKey, body, "application/json", Map.of("channel", channel.word()));
    if (body.length > channel.maxBytes()) {
      queue.send(List.of(tooLarge(channel, now, rawKey, body.length)));
    } else {
      WebhookReading reading =
          WebhookIntake.read(channel, call, new WebhookArrival(workspace, now, rawKey));
      queue.send(reading.items());
      tell(channel, rawKey, reading.notices());
    }
    metrics.count("WebhookTaken", channel.medium());
    return WebhookAnswer.taken();
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

  /// One secret of each inbox of the channel that has its secrets.
  private List<String> each(
      InboxChannel channel, Settings workspace, Function<ChannelSecrets.Secrets, String> secret) {
    List<String> found = new ArrayList<>();
    for (Inbox inbox : workspace.connected(channel.medium())) {
      secretsOf(inbox.id()).map(secret).filter(s -> !s.isBlank()).ifPresent(found::add);
    }
    return found;
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
