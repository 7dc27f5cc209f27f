package relais.channels.twilio;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Moment;
import relais.channels.ChannelEvent.Party;
import relais.channels.Moments;
import relais.channels.Part;
import relais.channels.Part.File.Kind;
import relais.channels.Piece;

/// Reads calls, what was recorded of them, and what was written down of that.
final class TwilioCalls {
  /// The states of a number that was rung and taken.
  private static final Set<String> TAKEN = Set.of("completed", "answered");

  private TwilioCalls() {}

  static ChannelEvent call(FormParameters form, String id, @Nullable String reference) {
    String status = form.word("CallStatus");
    String sequence = form.word("SequenceNumber");
    return new ChannelEvent.Call(
        heading(form, "call", Moments.ofMailDate(form.word("Timestamp"))),
        id,
        TwilioWebhook.by(form),
        customer(form),
        status == null ? "unknown" : status.toLowerCase(Locale.ROOT),
        sequence != null && sequence.matches("[0-9]{1,6}") ? Integer.valueOf(sequence) : null,
        seconds(form.wordOf("CallDuration", "DialCallDuration")),
        talked(form),
        form.has(VoiceAnswer.DIGITS) || form.has("DialCallStatus"),
        TwilioWebhook.problems(form),
        reference);
  }

  /// Whether somebody was connected with the number that was rung. What answers there and is not
  /// put through was not talked to.
  static boolean isTaken(FormParameters form) {
    String rung = form.word("DialCallStatus");
    return rung != null && TAKEN.contains(rung) && !"false".equals(form.word("DialBridged"));
  }

  /// Somebody of the team is asked whether they take a call: no news, but a call that is on its
  /// way.
  static ChannelEvent screened(FormParameters form) {
    return new ChannelEvent.Notice(
        heading(form, "screening", Moment.UNKNOWN),
        form.has(VoiceAnswer.DIGITS) ? "taken" : "asked",
        Party.NOBODY,
        null,
        form.encoded());
  }

  /// The number that was rung for the caller answered: the answer to `Dial` says so.
  private static @Nullable Duration talked(FormParameters form) {
    if (!isTaken(form)) {
      return null;
    }
    Duration talked = seconds(form.word("DialCallDuration"));
    return talked == null ? Duration.ZERO : talked;
  }

  /// A recording, a voicemail among them, or what somebody made of it in writing.
  static ChannelEvent spoken(FormParameters form, @Nullable String call) {
    String transcription = TwilioWebhook.id(form, "TranscriptionSid");
    String recording = TwilioWebhook.id(form, "RecordingSid");
    if (transcription != null && form.has("TranscriptionEvent")) {
      return overheard(form, transcription, call);
    }
    if (transcription != null) {
      return new ChannelEvent.Transcription(
          heading(form, "transcription", Moment.UNKNOWN),
          transcription,
          call,
          recording,
          state(form.word("TranscriptionStatus")),
          form.word("TranscriptionText"));
    }
    // What is told with the state of the call is what the caller left for us.
    boolean left = form.has("CallStatus");
    String state = left ? "completed" : state(form.word("RecordingStatus"));
    String url = form.word("RecordingUrl");
    String conference = TwilioWebhook.id(form, "ConferenceSid");
    return new ChannelEvent.Recording(
        heading(
            form,
            left ? "voicemail" : "recording",
            Moments.ofMailDate(form.wordOf("RecordingStartTime", "Timestamp"))),
        recording == null ? "?" : recording,
        call != null ? call : conference == null ? "?" : conference,
        customer(form),
        state,
        url == null || !state.equals("completed") ? null : file(recording, url),
        seconds(form.word("RecordingDuration")));
  }

  /// What is written down while it is spoken comes piece by piece, each a JSON object in a
  // parameter.
  private static ChannelEvent overheard(
      FormParameters form, String transcription, @Nullable String call) {
    String data = form.word("TranscriptionData");
    Piece said = data == null ? null : Piece.of(data);
    String event = form.word("TranscriptionEvent");
    return new ChannelEvent.Transcription(
        heading(form, "transcription", Moments.ofIso(form.word("Timestamp"))),
        transcription,
        call,
        null,
        state(event == null ? null : event.replace("transcription-", "")),
        said == null ? null : said.text("transcript"));
  }

  private static Part.File file(@Nullable String recording, String url) {
    return new Part.File(
        Kind.AUDIO,
        new Part.File.Whereabouts(recording, url, null),
        url.endsWith(".mp3") ? "audio/mpeg" : "audio/wav",
        null,
        null);
  }

  private static Heading heading(FormParameters form, String type, Moment at) {
    boolean ours = TwilioWebhook.by(form) == By.BUSINESS;
    return TwilioWebhook.heading(
        "", form.wordOf(ours ? "From" : "To", "Called", "AccountSid"), type, at);
  }

  private static Party customer(FormParameters form) {
    return TwilioWebhook.by(form) == By.CUSTOMER
        ? TwilioWebhook.party(form.wordOf("From", "Caller"), form.word("CallerName"))
        : TwilioWebhook.party(form.wordOf("To", "Called"), null);
  }

  private static String state(@Nullable String word) {
    return word == null ? "completed" : Piece.brief(word.toLowerCase(Locale.ROOT));
  }

  private static @Nullable Duration seconds(@Nullable String number) {
    return number != null && number.matches("[0-9]{1,9}")
        ? Duration.ofSeconds(Long.parseLong(number))
        : null;
  }
}
