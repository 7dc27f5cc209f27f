package relais.channels.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.Connection;
import relais.channels.ConnectionField;
import relais.channels.FileRoute;
import relais.channels.InboxChannel;
import relais.channels.Probe;
import relais.channels.ProviderApi;
import relais.channels.ProviderCall;
import relais.channels.ProviderFailure;
import relais.channels.SignatureCheck;
import relais.channels.WebhookCall;
import relais.channels.WebhookReply;
import relais.channels.Written;
import relais.conversation.Inbox;

/// Telephone calls, through Twilio.
public final class TwilioVoiceChannel implements InboxChannel {
  private static final String FORWARD = "forwardTo";
  private static final String GREETING = "greeting";
  private static final String LANGUAGE = "language";

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
  public String bodyType() {
    return "application/x-www-form-urlencoded";
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
  public String accountWord() {
    return "phone number";
  }

  @Override
  public String withoutEchoes() {
    return "answer from here alone";
  }

  @Override
  public boolean namesAccounts() {
    return false;
  }

  @Override
  public ProviderApi api() {
    return TwilioApi.API;
  }

  @Override
  public ProviderCall call(
      Written.Request request, Connection connection, Connection.Occasion occasion) {
    return TwilioApi.call(request, connection);
  }

  @Override
  public List<Probe> probes(Connection connection, String address, Connection.Occasion occasion) {
    return List.of(TwilioApi.probe(connection));
  }

  @Override
  public FileRoute file(String place, Connection connection) {
    return TwilioApi.file(place, label(), connection);
  }

  @Override
  public FileRoute.Hosts fileHosts() {
    return TwilioApi.FILES;
  }

  /// Twilio's number of seconds until nobody has answered.
  private static final int RING_SECONDS = 20;

  private static final int MAX_RECORDING_SECONDS = 180;

  @Override
  public List<ConnectionField> fields() {
    List<ConnectionField> fields = new ArrayList<>(TwilioApi.fields());
    fields.add(
        ConnectionField.optional(FORWARD, ConnectionField.Use.SETTING, "\\+[1-9][0-9]{5,14}"));
    fields.add(ConnectionField.optional(GREETING, ConnectionField.Use.SETTING, "(?s).{1,500}"));
    fields.add(
        ConnectionField.optional(LANGUAGE, ConnectionField.Use.SETTING, "[a-z]{2}-[A-Z]{2}"));
    return List.copyOf(fields);
  }

  /// What happens to a call that comes in: it rings where the inbox says, and when nobody answers,
  /// the caller may leave a message.
  @Override
  public WebhookReply reply(WebhookCall call, Inbox.@Nullable Connected inbox) {
    FormParameters form = FormParameters.of(new String(call.body(), UTF_8));
    String status = form.word("CallStatus");
    if (inbox == null
        || !"inbound".equals(form.word("Direction"))
        || form.has("RecordingSid")
        || form.has("TranscriptionSid")
        || call.url() == null) {
      return answer("");
    }
    String dialled = form.word("DialCallStatus");
    String forward = inbox.settings().get(FORWARD);
    if ("ringing".equals(status) && dialled == null && forward != null) {
      return answer(
          "<Dial timeout=\"%d\" action=\"%s\">%s</Dial>"
              .formatted(RING_SECONDS, escaped(call.url()), escaped(forward)));
    }
    if ("completed".equals(dialled) || "answered".equals(dialled)) {
      return answer("<Hangup/>");
    }
    if ("ringing".equals(status) || "in-progress".equals(status)) {
      return answer(voicemail(inbox, call.url()));
    }
    return answer("");
  }

  private static String voicemail(Inbox.Connected inbox, String url) {
    String language = inbox.settings().getOrDefault(LANGUAGE, "en-GB");
    String greeting =
        inbox
            .settings()
            .getOrDefault(GREETING, "Nobody can answer at the moment. Please leave a message.");
    String reports = escaped(url);
    return "<Say language=\"%s\">%s</Say>".formatted(escaped(language), escaped(greeting))
        + ("<Record maxLength=\"%d\" playBeep=\"true\" transcribe=\"true\" action=\"%s\""
                + " recordingStatusCallback=\"%s\" transcribeCallback=\"%s\"/>")
            .formatted(MAX_RECORDING_SECONDS, reports, reports, reports);
  }

  private static WebhookReply answer(String inside) {
    return WebhookReply.xml(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>" + inside + "</Response>");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
