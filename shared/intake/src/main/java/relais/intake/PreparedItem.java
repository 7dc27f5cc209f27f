package relais.intake;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.blobs.FileStore.WholeBody;
import relais.conversation.EntryId;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Quarantined;
import relais.conversation.InboundItem.Reason;
import relais.conversation.InboundItem.Received;
import relais.conversation.Incoming;
import relais.mail.Attachment;

/// One item that a mail becomes, and what has to be stored beside it before the item is sent. The
/// keys are in the item already: they follow from its name, so that storing again changes nothing.
///
/// @param whole what goes to where the item says the whole body is; null when nothing is missing
/// @param files what goes to where the item says its files are, in their order
/// @param recipient the address that led here, null when nobody says
public record PreparedItem(
    InboundItem item,
    @Nullable WholeBody whole,
    List<Attachment> files,
    @Nullable String recipient) {
  public PreparedItem {
    files = List.copyOf(files);
  }

  static PreparedItem of(Quarantined item) {
    return new PreparedItem(item, null, List.of(), item.to());
  }

  /// Stores what the item speaks of.
  public void store(FileStore store) {
    if (!(item instanceof Received received)) {
      return;
    }
    EntryId message = Incoming.messageId(received);
    if (whole != null) {
      String unused = store.putBody(message, whole);
    }
    for (int i = 0; i < files.size(); i++) {
      Attachment file = files.get(i);
      store.put(BlobKeys.attachment(message, i), file.content(), file.type());
    }
  }

  /// This item, or in its place one for quarantine when it is larger than what can be sent.
  public PreparedItem ifIt(Predicate<InboundItem> fits) {
    if (!(item instanceof Received received) || fits.test(item)) {
      return this;
    }
    return of(
        new Quarantined(
            received.source(),
            received.receivedAt(),
            received.channel(),
            Reason.TOO_LARGE,
            "The header of the mail is larger than can be handled.",
            received.inbox(),
            received.from().value(),
            recipient,
            received.rawKey(),
            0,
            received.postmark()));
  }
}
