package relais.channels;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Party;
import relais.conversation.Amendment;
import relais.conversation.CallProgress;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.Incoming;

/// Turns reports on telephone calls into items.
final class CallIntake {
  /// The states of a call in which nobody speaks any more.
  private static final Set<String> OVER =
      Set.of("completed", "busy", "failed", "no-answer", "canceled");

  /// What stands in the place of a number that is not shown.
  private static final Set<String> HIDDEN =
      Set.of("anonymous", "restricted", "unavailable", "unknown", "private", "+266696687");

  private final InboxChannel channel;
  private final WebhookArrival arrival;
  private final EventOrigin origin;
  private final MessageIntake messages;
  private final QuarantineIntake quarantine;

  CallIntake(
      InboxChannel channel,
      WebhookArrival arrival,
      EventOrigin origin,
      MessageIntake messages,
      QuarantineIntake quarantine) {
    this.channel = channel;
    this.arrival = arrival;
    this.origin = origin;
    this.messages = messages;
    this.quarantine = quarantine;
  }

  /// Every report of a call brings the call itself, of which the first counts, and what is known of
  /// it beside that it rings: so one that is lost or late takes nothing with it.
  List<InboundItem> call(ChannelEvent.Call call) {
    InboundItem.MessageReference.Ours ours = CallbackReference.read(call.callback());
    if (channel.takesCalls() && call.by() == By.BUSINESS && ours != null) {
      return ofOurs(call, ours);
    }
    if (!channel.takesCalls() || call.by() == By.BUSINESS) {
      return List.of(quarantine.spoken(call, call.id(), call.customer()));
    }
    Party caller = caller(call.customer(), call.id());
    InboundItem rings = rings(call, call.id(), caller);
    boolean over = OVER.contains(call.state());
    ChatPart.Call known =
        new ChatPart.Call(
            over, seconds(call.talked()), over ? seconds(call.duration()) : null, null, null);
    return known.equals(ChatPart.Call.RINGING)
        ? List.of(rings)
        : List.of(rings, called(call, call.id(), origin.identity(caller), known));
  }

  /// That the provider speaks of a call shows that it has it; what came of it stands in its entry.
  private List<InboundItem> ofOurs(ChannelEvent.Call call, InboundItem.MessageReference.Ours ours) {
    String source = origin.source(origin.place(call.heading(), call.id()));
    Instant at = origin.at(call.heading());
    InboundItem begun =
        new InboundItem.StatusReported(
            source + "/status/sent",
            arrival.receivedAt(),
            ours,
            call.id(),
            null,
            new ReportedStatus(ReportedStatus.Kind.SENT, at, null, null, false));
    CallProgress known =
        new CallProgress(OVER.contains(call.state()), call.connecting(), seconds(call.talked()));
    return known.equals(CallProgress.BEGUN)
        ? List.of(begun)
        : List.of(
            begun,
            new InboundItem.CallReported(
                "%s/%s/%s/%s"
                    .formatted(source, known.over(), known.agentReached(), known.talkedSeconds()),
                arrival.receivedAt(),
                ours,
                known,
                at));
  }

  /// A recording brings the call along where it says whose it was.
  List<InboundItem> recording(ChannelEvent.Recording recording) {
    Part.File file = recording.file();
    if (!channel.takesCalls() || file == null || file.at().url() == null) {
      return List.of(quarantine.spoken(recording, recording.id(), recording.customer()));
    }
    Party caller = caller(recording.customer(), recording.callId());
    InboundItem recorded =
        called(
            recording,
            recording.callId(),
            origin.identity(caller),
            new ChatPart.Call(false, null, null, file.at().url(), null));
    return origin.identity(recording.customer()) == null
        ? List.of(recorded)
        : List.of(rings(recording, recording.callId(), caller), recorded);
  }

  /// What was said in a recording; nothing while there are no words.
  List<InboundItem> transcription(ChannelEvent.Transcription written) {
    if (!channel.takesCalls() || written.callId() == null) {
      return List.of(quarantine.spoken(written, written.id(), Party.NOBODY));
    }
    return written.text() == null
        ? List.of()
        : List.of(
            called(
                written,
                written.callId(),
                origin.identity(caller(Party.NOBODY, written.callId())),
                new ChatPart.Call(false, null, null, null, written.text())));
  }

  private InboundItem rings(ChannelEvent event, String id, Party caller) {
    return messages.received(
        event,
        id,
        caller,
        Incoming.CALL,
        ChatFields.of(MessageIntake.NOBODYS_WORDS, List.of(ChatPart.Call.RINGING)),
        List.of());
  }

  private InboundItem called(
      ChannelEvent event, String id, @Nullable Identity from, ChatPart.Call known) {
    Heading heading = event.heading();
    return messages.amended(
        heading,
        origin.place(heading, id) + "/" + EventOrigin.hash(told(known)),
        from,
        id,
        _ -> new Amendment.Called(origin.at(heading), known));
  }

  /// What tells apart what is known of one call.
  private static String told(ChatPart.Call known) {
    return "%s %s %s %s %s"
        .formatted(
            known.over(),
            known.talkedSeconds(),
            known.seconds(),
            known.recording(),
            known.transcription());
  }

  /// Who hides their number is a stranger in each call: two of them are not one person.
  private static Party caller(Party customer, String call) {
    String written = customer.written();
    return written == null || HIDDEN.contains(written.toLowerCase(Locale.ROOT))
        ? new Party(null, call, null, "Anonymous")
        : customer;
  }

  private static @Nullable Integer seconds(@Nullable Duration duration) {
    return duration == null
        ? null
        : Integer.valueOf((int) Math.min(Integer.MAX_VALUE, duration.toSeconds()));
  }
}
