package relais.channels.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Moment;
import relais.channels.ChannelEvent.Party;
import relais.channels.ChannelEvent.Problem;
import relais.channels.EventsRead;
import relais.channels.Moments;
import relais.channels.Piece;
import relais.channels.WebhookCall;

/// Takes a form apart. Which of the ids it holds tells what it is about.
final class TwilioWebhook {
  private TwilioWebhook() {}

  static List<ChannelEvent> read(WebhookCall call) {
    FormParameters query = query(call.url());
    FormParameters form = form(call);
    return query.has(VoiceAnswer.SCREENED)
        ? List.of(TwilioCalls.screened(form))
        : read(form, call.body(), query.word(TwilioRequests.REFERENCE));
  }

  static FormParameters form(WebhookCall call) {
    String text = new String(call.body(), UTF_8);
    Piece json = Piece.of(text);
    FormParameters form =
        json != null && json.isObject() ? FormParameters.of(json) : FormParameters.of(text);
    if (text.isBlank() && call.url() != null && call.url().contains("?")) {
      // A webhook may be set to GET; then the address has all of it.
      form = FormParameters.of(call.url().substring(call.url().indexOf('?') + 1));
    }
    return form;
  }

  /// What stands in an address, such as our name for the message or call that is reported on.
  static FormParameters query(@Nullable String url) {
    int query = url == null ? -1 : url.indexOf('?');
    return FormParameters.of(url == null || query < 0 ? "" : url.substring(query + 1));
  }

  private static List<ChannelEvent> read(
      FormParameters form, byte[] body, @Nullable String reference) {
    String message = id(form, "MessageSid", "SmsSid", "SmsMessageSid");
    String call = id(form, "CallSid");
    String event = form.word("EventType");
    if (form.has("ConversationSid") && event != null) {
      // Conversations of Twilio hold messages of all its channels; these come by themselves too.
      return List.of(unsupported(form, message, "conversation event " + Piece.brief(event)));
    }
    if (form.has("TranscriptionSid") || form.has("RecordingSid")) {
      return List.of(TwilioCalls.spoken(form, call));
    }
    if (message != null) {
      return TwilioMessages.read(form, message, reference);
    }
    if (call != null) {
      String beside = beside(form);
      return List.of(
          beside == null
              ? TwilioCalls.call(form, call, reference)
              : unsupported(form, call, beside));
    }
    if (form.has("AccountSid")) {
      return List.of(unsupported(form, null, "a webhook about neither a message nor a call"));
    }
    return EventsRead.unreadable(body, "The body is no form of Twilio.");
  }

  /// What happened beside a call, in a webhook that names the call without saying how far it is.
  private static @Nullable String beside(FormParameters form) {
    if (form.has("CallStatus") || form.has("DialCallStatus")) {
      return null;
    }
    String event = form.wordOf("StatusCallbackEvent", "StreamEvent", "TranscriptionEvent");
    if (event != null) {
      return "call event " + Piece.brief(event);
    }
    String answered = form.word("AnsweredBy");
    return answered == null ? null : "call event answered by " + Piece.brief(answered);
  }

  private static ChannelEvent unsupported(FormParameters form, @Nullable String id, String what) {
    String type = form.wordOf("EventType", "StatusCallbackEvent", "StreamEvent");
    String time = form.wordOf("Timestamp", "DateCreated", "DateUpdated");
    Moment mailDate = Moments.ofMailDate(time);
    return new ChannelEvent.Unsupported(
        new Heading(
            "",
            new Account(form.word("AccountSid"), null),
            null,
            type,
            mailDate.instant() == null ? Moments.ofIso(time) : mailDate),
        id,
        what,
        form.encoded());
  }

  /// Ids become parts of keys; what is too long for one is none.
  static @Nullable String id(FormParameters form, String... names) {
    String id = form.wordOf(names);
    return id == null || id.length() > Piece.MAX_ID ? null : id;
  }

  static Heading heading(String pointer, @Nullable String account, String type, Moment at) {
    return new Heading(pointer, new Account(account, null), null, type, at);
  }

  /// Somebody on the other side: a number, a user of WhatsApp, a client, a SIP address.
  static Party party(@Nullable String written, @Nullable String name) {
    return written != null && written.matches("((whatsapp|rcs|tel):)?\\+[0-9]{6,15}")
        ? new Party(written, null, null, name)
        : new Party(null, written, null, name);
  }

  /// Who calls or writes: outgoing calls and messages name it in their direction.
  static By by(FormParameters form) {
    String direction = form.word("Direction");
    return direction != null && direction.startsWith("outbound") ? By.BUSINESS : By.CUSTOMER;
  }

  static List<Problem> problems(FormParameters form) {
    String code = form.word("ErrorCode");
    return code == null || !code.matches("[0-9]{1,9}") || code.equals("0")
        ? List.of()
        : List.of(new Problem(Integer.parseInt(code), form.word("ErrorMessage"), null));
  }
}
