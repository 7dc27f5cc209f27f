package relais.channels;

import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Party;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Reason;
import relais.conversation.Inbox;

/// Turns what no conversation can take into items that a person looks at.
final class QuarantineIntake {
  private final InboxChannel channel;
  private final WebhookArrival arrival;
  private final EventOrigin origin;
  private final long size;

  /// @param size of the webhook, in bytes
  QuarantineIntake(InboxChannel channel, WebhookArrival arrival, EventOrigin origin, long size) {
    this.channel = channel;
    this.arrival = arrival;
    this.origin = origin;
    this.size = size;
  }

  /// What the provider could not tell.
  InboundItem trouble(ChannelEvent.Trouble trouble) {
    return quarantined(
        "trouble/" + EventOrigin.hash(trouble.raw()),
        Reason.UNKNOWN_TYPE,
        trouble.heading().account(),
        null,
        words(trouble));
  }

  /// What this version does not know.
  InboundItem unsupported(ChannelEvent.Unsupported unknown) {
    return quarantined(
        "unknown/" + EventOrigin.hash(unknown.raw()),
        Reason.UNKNOWN_TYPE,
        unknown.heading().account(),
        null,
        "%s sent something that this version does not know: %s (at %s of the original)."
            .formatted(channel.label(), unknown.what(), unknown.heading().pointer()));
  }

  /// What cannot be read.
  InboundItem unreadable(ChannelEvent.Unreadable unreadable) {
    return quarantined(
        "unreadable/" + EventOrigin.hash(unreadable.raw()),
        Reason.UNREADABLE,
        unreadable.heading().account(),
        null,
        unreadable.heading().pointer().isEmpty()
            ? unreadable.reason()
            : "%s (at %s of the original)"
                .formatted(unreadable.reason(), unreadable.heading().pointer()));
  }

  /// A message of which nobody knows whose it is.
  InboundItem nobody(String place, Heading heading) {
    return quarantined(
        place,
        Reason.UNREADABLE,
        heading.account(),
        null,
        "A message names neither the phone number nor the user id of the customer (at %s of the"
                .formatted(heading.pointer())
            + " original).");
  }

  /// What is for an account that no inbox has.
  InboundItem unrouted(String place, Account account, @Nullable String from) {
    return quarantined(
        place,
        Reason.UNROUTED,
        account,
        from,
        account.id() == null
            ? "The webhook does not name the %s it is for.".formatted(channel.accountWord())
            : "No inbox has the %s %s. Add an inbox for it, then retry."
                .formatted(channel.accountWord(), account.id()));
  }

  /// A call that this version cannot put into a conversation.
  InboundItem spoken(ChannelEvent event, String id, Party customer) {
    return quarantined(
        origin.place(event.heading(), id) + "/" + EventOrigin.hash(said(event)),
        Reason.UNKNOWN_TYPE,
        event.heading().account(),
        customer.written(),
        "%s reports a call: %s. This version cannot put calls into a conversation."
            .formatted(channel.label(), EventWords.of(event)));
  }

  /// What tells reports of one call apart. The form is the one that such names had first: what a
  /// call gets besides must not give another name to what is in quarantine already.
  private static String said(ChannelEvent event) {
    return event instanceof ChannelEvent.Call call
        ? "Call[heading=%s, id=%s, by=%s, customer=%s, state=%s, sequence=%s, duration=%s, errors=%s]"
            .formatted(
                call.heading(),
                call.id(),
                call.by(),
                call.customer(),
                call.state(),
                call.sequence(),
                call.duration(),
                call.errors())
        : event.toString();
  }

  private String words(ChannelEvent.Trouble trouble) {
    StringBuilder detail =
        new StringBuilder(channel.label() + " had trouble with something it wanted to tell:");
    for (ChannelEvent.Problem problem : trouble.errors()) {
      detail.append(' ').append(problem.code());
      for (String words : new @Nullable String[] {problem.title(), problem.details()}) {
        if (words != null) {
          detail.append(' ').append(words);
        }
      }
      detail.append(';');
    }
    return detail.substring(0, Math.min(detail.length() - 1, 1000)) + ".";
  }

  private InboundItem quarantined(
      String place, Reason reason, Account account, @Nullable String from, String detail) {
    Inbox inbox = origin.inbox(account);
    return new InboundItem.Quarantined(
        // A name of its own: the same piece may be taken in under its proper name later.
        "quarantine/" + origin.source(place),
        arrival.receivedAt(),
        channel.medium(),
        reason,
        detail,
        inbox == null ? null : inbox.id(),
        from,
        account.display() != null ? account.display() : account.id(),
        arrival.rawKey(),
        size);
  }
}
