package relais.api;

import jakarta.inject.Singleton;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.blobs.RawStore;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Received;
import relais.conversation.Inbox;
import relais.conversation.MailPolicy;
import relais.conversation.Postmark;
import relais.conversation.Settings;
import relais.conversation.Verdicts;
import relais.intake.MailArrival;
import relais.intake.MailItems;
import relais.intake.Opened;
import relais.intake.PreparedItem;
import relais.intake.Routing;
import relais.intake.StoredEnvelope;
import relais.mail.ReceivedMail;
import relais.runtime.InboundQueue;

/// A mail that comes out of quarantine, as the inbound item it should have been. An admin who lets
/// it in has looked at it: what the inbox thinks of spam does not count again, a virus does.
@Singleton
final class RereadMail {
  private final FileStore files;

  RereadMail(FileStore files) {
    this.files = files;
  }

  /// Reads the original and stores what does not fit into an item.
  Received read(
      InboundItem.Quarantined item,
      RawStore.Original.Found original,
      Inbox.Email inbox,
      Settings settings) {
    Opened opened = Opened.of(original.bytes());
    Postmark postmark = item.postmark();
    Verdicts verdicts =
        postmark != null
            ? postmark.verdicts()
            : opened instanceof Opened.Read(ReceivedMail mail)
                ? StoredEnvelope.of(mail, settings).verdicts()
                : null;
    String to = item.to();
    PreparedItem prepared =
        MailItems.of(
                new MailArrival(
                    BlobKeys.findSesMessageId(item.rawKey()).orElse(item.rawKey()),
                    item.receivedAt(),
                    postmark == null ? original.storedAt() : postmark.storedAt(),
                    item.rawKey(),
                    original.bytes().length,
                    item.from(),
                    verdicts),
                () -> opened,
                Routing.to(letIn(inbox), to == null ? inbox.address() : to, settings))
            .getFirst()
            .ifIt(InboundQueue::fits);
    return switch (prepared.item()) {
      case Received received -> {
        prepared.store(files);
        Postmark read = received.postmark();
        yield postmark == null || read == null
            ? received
            : received.with(postmark.withDigest(read.digest()));
      }
      case InboundItem.Quarantined again -> throw notRepeatable(again.detail());
      case InboundItem.StatusReported _,
          InboundItem.Amended _,
          InboundItem.CallReported _,
          InboundItem.SentByAccount _,
          InboundItem.AccountReported _ ->
          throw new IllegalStateException("A mail becomes a message");
    };
  }

  private static Inbox.Email letIn(Inbox.Email inbox) {
    return inbox.with(
        new MailPolicy(
            inbox.policy().spam() instanceof MailPolicy.OnSpam.Quarantine
                ? new MailPolicy.OnSpam.Deliver()
                : inbox.policy().spam(),
            inbox.policy().admitsInfected(),
            inbox.policy().adoptsOriginalSender()));
  }

  private static Problem notRepeatable(String why) {
    return Problem.of(
        ProblemCode.NOT_REPEATABLE,
        why + " It stays here; look at the original with care, or dismiss it.");
  }
}
