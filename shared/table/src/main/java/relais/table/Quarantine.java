package relais.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.Channel;
import relais.conversation.EntryId;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.conversation.Ulid;

/// What nobody could read or place: kept, shown, never lost.
public final class Quarantine {
  private static final Table.Condition IS_NEW_OR_RETRIED =
      new Table.Condition(
          "attribute_not_exists(pk) OR #outcome = :retried",
          Map.of("#outcome", "outcome"),
          Item.empty().text(":retried", Outcome.RETRIED.word()));

  private final Table table;

  public Quarantine(Table table) {
    this.table = table;
  }

  /// One item in quarantine.
  public record Kept(EntryId id, InboundItem.Quarantined item) {}

  /// A12, A9: keeps an item. A second one with the same source changes nothing, unless the first
  /// was handed in again, to no avail.
  public Saved keep(InboundItem.Quarantined item) {
    EntryId id = id(item);
    InboxId inbox = item.inbox();
    LedgerMark mark = LedgerMark.of(item);
    Item receipt =
        Item.at(TableKeys.receipt(item.source()))
            .text("quarantine", id.value())
            .instant("at", item.receivedAt());
    if (mark != null) {
      mark.write(receipt, item.reason().isPolicy() ? Outcome.REJECTED : Outcome.QUARANTINED);
    }
    Optional<String> refused =
        table.transact(
            List.of(
                table.put("receipt", receipt, IS_NEW_OR_RETRIED),
                table.put(
                    "item",
                    Item.at(key(id))
                        .text("id", id.value())
                        .text("source", item.source())
                        .instant("receivedAt", item.receivedAt())
                        .text("channel", item.channel().word())
                        .text("reason", item.reason().word())
                        .text("detail", item.detail())
                        .text("inbox", inbox == null ? null : inbox.value())
                        .text("from", item.from())
                        .text("to", item.to())
                        .text("rawKey", item.rawKey())
                        .number("size", item.size())
                        .map("postmark", VerdictsItem.writePostmark(item.postmark()))),
                table.update(
                    "count",
                    new TableKeys.Key(TableKeys.COUNTS, TableKeys.QUARANTINE),
                    Counts.add(1))));
    if (refused.isEmpty()) {
      return Saved.DONE;
    }
    return refused.get().equals("receipt") ? Saved.ALREADY_RECEIVED : Saved.CHANGED_MEANWHILE;
  }

  /// A12: items in quarantine, newest first.
  ///
  /// @param before only items older than this one; null for the newest
  public List<Kept> page(@Nullable EntryId before, int limit) {
    return table
        .query(
            new Table.Range(
                null,
                "pk",
                TableKeys.QUARANTINE,
                "sk",
                before == null ? null : before.value(),
                null,
                true,
                limit))
        .stream()
        .map(Quarantine::read)
        .toList();
  }

  /// A12: one item.
  public Optional<Kept> find(EntryId id) {
    return table.get(key(id)).map(Quarantine::read);
  }

  /// Lets go of an item for good; its original stays where it is, and the ledger counts it as
  /// dismissed.
  ///
  /// @return false when it is gone already
  public boolean dismiss(EntryId id) {
    Optional<Kept> kept = find(id);
    return kept.isPresent() && table.transact(released(kept.get(), Outcome.DISMISSED)).isEmpty();
  }

  /// Lets go of an item that was handed in again, once for each request: its receipt stays. The
  /// ledger waits for what the new item becomes.
  ///
  /// @param source names the request
  /// @return false when the item is gone already or the request was fulfilled before
  public boolean release(EntryId id, String source) {
    Optional<Kept> kept = find(id);
    if (kept.isEmpty()) {
      return false;
    }
    List<Table.Write> writes = new ArrayList<>(released(kept.get(), Outcome.RETRIED));
    writes.add(
        table.put(
            "request",
            Item.at(TableKeys.receipt(source)).text("quarantine", id.value()),
            Table.Condition.IS_NEW));
    return table.transact(writes).isEmpty();
  }

  private List<Table.Write> released(Kept kept, Outcome outcome) {
    return List.of(
        table.delete(
            "item",
            key(kept.id()),
            new Table.Condition("attribute_exists(pk)", Map.of(), Item.empty())),
        table.update(
            "receipt",
            TableKeys.receipt(kept.item().source()),
            new Table.Change(
                "SET #outcome = :outcome",
                null,
                Map.of("#outcome", "outcome"),
                Item.empty().text(":outcome", outcome.word()))),
        table.update(
            "count", new TableKeys.Key(TableKeys.COUNTS, TableKeys.QUARANTINE), Counts.add(-1)));
  }

  /// A9: which item an earlier request with this source let go of.
  public Optional<EntryId> findReleasedBy(String source) {
    return table
        .get(TableKeys.receipt(source))
        .map(item -> item.findText("quarantine"))
        .map(EntryId::new);
  }

  private static EntryId id(InboundItem.Quarantined item) {
    return new EntryId(Ulid.derived(item.receivedAt(), item.source()));
  }

  private static TableKeys.Key key(EntryId id) {
    return new TableKeys.Key(TableKeys.QUARANTINE, id.value());
  }

  private static Kept read(Item item) {
    String inbox = item.findText("inbox");
    Instant receivedAt = item.instant("receivedAt");
    return new Kept(
        new EntryId(item.text("id")),
        new InboundItem.Quarantined(
            item.text("source"),
            receivedAt,
            Channel.of(item.text("channel")),
            InboundItem.Reason.of(item.text("reason")),
            item.text("detail"),
            inbox == null ? null : new InboxId(inbox),
            item.findText("from"),
            item.findText("to"),
            item.text("rawKey"),
            item.number("size"),
            VerdictsItem.readPostmark(item.findMap("postmark"))));
  }
}
