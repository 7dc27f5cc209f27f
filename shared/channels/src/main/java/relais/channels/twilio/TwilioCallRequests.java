package relais.channels.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import relais.channels.Envelope;
import relais.channels.Outgoing;
import relais.channels.Written;

/// Requests for `POST /2010-04-01/Accounts/{sid}/Calls.json`
/// (twilio.com/docs/voice/api/call-resource).
final class TwilioCallRequests {
  /// Seconds: short enough that the agent's voicemail does not answer.
  private static final String AGENT_RINGS_SECONDS = "20";

  private TwilioCallRequests() {}

  /// Rings the agent; what is done then is asked at an address that says who is to be called.
  static Written write(Outgoing message, Envelope envelope) {
    if (!(message instanceof Outgoing.Call(String agent))) {
      return new Written.Refused(
          List.of("On the telephone people speak. Call, or write elsewhere."));
    }
    String from = envelope.from();
    String reports = envelope.reports();
    if (from == null || reports == null) {
      return new Written.Refused(List.of("This inbox has no number to call from. Tell an admin."));
    }
    if (!envelope.to().kind().equals("phone")) {
      return new Written.Refused(
          List.of(
              "A call reaches telephone numbers, not an identity of kind '%s'."
                  .formatted(envelope.to().kind())));
    }
    String address = TwilioRequests.callback(reports, envelope);
    FormParameters form = new FormParameters();
    form.add("To", agent);
    form.add("From", from);
    form.add("Timeout", AGENT_RINGS_SECONDS);
    FormParameters customer = new FormParameters();
    customer.add(VoiceAnswer.CUSTOMER, envelope.to().value());
    form.add("Url", address + (address.contains("?") ? "&" : "?") + customer.encoded());
    form.add("StatusCallback", address);
    form.add("StatusCallbackEvent", "answered");
    form.add("StatusCallbackEvent", "completed");
    return new Written.Request(
        "POST",
        "/2010-04-01/Accounts/%s/Calls.json".formatted(envelope.account()),
        "application/x-www-form-urlencoded",
        form.encoded().getBytes(UTF_8));
  }
}
