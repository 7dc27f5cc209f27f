package relais.channels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;

/// Turns what a webhook says into what travels on the inbound queue, alike for every channel.
public final class WebhookIntake {
  private final InboxChannel channel;
  private final WebhookArrival arrival;
  private final MessageIntake messages;
  private final CallIntake calls;
  private final StatusIntake statuses;
  private final QuarantineIntake quarantine;

  /// By source: what a payload says twice counts once.
  private final Map<String, InboundItem> items = new LinkedHashMap<>();

  private final List<WebhookReading.Notice> notices = new ArrayList<>();

  private WebhookIntake(InboxChannel channel, WebhookArrival arrival, long size) {
    EventOrigin origin = new EventOrigin(channel, arrival);
    this.channel = channel;
    this.arrival = arrival;
    this.quarantine = new QuarantineIntake(channel, arrival, origin, size);
    this.messages = new MessageIntake(channel, arrival, origin, quarantine);
    this.calls = new CallIntake(channel, arrival, origin, messages, quarantine);
    this.statuses = new StatusIntake(channel, arrival, origin, quarantine);
  }

  /// Reads a body into items. Never fails: what cannot be read becomes an item that says so.
  public static WebhookReading read(
      InboxChannel channel, WebhookCall call, WebhookArrival arrival) {
    WebhookIntake intake = new WebhookIntake(channel, arrival, call.body().length);
    channel.read(call).forEach(intake::take);
    return new WebhookReading(List.copyOf(intake.items.values()), intake.notices);
  }

  private void take(ChannelEvent event) {
    switch (event) {
      case ChannelEvent.Message message ->
          add(message.by() == By.CUSTOMER ? messages.message(message) : messages.echo(message));
      case ChannelEvent.Edit edit ->
          add(messages.change(edit, edit.by(), edit.customer(), edit.id(), edit.original()));
      case ChannelEvent.Deletion deletion ->
          add(
              messages.change(
                  deletion,
                  deletion.by(),
                  deletion.customer(),
                  deletion.id(),
                  deletion.original()));
      case ChannelEvent.Reaction reaction ->
          add(
              messages.change(
                  reaction,
                  reaction.by(),
                  reaction.customer(),
                  reaction.id(),
                  reaction.original()));
      case ChannelEvent.Occurrence occurrence -> add(messages.occurrence(occurrence));
      case ChannelEvent.Status status -> status(status);
      case ChannelEvent.Call call -> calls.call(call).forEach(this::add);
      case ChannelEvent.Recording recording -> calls.recording(recording).forEach(this::add);
      case ChannelEvent.Transcription written -> calls.transcription(written).forEach(this::add);
      case ChannelEvent.Past past -> past(past);
      case ChannelEvent.Notice notice -> {
        notice(
            orUnknown(notice.heading().type()),
            notice.event() == null ? "" : notice.event(),
            notice.heading());
        told(notice);
      }
      case ChannelEvent.Trouble trouble -> add(quarantine.trouble(trouble));
      case ChannelEvent.Unsupported unknown -> add(quarantine.unsupported(unknown));
      case ChannelEvent.Unreadable unreadable -> add(quarantine.unreadable(unreadable));
    }
  }

  private void add(InboundItem item) {
    items.putIfAbsent(item.source(), item);
  }

  private void notice(String field, String event, Heading heading) {
    notices.add(new WebhookReading.Notice(field, event, heading.pointer()));
  }

  /// News about an account are for every inbox that is connected to it.
  private void told(ChannelEvent.Notice notice) {
    ChannelEvent.Notice.Told told = notice.told();
    String account = notice.heading().account().id();
    if (told == null || account == null) {
      return;
    }
    // The same news may come again later, and are news then.
    String moment = told.at() == null ? arrival.rawKey() : told.at().toString();
    for (Inbox.Connected inbox : arrival.settings().connected(channel.medium())) {
      boolean isItsNumber =
          told.number() == null || told.number().equals(Piece.digitsOf(inbox.address()));
      if (channel.isAbout(inbox, account) && isItsNumber) {
        add(
            new InboundItem.AccountReported(
                "%s/account/%s/%s"
                    .formatted(channel.word(), inbox.id(), EventOrigin.hash(moment + notice.raw())),
                arrival.receivedAt(),
                inbox.id(),
                channel.medium(),
                told.at() == null || told.at().isAfter(arrival.receivedAt())
                    ? arrival.receivedAt()
                    : told.at(),
                told.report(),
                arrival.rawKey()));
      }
    }
  }

  private void status(ChannelEvent.Status status) {
    statuses
        .find(status)
        .ifPresentOrElse(
            this::add, () -> notice("status", status.progress().word(), status.heading()));
  }

  private void past(ChannelEvent.Past past) {
    // One line for all of them: there may be thousands, and nobody waits for an answer.
    if (notices.stream().noneMatch(notice -> notice.field().equals("history"))) {
      notice("history", "past messages are not taken in", past.heading());
    }
  }

  private static String orUnknown(@Nullable String word) {
    return word == null ? "unknown" : word;
  }
}
