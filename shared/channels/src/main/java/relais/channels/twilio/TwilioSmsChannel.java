package relais.channels.twilio;

import java.util.List;
import relais.channels.ChannelEvent;
import relais.channels.Envelope;
import relais.channels.Outgoing;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.SendingChannel;
import relais.channels.SignatureCheck;
import relais.channels.TextLimit;
import relais.channels.WebhookCall;
import relais.channels.Written;

/// Short messages, with files (MMS) or without, through Twilio.
public final class TwilioSmsChannel implements SendingChannel {
  @Override
  public String word() {
    return "sms";
  }

  @Override
  public List<String> aliases() {
    return List.of("twilio-sms", "mms", "twilio-mms", "twilio");
  }

  @Override
  public String label() {
    return "SMS";
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

  @Override
  public TextLimit textLimit() {
    return TwilioRequests.TEXT;
  }

  @Override
  public Written write(Outgoing message, Envelope envelope) {
    return TwilioRequests.write(message, envelope);
  }

  @Override
  public SendAnswer answer(int status, byte[] body) {
    return TwilioFailures.answer(status, body);
  }
}
