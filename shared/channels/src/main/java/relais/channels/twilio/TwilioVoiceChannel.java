package relais.channels.twilio;

import java.time.Instant;
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

/// Telephone calls, through Twilio: the team is rung, and who reaches nobody leaves a message.
public final class TwilioVoiceChannel implements SendingChannel, TwilioNumber {
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

  @Override
  public String bodyType() {
    return "text/plain";
  }

  @Override
  public boolean takesCalls() {
    return true;
  }

  @Override
  public List<ConnectionField> fields() {
    List<ConnectionField> fields = new ArrayList<>(TwilioApi.fields());
    fields.add(
        optional(
            VoiceAnswer.FORWARD_TO, "\\+[1-9][0-9]{5,14}|sip:[^\\s@<>]{1,64}@[^\\s@<>]{1,128}"));
    fields.add(optional(VoiceAnswer.RING_SECONDS, "[1-9][0-9]?"));
    fields.add(optional(VoiceAnswer.SCREENING, "on|off"));
    fields.add(optional(VoiceAnswer.LANGUAGE, "en|fr|it|nl"));
    fields.add(optional(VoiceAnswer.GREETING, "[^\\p{Cntrl}]{1,400}"));
    return List.copyOf(fields);
  }

  private static ConnectionField optional(String word, String form) {
    return ConnectionField.optional(word, ConnectionField.Use.SETTING, form);
  }

  @Override
  public Written write(Outgoing message, Envelope envelope) {
    return TwilioCallRequests.write(message, envelope);
  }

  @Override
  public SendAnswer answer(int status, byte[] body) {
    return TwilioCallFailures.answer(status, body);
  }

  @Override
  public @Nullable FailureCause cause(String code) {
    return code.matches("[0-9]{1,9}") ? TwilioCallFailures.cause(Integer.parseInt(code)) : null;
  }

  /// The number is what customers see; the account of Twilio pays.
  @Override
  public Envelope envelope(Inbox.Connected inbox, Route route) {
    return new Envelope(
        inbox.settings().getOrDefault(TwilioApi.ACCOUNT_SID, ""),
        inbox.account(),
        route.to(),
        route.answerTo(),
        route.ours(),
        route.late(),
        route.reports());
  }

  @Override
  public FileLimits fileLimits() {
    return FileLimits.NONE;
  }

  @Override
  public FilePassage filePassage() {
    return FilePassage.BY_LINK;
  }

  @Override
  public TextLimit textLimit() {
    return TextLimit.USUAL;
  }

  /// How the call goes on.
  @Override
  public WebhookReply reply(WebhookCall call, Inbox.@Nullable Connected inbox) {
    Instant now = call.at();
    if (inbox == null || now == null) {
      return WebhookReply.EMPTY;
    }
    // Relative: Twilio asks where it asked before, by whatever name we have there.
    String address = "/webhooks/%s/%s".formatted(word(), inbox.id());
    return WebhookReply.xml(
        new VoiceAnswer(inbox, address)
            .to(TwilioWebhook.form(call), TwilioWebhook.query(call.url()), now));
  }
}
