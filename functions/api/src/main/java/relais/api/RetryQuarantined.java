package relais.api;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.blobs.RawStore;
import relais.channels.WebhookArrival;
import relais.channels.WebhookCall;
import relais.channels.WebhookIntake;
import relais.channels.registry.Channels;
import relais.conversation.Channel;
import relais.conversation.EntryId;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.Settings;
import relais.intake.MailItems;
import relais.runtime.InboundQueue;
import relais.table.Quarantine;

/// Reads an original in quarantine once more, with today's settings and today's program, and sends
/// what it says the way of everything that comes in. Only when it is on its way is the item let go
/// of; a crash in between sends the same once more, which changes nothing.
@Singleton
final class RetryQuarantined {
  private final Quarantine quarantine;
  private final RawStore originals;
  private final RereadMail mail;
  private final RereadSites sites;
  private final InboundQueue queue;

  RetryQuarantined(
      Quarantine quarantine,
      RawStore originals,
      RereadMail mail,
      RereadSites sites,
      InboundQueue queue) {
    this.quarantine = quarantine;
    this.originals = originals;
    this.mail = mail;
    this.sites = sites;
    this.queue = queue;
  }

  void retry(Caller caller, EntryId id, IdempotencyKey key, QuarantineRetryRequest request) {
    caller.mustAdminister();
    String source = key.source(caller.user().id());
    if (quarantine.findReleasedBy(source).filter(id::equals).isPresent()) {
      return;
    }
    InboundItem.Quarantined item =
        quarantine.find(id).map(Quarantine.Kept::item).orElseThrow(Problem::notFound);
    queue.send(read(item, request.inbox(), caller.settings()));
    quarantine.release(id, source);
  }

  private List<InboundItem> read(
      InboundItem.Quarantined item, @Nullable String inbox, Settings settings) {
    RawStore.Original.Found original =
        switch (originals.get(item.rawKey(), MailItems.MAX_BYTES)) {
          case RawStore.Original.Found found -> found;
          case RawStore.Original.TooLarge _ ->
              throw unreadable("The original is larger than what can be taken in.");
          case RawStore.Original.Missing _ -> throw unreadable("The original is no longer there.");
        };
    boolean ofSite = item.channel().equals(Channel.WEBCHAT) || item.channel().equals(Channel.FORM);
    List<InboundItem> items =
        ofSite
            ? List.of(
                sites
                    .read(item, original.bytes(), settings)
                    .orElseThrow(
                        () ->
                            unreadable(
                                "It was read again and still nobody can make anything of it.")))
            : item.channel().isMail()
                ? List.of(mail.read(item, original, mailInbox(item, inbox, settings), settings))
                : WebhookIntake.read(
                        Channels.findTakenIn(item.channel())
                            .orElseThrow(() -> unreadable("Its channel is not taken in any more.")),
                        WebhookCall.of(original.bytes()),
                        new WebhookArrival(
                            settings, item.receivedAt(), item.rawKey(), cameTo(item, settings)))
                    .items();
    if (items.isEmpty()
        || items.stream()
            .anyMatch(
                again ->
                    again instanceof InboundItem.Quarantined
                        && again.source().equals(item.source()))) {
      throw unreadable("It was read again and still nobody can make anything of it.");
    }
    if (!items.stream().allMatch(InboundQueue::fits)) {
      throw unreadable("Its header is larger than can be handled.");
    }
    return items.stream().map(again -> underANewName(again, item)).toList();
  }

  /// The inbox at whose own address it came in; null where all of its channel share one.
  private static Inbox.@Nullable Connected cameTo(InboundItem.Quarantined item, Settings settings) {
    return settings.inboxes().stream()
        .filter(inbox -> inbox.id().equals(item.inbox()))
        .filter(Inbox.Connected.class::isInstance)
        .map(Inbox.Connected.class::cast)
        .findFirst()
        .orElse(null);
  }

  /// The item in quarantine has used its name up: what bears the same would count as received.
  private static InboundItem underANewName(InboundItem again, InboundItem.Quarantined item) {
    if (!again.source().equals(item.source())) {
      return again;
    }
    String source = "again/" + item.source();
    return switch (again) {
      case InboundItem.Received received -> received.withSource(source);
      case InboundItem.StatusReported status ->
          new InboundItem.StatusReported(
              source,
              status.receivedAt(),
              status.message(),
              status.providerId(),
              status.mimeMessageId(),
              status.status(),
              status.marks());
      case InboundItem.Amended amended ->
          new InboundItem.Amended(
              source,
              amended.receivedAt(),
              amended.inbox(),
              amended.channel(),
              amended.customer(),
              amended.original(),
              amended.amendment(),
              amended.rawKey());
      case InboundItem.SentByAccount sent ->
          new InboundItem.SentByAccount(
              source,
              sent.receivedAt(),
              sent.inbox(),
              sent.channel(),
              sent.to(),
              sent.at(),
              sent.body(),
              sent.files(),
              sent.providerId(),
              sent.rawKey());
      case InboundItem.AccountReported _, InboundItem.CallReported _ -> again;
      case InboundItem.Quarantined _ ->
          throw new IllegalStateException("Refused above: it is in quarantine again");
    };
  }

  /// The inbox an admin chose, else the one the mail was for, else the one its address has by now.
  private static Inbox.Email mailInbox(
      InboundItem.Quarantined item, @Nullable String chosen, Settings settings) {
    return settings.inboxes().stream()
        .filter(Inbox.Email.class::isInstance)
        .map(Inbox.Email.class::cast)
        .filter(inbox -> chosen == null ? wants(inbox, item) : inbox.id().value().equals(chosen))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.field(
                    "inbox", "No inbox for mail has this address. Choose the inbox it is for."));
  }

  private static boolean wants(Inbox.Email inbox, InboundItem.Quarantined item) {
    String to = item.to();
    return inbox.id().equals(item.inbox()) || (to != null && Fields.isFor(inbox, to));
  }

  private static Problem unreadable(String why) {
    return Problem.of(
        ProblemCode.NOT_REPEATABLE,
        why + " It stays here; download the original to see what it is, or dismiss it.");
  }
}
