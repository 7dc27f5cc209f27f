package relais.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.blobs.RawStore;
import relais.conversation.Settings;
import relais.intake.MailArrival;
import relais.intake.MailItems;
import relais.intake.Opened;
import relais.intake.PreparedItem;
import relais.intake.Routing;
import relais.intake.StoredEnvelope;
import relais.mail.ReceivedMail;
import relais.runtime.InboundQueue;
import relais.runtime.LogKey;
import relais.table.Ledger;
import relais.table.MissingMail;
import relais.table.Table;

/// Sends what the ledger misses the way of everything that comes in. The items bear the names they
/// would have had at the first time: what is there already is not taken in twice.
///
/// An original goes off the list when its items are on the queue; whether they arrive, the next run
/// finds out.
@Singleton
final class TakeInMissing {
  private static final Logger LOG = LoggerFactory.getLogger(TakeInMissing.class);
  private static final Duration AT_MOST = Duration.ofSeconds(12);
  private static final int MAX_AT_ONCE = 50;

  private final Ledger ledger;
  private final RawStore originals;
  private final FileStore files;
  private final InboundQueue queue;
  private final InstantSource time;

  TakeInMissing(
      Table table, RawStore originals, FileStore files, InboundQueue queue, InstantSource time) {
    this.ledger = new Ledger(table);
    this.originals = originals;
    this.files = files;
    this.queue = queue;
    this.time = time;
  }

  TakenInJson takeIn(Caller caller, TakeInRequest request) {
    caller.mustAdminister();
    Instant now = time.instant();
    Period period = Period.of(request.from(), request.to(), now);
    String key = request.key();
    List<MissingMail> missing =
        key == null
            ? ledger.missing(period.from(), period.to(), MAX_AT_ONCE + 1)
            : period.days().flatMap(day -> ledger.findMissing(day, key).stream()).toList();
    int taken = 0;
    int failed = 0;
    int left = missing.size();
    for (MissingMail mail : missing) {
      if (taken + failed == MAX_AT_ONCE || time.instant().isAfter(now.plus(AT_MOST))) {
        break;
      }
      left--;
      if (takeIn(mail, caller.settings())) {
        taken++;
      } else {
        failed++;
      }
    }
    return new TakenInJson(taken, failed, left > 0);
  }

  private boolean takeIn(MissingMail mail, Settings settings) {
    RawStore.Original original = originals.get(mail.rawKey(), MailItems.MAX_BYTES);
    List<PreparedItem> prepared =
        switch (original) {
          case RawStore.Original.Missing() -> List.of();
          case RawStore.Original.TooLarge tooLarge ->
              MailItems.of(
                  arrival(mail, tooLarge.size(), NOTHING_KNOWN),
                  () -> Opened.tooLarge(tooLarge.size(), MailItems.MAX_BYTES),
                  Routing.of(List.of(), settings));
          case RawStore.Original.Found found -> prepared(mail, found.bytes(), settings);
        };
    if (prepared.isEmpty()) {
      LOG.atWarn()
          .addKeyValue(LogKey.RAW_KEY.field(), mail.rawKey())
          .log("An original that the ledger misses is not in the bucket any more");
      return false;
    }
    List<PreparedItem> fitting =
        prepared.stream().map(item -> item.ifIt(InboundQueue::fits)).toList();
    fitting.forEach(item -> item.store(files));
    queue.send(fitting.stream().map(PreparedItem::item).toList());
    ledger.forgetMissing(mail.day(), mail.rawKey());
    return true;
  }

  private static List<PreparedItem> prepared(MissingMail mail, byte[] original, Settings settings) {
    Opened opened = Opened.of(original);
    StoredEnvelope envelope =
        switch (opened) {
          case Opened.Read(ReceivedMail read) -> StoredEnvelope.of(read, settings);
          case Opened.Unread _ -> NOTHING_KNOWN;
        };
    return MailItems.of(
        arrival(mail, original.length, envelope),
        () -> opened,
        Routing.of(envelope.recipients(), settings));
  }

  private static MailArrival arrival(MissingMail mail, long size, StoredEnvelope envelope) {
    return new MailArrival(
        BlobKeys.findSesMessageId(mail.rawKey()).orElseThrow(),
        mail.storedAt(),
        mail.storedAt(),
        mail.rawKey(),
        size,
        envelope.from(),
        envelope.verdicts());
  }

  private static final StoredEnvelope NOTHING_KNOWN = new StoredEnvelope(List.of(), null, null);
}
