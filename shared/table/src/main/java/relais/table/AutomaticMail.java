package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.conversation.Acknowledgement;
import relais.conversation.Acknowledging;
import relais.conversation.Acknowledging.HeldMail;
import relais.conversation.Acknowledging.Running;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboxId;

/// Automatic mail: whom an inbox told, how much there was of late, and what is held.
public final class AutomaticMail {
  /// Some time more than it counts, for the table forgets when it pleases.
  private static final Duration KEPT_LONGER = Duration.ofHours(1);

  private static final Table.Condition IS_THERE =
      new Table.Condition("attribute_exists(pk)", Map.of(), Item.empty());

  private final Table table;

  public AutomaticMail(Table table) {
    this.table = table;
  }

  /// What is written along with a mail that is answered by a machine, in the same transaction: two
  /// mails of one moment tell their sender once, and no limit is passed.
  ///
  /// @param answer that is told or held
  /// @param earlier what the decision rests on
  /// @param limits of the inbox
  public record Said(
      InboxId inbox,
      Identity to,
      Acknowledging.Answer answer,
      Acknowledging.Earlier earlier,
      Acknowledgement.Limits limits,
      Instant at) {}

  /// A20, A60, A61: what is known of a sender and of automatic mail before; one BatchGet.
  public Acknowledging.Earlier earlier(InboxId inbox, Identity sender) {
    Map<String, Item> found =
        table
            .getAll(
                List.of(
                    TableKeys.told(inbox, sender),
                    TableKeys.addressMark(sender),
                    TableKeys.automaticTo(sender),
                    TableKeys.automaticFrom(inbox)))
            .stream()
            .collect(Collectors.toMap(item -> item.text("pk"), Function.identity()));
    Item told = found.get(TableKeys.told(inbox, sender).pk());
    return new Acknowledging.Earlier(
        told == null ? null : told.instant("at"),
        found.containsKey(TableKeys.addressMark(sender).pk()),
        running(found.get(TableKeys.automaticTo(sender).pk())),
        running(found.get(TableKeys.automaticFrom(inbox).pk())));
  }

  /// A62: what is held, oldest first.
  public List<HeldMail> held(int limit) {
    return table.query(Table.Range.of(TableKeys.HELD, null, limit)).stream()
        .map(AutomaticMail::read)
        .toList();
  }

  /// A62: lets go of what was held, without sending it.
  ///
  /// @return false when it is gone already
  public boolean discard(HeldMail held) {
    return table.transactPatiently(List.of(letGo(held))).isEmpty();
  }

  Table.Write letGo(HeldMail held) {
    return table.delete("held", TableKeys.held(held.id()), IS_THERE);
  }

  List<Table.Write> writes(Said said) {
    Instant at = said.at();
    List<Table.Write> writes = new ArrayList<>();
    writes.add(
        table.put(
            "told",
            Item.at(TableKeys.told(said.inbox(), said.to()))
                .instant("at", at)
                .number(
                    "expiresAt",
                    at.plus(Acknowledgement.ONCE_IN).plus(KEPT_LONGER).getEpochSecond()),
            new Table.Condition(
                "attribute_not_exists(pk) OR #at <= :before",
                Map.of("#at", "at"),
                Item.empty().instant(":before", at.minus(Acknowledgement.ONCE_IN)))));
    switch (said.answer()) {
      case Acknowledging.Answer.Told _ -> {
        writes.add(
            oneMore(
                TableKeys.automaticTo(said.to()),
                said.earlier().toSender(),
                said.limits().perRecipient(),
                at));
        writes.add(
            oneMore(
                TableKeys.automaticFrom(said.inbox()),
                said.earlier().fromInbox(),
                said.limits().perInbox(),
                at));
      }
      case Acknowledging.Answer.Held(HeldMail held) ->
          writes.add(table.put("held", write(held), Table.Condition.IS_NEW));
      case Acknowledging.Answer.Silence() ->
          throw new IllegalArgumentException("Nothing is written about silence");
    }
    return writes;
  }

  /// Counts one more in the hour that runs, or begins an hour with it. Several may count at once;
  /// none passes what the hour before leaves of the limit.
  private Table.Write oneMore(TableKeys.Key key, @Nullable Running before, int limit, Instant now) {
    Running after = Running.next(before, now);
    if (before != null && after.since().equals(before.since())) {
      return table.update(
          "automatic",
          key,
          new Table.Change(
              "ADD #count :one",
              "#since = :since AND #count < :limit",
              Map.of("#count", "count", "#since", "since"),
              Item.empty()
                  .number(":one", 1)
                  .number(":limit", Running.room(before, limit, now))
                  .instant(":since", before.since())));
    }
    return table.put(
        "automatic",
        Item.at(key)
            .instant("since", after.since())
            .number("count", after.count())
            .number("before", after.before())
            .number("expiresAt", now.plus(KEPT_LONGER.multipliedBy(3)).getEpochSecond()),
        before == null
            ? Table.Condition.IS_NEW
            : new Table.Condition(
                "#since = :since",
                Map.of("#since", "since"),
                Item.empty().instant(":since", before.since())));
  }

  private static @Nullable Running running(@Nullable Item item) {
    return item == null
        ? null
        : new Running(
            item.instant("since"), (int) item.number("count"), (int) item.numberOr("before", 0));
  }

  private static Item write(HeldMail held) {
    return Item.at(TableKeys.held(held.id()))
        .text("inbox", held.inbox().value())
        .text("conversation", held.conversation().value())
        .text("answered", held.answered().value())
        .text("to", held.to().toString())
        .text("words", held.text())
        .instant("at", held.at())
        .text("why", held.why().word());
  }

  private static HeldMail read(Item item) {
    return new HeldMail(
        new EntryId(item.text("sk")),
        new InboxId(item.text("inbox")),
        new ConversationId(item.text("conversation")),
        new EntryId(item.text("answered")),
        ConversationItem.identity(item.text("to")),
        item.text("words"),
        item.instant("at"),
        Acknowledging.Brake.of(item.text("why")));
  }
}
