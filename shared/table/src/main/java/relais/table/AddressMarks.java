package relais.table;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import relais.conversation.AddressMark;
import relais.conversation.Identity;

/// What is known against writing to addresses.
public final class AddressMarks {
  private final Table table;

  public AddressMarks(Table table) {
    this.table = table;
  }

  /// A20: the marks of these addresses, where there are any; one BatchGet.
  public Map<Identity, AddressMark> find(Collection<Identity> identities) {
    Map<Identity, AddressMark> marks = new TreeMap<>();
    for (Item item : table.getAll(identities.stream().map(TableKeys::addressMark).toList())) {
      marks.put(
          ConversationItem.identity(item.text("identity")),
          new AddressMark(
              AddressMark.Kind.of(item.text("kind")), item.instant("since"), item.text("reason")));
    }
    return marks;
  }

  /// A20: takes a mark away with what else is written; refused when there is another by then.
  static Table.Write cleared(Table table, Identity identity, AddressMark mark) {
    return table.delete(
        "mark",
        TableKeys.addressMark(identity),
        new Table.Condition(
            "#since = :since",
            Map.of("#since", "since"),
            Item.empty().instant(":since", mark.since())));
  }

  /// A20: marks an address, unless something newer is known already.
  public void save(Identity identity, AddressMark mark) {
    table.put(
        Item.at(TableKeys.addressMark(identity))
            .text("identity", identity.toString())
            .text("kind", mark.kind().word())
            .instant("since", mark.since())
            .text("reason", mark.reason()),
        new Table.Condition(
            "attribute_not_exists(pk) OR #since <= :since",
            Map.of("#since", "since"),
            Item.empty().instant(":since", mark.since())));
  }
}
