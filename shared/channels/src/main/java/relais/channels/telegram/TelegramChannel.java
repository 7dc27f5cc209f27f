package relais.channels.telegram;

import java.util.List;
import relais.channels.ChannelEvent;
import relais.channels.Envelope;
import relais.channels.Hmac;
import relais.channels.Outgoing;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.SendingChannel;
import relais.channels.SignatureCheck;
import relais.channels.TextLimit;
import relais.channels.WebhookCall;
import relais.channels.Written;

/// Telegram, through a bot.
public final class TelegramChannel implements SendingChannel {
  /// The header with the word that we chose when we set the webhook. The body bears no signature.
  private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

  @Override
  public String word() {
    return "telegram";
  }

  @Override
  public List<String> aliases() {
    return List.of("telegram-bot");
  }

  @Override
  public String label() {
    return "Telegram";
  }

  /// An update is one message with the one it answers; the longest seen have some ten kilobytes.
  @Override
  public int maxBytes() {
    return 1024 * 1024;
  }

  @Override
  public SignatureCheck check(WebhookCall call, List<String> secrets) {
    String token = call.header(SECRET_HEADER);
    if (token == null) {
      return SignatureCheck.MISSING;
    }
    boolean known = false;
    for (String secret : secrets) {
      // Every secret is tried, so that the time taken does not tell which one matched.
      known |= !secret.isEmpty() && Hmac.same(secret, token);
    }
    return known ? SignatureCheck.VALID : SignatureCheck.INVALID;
  }

  @Override
  public ProviderFailure explain(ChannelEvent.Problem problem) {
    return TelegramFailures.of(problem.code(), problem.details(), null);
  }

  @Override
  public List<ChannelEvent> read(WebhookCall call) {
    return TelegramUpdates.read(call.body());
  }

  @Override
  public TextLimit textLimit() {
    return TelegramRequests.TEXT;
  }

  @Override
  public Written write(Outgoing message, Envelope envelope) {
    return TelegramRequests.write(message, envelope);
  }

  @Override
  public SendAnswer answer(int status, byte[] body) {
    return TelegramFailures.answer(status, body);
  }
}
