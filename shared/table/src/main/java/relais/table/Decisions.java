package relais.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import relais.conversation.Acknowledging;
import relais.conversation.AddressMark;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.Identity;
import relais.conversation.Splitting;
import relais.conversation.TeamId;
import relais.conversation.UserId;

/// What is written when a person or the product decided something. Every save is one transaction:
/// the new state, the entries that explain it, and what else changes with it.
public final class Decisions {
  private static final String SAME_STATUS = " AND #status = :status AND #attempt = :attempt";

  private final Table table;
  private final SaveParts parts;
  private final AutomaticMail automaticMail;

  public Decisions(Table table) {
    this.table = table;
    this.parts = new SaveParts(table);
    this.automaticMail = new AutomaticMail(table);
  }

  /// A conversation that changes beside another one, in the same transaction.
  public record Beside(Conversation before, Decision.Changed changed) {}

  /// Saves what a person or the product decided.
  ///
  /// @param source names the request, so that a second one changes nothing; null where the version
  ///     alone says so
  public Saved save(Conversation before, Decision.Changed changed, @Nullable String source) {
    return parts.together(decided(before, changed, source));
  }

  /// Saves what a person wrote, and forgets the draft of it in the same write.
  ///
  /// @param draft the draft whose words these are
  public Saved save(
      Conversation before, Decision.Changed changed, String source, Drafts.Sent draft) {
    List<Table.Write> writes = decided(before, changed, source);
    List<Table.Write> all = new ArrayList<>(writes);
    all.add(Drafts.sent(table, draft));
    Optional<String> refused = table.transact(all);
    // Its author went on writing on another device: those words stay.
    boolean writtenSince = refused.filter("draft"::equals).isPresent();
    return writtenSince ? parts.together(writes) : SaveParts.outcome(refused.orElse(null));
  }

  /// Saves a conversation that grows by automatic mail that was held, and lets go of that.
  ///
  /// @return already received when somebody sent or discarded it before
  public Saved release(Conversation before, Decision.Changed changed, Acknowledging.HeldMail held) {
    List<Table.Write> writes = decided(before, changed, null);
    // First, so that its refusal is the one that is named: the rest is refused with it.
    writes.addFirst(automaticMail.letGo(held));
    return parts.together(writes);
  }

  /// Saves that a contact is known by another identity too.
  ///
  /// @return changed meanwhile, also when the identity is somebody's already
  public Saved identify(Conversation before, Decision.Changed changed, Identity identity) {
    List<Table.Write> writes = decided(before, changed, null);
    writes.addAll(Contacts.identified(table, before.origin().contact(), identity));
    return parts.together(writes);
  }

  /// Saves that a conversation is with somebody else: it is listed among theirs from now on.
  ///
  /// @param newContact the contact to create with it, null when it exists
  public Saved saveContact(
      Conversation before, Decision.Changed changed, @Nullable Contact newContact) {
    Conversation after = changed.conversation();
    List<Table.Write> writes = decided(before, changed, null);
    if (!before.origin().contact().equals(after.origin().contact())) {
      writes.add(
          table.delete(
              "contact", TableKeys.contactConversation(before.origin().contact(), before.id())));
      writes.add(parts.past(after));
    }
    writes.addAll(Contacts.created(table, newContact));
    return parts.together(writes);
  }

  /// Saves that an address is no longer marked, and takes the mark away.
  public Saved unmark(
      Conversation before, Decision.Changed changed, Identity address, AddressMark mark) {
    List<Table.Write> writes = decided(before, changed, null);
    writes.add(AddressMarks.cleared(table, address, mark));
    return parts.together(writes);
  }

  /// Saves what was decided about two conversations at once.
  public Saved saveBoth(Beside one, Beside other) {
    List<Table.Write> writes = parts.beside(one);
    writes.addAll(parts.beside(other));
    return parts.together(writes);
  }

  /// Saves a conversation that was split: the new one with its entries, and in the old one, in the
  /// place of each, where it went. Refused when one of them changed meanwhile.
  public Saved split(Conversation before, Splitting.Outcome.Changed split) {
    Conversation begun = split.begun().conversation();
    List<Table.Write> writes = parts.beside(new Beside(before, split.left()));
    writes.addAll(parts.first(begun));
    writes.addAll(parts.entries(begun, split.begun().entries()));
    for (Entry entry : split.moved()) {
      writes.add(
          table.put(
              "moved",
              EntryItem.moved(before.id(), entry.id(), begun.id()),
              new Table.Condition(
                  "#kind <> :moved" + (entry instanceof Entry.OutboundMessage ? SAME_STATUS : ""),
                  entry instanceof Entry.OutboundMessage
                      ? Map.of("#kind", "kind", "#status", "status", "#attempt", "attempt")
                      : Map.of("#kind", "kind"),
                  unmoved(entry))));
    }
    return parts.together(writes);
  }

  private static Item unmoved(Entry entry) {
    Item values = Item.empty().text(":moved", "moved");
    return entry instanceof Entry.OutboundMessage message
        ? values
            .text(":status", message.status().word())
            .number(":attempt", message.status().attempt())
        : values;
  }

  /// Saves an owner found in turn, together with whose turn it was.
  ///
  /// @param lastTurn who had the turn before, as it was read; null when nobody had
  public Saved saveTurn(
      Conversation before,
      Decision.Changed changed,
      TeamId team,
      @Nullable UserId lastTurn,
      UserId turn) {
    List<Table.Write> writes = decided(before, changed, null);
    Item item = Item.at(TableKeys.turn(team)).text("last", turn.value());
    writes.add(
        lastTurn == null
            ? table.put("turn", item, Table.Condition.IS_NEW)
            : table.put(
                "turn",
                item,
                new Table.Condition(
                    "#last = :last",
                    Map.of("#last", "last"),
                    Item.empty().text(":last", lastTurn.value()))));
    return parts.together(writes);
  }

  /// A17: who had the last turn in a team.
  public Optional<UserId> lastTurn(TeamId team) {
    return table.get(TableKeys.turn(team)).map(item -> new UserId(item.text("last")));
  }

  /// What every decision writes.
  private List<Table.Write> decided(
      Conversation before, Decision.Changed changed, @Nullable String source) {
    Conversation conversation = changed.conversation();
    List<Table.Write> writes = new ArrayList<>();
    if (source != null) {
      writes.add(
          parts.receipt(
              source,
              conversation.id(),
              changed.entries().getFirst().id(),
              changed.entries().getFirst().at(),
              UnaryOperator.identity()));
    }
    writes.add(parts.state(before, conversation));
    writes.addAll(parts.entries(conversation, changed.entries()));
    writes.addAll(parts.quotable(changed));
    return writes;
  }
}
