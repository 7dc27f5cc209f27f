package relais.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.EntryId;

/// The telephone calls of contacts, over all their conversations.
public final class Calls {
  private final Table table;

  public Calls(Table table) {
    this.table = table;
  }

  /// One call.
  ///
  /// @param conversation as it is now
  public record Call(Conversation conversation, Entry entry) {}

  /// Some of the calls of a contact.
  ///
  /// @param calls newest first
  /// @param next before which call the next page begins; null on the last one
  public record Page(List<Call> calls, @Nullable EntryId next) {
    public Page {
      calls = List.copyOf(calls);
    }
  }

  /// A132: the calls of a contact before one, newest first: one Query, and one BatchGet for what
  /// stands on the page.
  ///
  /// @param before null for the newest
  public Page of(ContactId contact, @Nullable EntryId before, int limit) {
    List<Item> found =
        table.query(
            new Table.Range(
                null,
                "pk",
                TableKeys.calls(contact),
                "sk",
                before == null ? null : before.value(),
                null,
                true,
                limit + 1));
    boolean more = found.size() > limit;
    List<Item> page = more ? found.subList(0, limit) : found;
    Set<TableKeys.Key> keys = new LinkedHashSet<>();
    for (Item call : page) {
      ConversationId conversation = new ConversationId(call.text("conversation"));
      keys.add(TableKeys.entry(conversation, new EntryId(call.text("sk"))));
      keys.add(TableKeys.state(conversation));
    }
    Map<String, Item> items = new HashMap<>();
    for (Item item : table.getAll(keys)) {
      items.put(item.text("pk") + item.text("sk"), item);
    }
    List<Call> calls = new ArrayList<>();
    for (Item call : page) {
      ConversationId id = new ConversationId(call.text("conversation"));
      Item state = items.get(TableKeys.conversation(id) + TableKeys.STATE);
      Item entry = items.get(TableKeys.conversation(id) + TableKeys.ENTRY + call.text("sk"));
      if (state != null && entry != null && !EntryItem.isMoved(entry)) {
        calls.add(new Call(ConversationItem.read(state), EntryItem.read(entry)));
      }
    }
    return new Page(calls, more ? new EntryId(page.getLast().text("sk")) : null);
  }

  /// Whether an entry is a call, from a customer or to one.
  static boolean isCall(Entry entry) {
    return switch (entry) {
      case Entry.InboundMessage message -> message.findCall().isPresent();
      case Entry.OutboundMessage message -> message.isCall();
      case Entry.PrivateNote _, Entry.Event _ -> false;
    };
  }

  /// A132: what it takes to list a call among those of its contact.
  static Table.Write listed(Table table, Conversation conversation, EntryId call) {
    return table.put(
        "call",
        Item.at(new TableKeys.Key(TableKeys.calls(conversation.origin().contact()), call.value()))
            .text("conversation", conversation.id().value()));
  }
}
