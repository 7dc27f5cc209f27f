package relais.channels.whatsapp;

import java.util.Locale;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Party;
import relais.channels.Moments;
import relais.channels.NotAsPromised;
import relais.channels.Part;
import relais.channels.Piece;
import relais.channels.meta.GraphError;

/// Reads what WhatsApp tells about calls.
final class WhatsAppCalls {
  private WhatsAppCalls() {}

  /// A call was put through or has ended.
  static ChannelEvent read(Piece call, Account number, Piece contacts) throws NotAsPromised {
    String event = call.required("event");
    By by = "BUSINESS_INITIATED".equals(call.word("direction")) ? By.BUSINESS : By.CUSTOMER;
    Party customer =
        by == By.CUSTOMER
            ? WhatsAppPayload.named(
                contacts,
                WhatsAppPayload.phone(call, "from"),
                WhatsAppPayload.userId(call, "from_user_id", "from"),
                null)
            : WhatsAppPayload.named(
                contacts,
                WhatsAppPayload.phone(call, "to"),
                WhatsAppPayload.userId(call, "to_user_id", "to"),
                null);
    Heading heading =
        new Heading(call.pointer(), number, null, event, Moments.ofSeconds(call.word("timestamp")));
    String id = call.requiredId("id");
    Piece sound = call.at("call_recording").at("audio");
    if (sound.isObject()) {
      return recording(heading, id, customer, sound);
    }
    Piece written = call.at("call_transcript").at("document");
    if (written.isObject()) {
      String document = written.id("id");
      return new ChannelEvent.Transcription(
          heading, document == null ? id : document, id, null, "completed", null);
    }
    Piece outcomes = call.at("status");
    String outcome =
        outcomes.each().isEmpty() ? outcomes.text() : outcomes.each().getFirst().text();
    return new ChannelEvent.Call(
        heading,
        id,
        by,
        customer,
        (outcome != null ? outcome : event).toLowerCase(Locale.ROOT),
        null,
        call.seconds("duration"),
        null,
        false,
        GraphError.problems(call.at("errors")),
        null);
  }

  private static ChannelEvent recording(
      Heading heading, String callId, Party customer, Piece sound) {
    String id = sound.id("id");
    return new ChannelEvent.Recording(
        heading,
        id == null ? callId : id,
        callId,
        customer,
        "completed",
        new Part.File(
            Part.File.Kind.AUDIO,
            new Part.File.Whereabouts(id, sound.word("url"), sound.word("sha256")),
            sound.word("mime_type"),
            null,
            null),
        null);
  }

  /// A call of ours rings, was taken or refused.
  static ChannelEvent status(
      Heading heading, String id, String word, Party customer, Piece status) {
    return new ChannelEvent.Call(
        heading,
        id,
        By.BUSINESS,
        customer,
        word.toLowerCase(Locale.ROOT),
        null,
        null,
        null,
        false,
        GraphError.problems(status.at("errors")),
        null);
  }
}
