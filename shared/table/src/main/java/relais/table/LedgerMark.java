package relais.table;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.conversation.Postmark;

/// What the ledger knows of one item that a mail became. It stands on the item's receipt, so it is
/// written with the outcome or not at all.
///
/// @param day on which the original was stored (UTC)
/// @param rawKey where the original lies
/// @param source names the item; with `rawKey` it sorts as the bucket lists its originals
/// @param inbox null when no inbox has the address it was for
/// @param copies into how many items the mail was split
public record LedgerMark(
    LocalDate day, String rawKey, String source, @Nullable InboxId inbox, int copies) {

  /// The mark of an item that came by mail, else null.
  public static @Nullable LedgerMark of(InboundItem.Received item) {
    return of(item.postmark(), item.rawKey(), item.source(), item.inbox());
  }

  /// The mark of an item that came by mail, else null.
  static @Nullable LedgerMark of(InboundItem.Quarantined item) {
    return of(item.postmark(), item.rawKey(), item.source(), item.inbox());
  }

  private static @Nullable LedgerMark of(
      @Nullable Postmark postmark, String rawKey, String source, @Nullable InboxId inbox) {
    return postmark == null
        ? null
        : new LedgerMark(
            postmark.storedAt().atOffset(ZoneOffset.UTC).toLocalDate(),
            rawKey,
            source,
            inbox,
            postmark.copies());
  }

  /// Writes the mark onto a receipt.
  Item write(Item receipt, Outcome outcome) {
    return receipt
        .text("ledgerDay", day.toString())
        .text("ledgerKey", rawKey + SEPARATOR + source)
        .text("outcome", outcome.word())
        .text("inbox", inbox == null ? null : inbox.value())
        .number("copies", copies);
  }

  /// Sorts before every character of an SES id, so that marks sort as their originals do.
  static final String SEPARATOR = "#";

  /// Sorts right behind it.
  static final String AFTER_SEPARATOR = "$";
}
