package relais.ingestemail;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.blobs.RawStore;
import relais.blobs.RawStore.Original;
import relais.conversation.Channel;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Quarantined;
import relais.conversation.InboundItem.Reason;
import relais.intake.MailArrival;
import relais.intake.MailItems;
import relais.intake.Opened;
import relais.intake.PreparedItem;
import relais.intake.Routing;
import relais.runtime.InboundQueue;
import relais.runtime.LogKey;
import relais.runtime.Metrics;
import relais.table.Ledger;
import relais.table.SettingsStore;
import relais.table.Table;

/// A mail has come in: it is read, its files are put aside, and each inbox it is for gets an item
/// on the inbound queue. Doing it again, from the start or after a crash at any point, puts the
/// same things in the same places.
@Singleton
@Requires(beans = RawStore.class) // the other function of this zip has none
final class IngestMail {
  private static final Logger LOG = LoggerFactory.getLogger(IngestMail.class);

  private final SettingsStore settings;
  private final RawStore originals;
  private final FileStore files;
  private final InboundQueue queue;
  private final Ledger ledger;
  private final InstantSource time;
  private final Metrics metrics;

  IngestMail(
      SettingsStore settings,
      RawStore originals,
      FileStore files,
      InboundQueue queue,
      Table table,
      InstantSource time,
      Metrics metrics) {
    this.settings = settings;
    this.originals = originals;
    this.files = files;
    this.queue = queue;
    this.ledger = new Ledger(table);
    this.time = time;
    this.metrics = metrics;
  }

  /// Takes one mail in.
  ///
  /// @return how many items went to the queue
  /// @throws IllegalStateException when the mail is not in the raw bucket; SES stores it before it
  ///     tells, so trying again is right
  int ingest(SesReceipt receipt) {
    String rawKey = BlobKeys.mail(receipt.messageId());
    try {
      return ingest(receipt, rawKey);
    } catch (RuntimeException e) {
      note(rawKey, e);
      throw e;
    }
  }

  /// The ledger says what went wrong with a mail it misses. That this cannot be written down either
  /// must not hide the first trouble.
  private void note(String rawKey, RuntimeException trouble) {
    try {
      ledger.failed(rawKey, time.instant(), trouble.getClass().getSimpleName());
    } catch (RuntimeException e) {
      trouble.addSuppressed(e);
    }
  }

  private int ingest(SesReceipt receipt, String rawKey) {
    Routing routing = Routing.of(receipt.recipients(), settings.load());
    List<PreparedItem> prepared =
        switch (originals.get(rawKey, MailItems.MAX_BYTES)) {
          case Original.Missing() ->
              throw new IllegalStateException("The original %s is not there".formatted(rawKey));
          case Original.TooLarge tooLarge ->
              MailItems.of(
                  receipt.arrival(tooLarge.storedAt(), tooLarge.size()),
                  () -> Opened.tooLarge(tooLarge.size(), MailItems.MAX_BYTES),
                  routing);
          case Original.Found found -> {
            MailArrival arrival = receipt.arrival(found.storedAt(), found.bytes().length);
            yield MailItems.of(arrival, () -> open(receipt, found.bytes()), routing);
          }
        };
    List<PreparedItem> fitting =
        prepared.stream().map(item -> item.ifIt(InboundQueue::fits)).toList();
    fitting.forEach(item -> item.store(files));
    List<InboundItem> items = fitting.stream().map(PreparedItem::item).toList();
    queue.send(items);
    items.forEach(item -> metrics.count(figure(item), Channel.EMAIL));
    LOG.atInfo()
        .addKeyValue(LogKey.SES_MESSAGE_ID.field(), receipt.messageId())
        .addKeyValue(LogKey.COUNT.field(), items.size())
        .log("Mail is on its way");
    return items.size();
  }

  private static Opened open(SesReceipt receipt, byte[] original) {
    try {
      return Opened.of(original);
    } catch (RuntimeException e) {
      // The reader promises not to fail. Should it, people see the mail rather than nobody.
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKey.SES_MESSAGE_ID.field(), receipt.messageId())
          .log("Reading a mail failed; it goes to quarantine");
      return new Opened.Unread(Reason.PROCESSING_FAILED, "Reading the mail failed.");
    }
  }

  private static String figure(InboundItem item) {
    if (!(item instanceof Quarantined quarantined)) {
      return "MessageReceived";
    }
    return quarantined.reason().isPolicy() ? "MessageRejected" : "MessageQuarantined";
  }
}
