package relais.channels.twilio;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ConnectionField;
import relais.channels.Envelope;
import relais.channels.FailureCause;
import relais.channels.FileLimits;
import relais.channels.Outgoing;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.SendingChannel;
import relais.channels.SignatureCheck;
import relais.channels.TextLimit;
import relais.channels.WebhookCall;
import relais.channels.WebhookReply;
import relais.channels.Written;
import relais.conversation.Inbox;

/// Short messages, with files (MMS) or without, through Twilio.
public final class TwilioSmsChannel implements SendingChannel, TwilioNumber {
  /// A messaging service picks one of its numbers; customers see that one.
  private static final String SERVICE = "messagingServiceSid";

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
  public String bodyType() {
    return "text/plain";
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
  public @Nullable FailureCause cause(String code) {
    return code.matches("[0-9]{1,9}") ? TwilioFailures.cause(Integer.parseInt(code)) : null;
  }

  @Override
  public FileLimits fileLimits() {
    return TwilioRequests.FILES;
  }

  @Override
  public FilePassage filePassage() {
    return FilePassage.BY_LINK;
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

  @Override
  public List<ConnectionField> fields() {
    List<ConnectionField> fields = new ArrayList<>(TwilioApi.fields());
    fields.add(ConnectionField.optional(SERVICE, ConnectionField.Use.SETTING, "MG[0-9a-f]{32}"));
    return List.copyOf(fields);
  }

  /// The number says who writes; the account of Twilio, who pays.
  @Override
  public Envelope envelope(Inbox.Connected inbox, Route route) {
    return new Envelope(
        inbox.settings().getOrDefault(TwilioApi.ACCOUNT_SID, ""),
        inbox.settings().getOrDefault(SERVICE, inbox.account()),
        route.to(),
        route.answerTo(),
        route.ours(),
        route.late(),
        route.reports());
  }

  /// Nothing is answered to the customer; Twilio wants to hear that in its own words.
  @Override
  public WebhookReply reply(WebhookCall call, Inbox.@Nullable Connected inbox) {
    return WebhookReply.xml("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response/>");
  }
}
