package relais.channels.twilio;

import java.util.List;
import relais.channels.ChannelEvent;
import relais.channels.ProviderFailure;
import relais.channels.SignatureCheck;
import relais.channels.WebhookCall;
import relais.channels.WebhookChannel;

/// Telephone calls, through Twilio.
public final class TwilioVoiceChannel implements WebhookChannel {
  @Override
  public String word() {
    return "voice";
  }

  @Override
  public List<String> aliases() {
    return List.of("twilio-voice", "call", "calls");
  }

  @Override
  public String label() {
    return "Telephone";
  }

  /// A form has a few kilobytes; words and addresses are bounded by Twilio.
  @Override
  public int maxBytes() {
    return 256 * 1024;
  }

  @Override
  public SignatureCheck check(WebhookCall call, List<String> secrets) {
    return TwilioSignature.check(call, secrets);
  }

  @Override
  public ProviderFailure explain(ChannelEvent.Problem problem) {
    return TwilioFailures.of(problem.code(), problem.title());
  }

  @Override
  public List<ChannelEvent> read(WebhookCall call) {
    return TwilioWebhook.read(call);
  }
}
