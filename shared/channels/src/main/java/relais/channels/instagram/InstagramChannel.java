package relais.channels.instagram;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import relais.channels.ChannelEvent;
import relais.channels.Envelope;
import relais.channels.Handshake;
import relais.channels.Outgoing;
import relais.channels.Part.File.Kind;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.SendingChannel;
import relais.channels.SignatureCheck;
import relais.channels.TextLimit;
import relais.channels.WebhookCall;
import relais.channels.Written;
import relais.channels.meta.MessagingFailures;
import relais.channels.meta.MessagingPayload;
import relais.channels.meta.MessagingRequests;
import relais.channels.meta.MessagingRequests.Manner;
import relais.channels.meta.MetaWebhook;

/// Instagram: messages to a professional account.
public final class InstagramChannel implements SendingChannel {
  private static final Manner MANNER =
      new Manner(
          "Instagram",
          "instagram",
          new TextLimit(1_000, TextLimit.Unit.BYTES),
          EnumSet.of(Kind.IMAGE, Kind.AUDIO, Kind.VOICE, Kind.VIDEO),
          false,
          false,
          true);

  @Override
  public String word() {
    return "instagram";
  }

  @Override
  public List<String> aliases() {
    return List.of("instagram-dm", "ig");
  }

  @Override
  public String label() {
    return MANNER.label();
  }

  /// As much as the other channels of Meta send at once (3 MB).
  @Override
  public int maxBytes() {
    return 3 * 1024 * 1024;
  }

  @Override
  public SignatureCheck check(WebhookCall call, List<String> secrets) {
    return MetaWebhook.check(call, secrets);
  }

  @Override
  public Handshake answer(Map<String, String> query, List<String> verifyTokens) {
    return MetaWebhook.answer(query, verifyTokens);
  }

  @Override
  public ProviderFailure explain(ChannelEvent.Problem problem) {
    return MessagingFailures.of(label(), problem.code(), 0, problem.details());
  }

  @Override
  public List<ChannelEvent> read(WebhookCall call) {
    return MessagingPayload.read(call.body(), "instagram");
  }

  @Override
  public TextLimit textLimit() {
    return MANNER.text();
  }

  @Override
  public Written write(Outgoing message, Envelope envelope) {
    return MessagingRequests.write(MANNER, message, envelope);
  }

  @Override
  public SendAnswer answer(int status, byte[] body) {
    return MessagingRequests.answer(MANNER, status, body);
  }
}
