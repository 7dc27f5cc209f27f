package relais.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Amendment;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboxId;
import relais.conversation.Status;
import relais.mail.MimeMessageId;

/// Conversations and their timelines, as they are read: by their own name, and by the names that
/// others have for what is in them.
public final class Conversations {
  private final Table table;

  public Conversations(Table table) {
    this.table = table;
  }

  /// A conversation with a page of its timeline.
  ///
  /// @param entries newest first
  /// @param more whether there are older entries
  public record Page(Conversation conversation, List<Entry> entries, boolean more) {
    public Page {
      entries = List.copyOf(entries);
    }
  }

  /// A1: the state of a conversation.
  public Optional<Conversation> find(ConversationId id) {
    return table.get(TableKeys.state(id)).map(ConversationItem::read);
  }

  /// A1: the states of several conversations, in no order.
  public List<Conversation> findAll(Collection<ConversationId> ids) {
    return table.getAll(ids.stream().map(TableKeys::state).toList()).stream()
        .map(ConversationItem::read)
        .toList();
  }

  /// A1: a conversation and its newest entries, in one Query.
  public Optional<Page> page(ConversationId id, int limit) {
    List<Item> items =
        table.query(
            new Table.Range(
                null, "pk", TableKeys.conversation(id), "sk", null, null, true, limit + 2));
    if (items.isEmpty() || !items.getFirst().text("sk").equals(TableKeys.STATE)) {
      return Optional.empty();
    }
    Conversation conversation = ConversationItem.read(items.getFirst());
    List<Entry> entries =
        together(entries(items.subList(1, items.size())), conversation, null, limit + 1);
    return Optional.of(
        new Page(
            conversation,
            entries.size() > limit ? entries.subList(0, limit) : entries,
            entries.size() > limit));
  }

  /// A1: the entries before one, newest first.
  public List<Entry> before(Conversation conversation, EntryId entry, int limit) {
    return together(entries(conversation.id(), entry, limit), conversation, entry, limit);
  }

  /// Puts the entries of what was merged into a conversation between its own; one Query more for
  /// each, and none for most.
  private List<Entry> together(
      List<Entry> own, Conversation conversation, @Nullable EntryId before, int limit) {
    if (conversation.links().merged().isEmpty()) {
      return own;
    }
    List<Entry> all = new ArrayList<>(own);
    for (ConversationId merged : conversation.links().merged()) {
      all.addAll(entries(merged, before, limit));
    }
    return all.stream().sorted(Comparator.comparing(Entry::id).reversed()).limit(limit).toList();
  }

  private List<Entry> entries(ConversationId id, @Nullable EntryId before, int limit) {
    String pk = TableKeys.conversation(id);
    Table.Range range =
        before == null
            ? new Table.Range(null, "pk", pk, "sk", null, TableKeys.ENTRY, true, limit)
            : new Table.Range(
                null, "pk", pk, "sk", TableKeys.entry(id, before).sk(), null, true, limit);
    return entries(table.query(range));
  }

  /// A1: one entry.
  public Optional<Entry> findEntry(ConversationId conversation, EntryId entry) {
    return table
        .get(TableKeys.entry(conversation, entry))
        .filter(item -> !EntryItem.isMoved(item))
        .map(EntryItem::read);
  }

  /// A1: the conversation that an entry went to when it was split off.
  public Optional<ConversationId> movedTo(ConversationId conversation, EntryId entry) {
    return table
        .get(TableKeys.entry(conversation, entry))
        .filter(EntryItem::isMoved)
        .map(item -> new ConversationId(item.text("to")));
  }

  /// An entry of a timeline, and the conversation it was written in: the one that shows it, or one
  /// that was merged into that.
  public record Placed(ConversationId home, Entry entry) {}

  /// A1: one entry that a conversation shows; one BatchGet.
  public Optional<Placed> findEntry(Conversation conversation, EntryId entry) {
    List<TableKeys.Key> keys =
        Stream.concat(Stream.of(conversation.id()), conversation.links().merged().stream())
            .map(home -> TableKeys.entry(home, entry))
            .toList();
    return table.getAll(keys).stream()
        .filter(item -> !EntryItem.isMoved(item))
        .map(
            item ->
                new Placed(
                    new ConversationId(item.text("pk").substring("CONV#".length())),
                    EntryItem.read(item)))
        .findFirst();
  }

  /// A1: several entries of one conversation, in no order; one BatchGet.
  public List<Entry> findEntries(ConversationId conversation, Collection<EntryId> entries) {
    return entries(
        table.getAll(entries.stream().map(id -> TableKeys.entry(conversation, id)).toList()));
  }

  /// A1: where a conversation is read now: itself, or what it was merged into.
  public Conversation current(Conversation conversation) {
    Conversation current = conversation;
    for (int i = 0; i <= Conversation.Links.MAX_MERGED; i++) {
      if (!(current.status() instanceof Status.Merged merged)) {
        return current;
      }
      current =
          find(merged.into())
              .orElseThrow(
                  () -> new IllegalStateException("Merged into nothing: " + merged.into()));
    }
    throw new IllegalStateException("Merged in a circle: " + conversation.id());
  }

  /// Where a Message-ID is known.
  ///
  /// @param entry the message that bears it, or that quotes it
  /// @param here whether the mail of that id is here; if not, one that quotes it is
  /// @param digest of the mail that is here; null when it is one of ours, or cannot be known again
  public record Mention(
      MimeMessageId id,
      ConversationId conversation,
      EntryId entry,
      boolean here,
      @Nullable String digest) {}

  /// A4: where these Message-IDs are known in an inbox, in their order.
  public List<Mention> findByMimeMessageId(InboxId inbox, List<MimeMessageId> ids) {
    Map<String, Item> found = new HashMap<>();
    for (Item item :
        table.getAll(ids.stream().map(id -> TableKeys.mimeMessageId(inbox, id)).toList())) {
      found.put(item.text("pk"), item);
    }
    List<Mention> mentions = new ArrayList<>();
    for (MimeMessageId id : ids) {
      Item item = found.get(TableKeys.mimeMessageId(inbox, id).pk());
      if (item != null) {
        mentions.add(
            new Mention(
                id,
                new ConversationId(item.text("conversation")),
                new EntryId(item.text("entry")),
                !item.flag("unseen"),
                item.findText("digest")));
      }
    }
    return mentions;
  }

  /// A85: the message that a mail became when it came before, where another mail has its
  /// Message-ID.
  public Optional<ReceiptOf> findSame(InboxId inbox, String digest) {
    return table.get(TableKeys.sameMail(inbox, digest)).map(Conversations::receiptOf);
  }

  /// A5: the conversation with a case number.
  public Optional<ConversationId> findByCaseNumber(long number) {
    return table
        .get(TableKeys.caseNumber(number))
        .map(item -> new ConversationId(item.text("conversation")));
  }

  /// A86: the conversation in which a side thread began.
  public Optional<ConversationId> findBySide(EntryId side) {
    return table
        .get(TableKeys.sideThread(side))
        .map(item -> new ConversationId(item.text("conversation")));
  }

  /// A6: the one open chat of an identity in an inbox.
  public Optional<ConversationId> findChat(InboxId inbox, Identity identity) {
    return table
        .get(TableKeys.chat(inbox, identity))
        .map(item -> new ConversationId(item.text("conversation")));
  }

  /// A9: whether this input was taken in already, whatever became of it.
  public boolean wasReceived(String source) {
    return table.get(TableKeys.receipt(source)).isPresent();
  }

  /// A9: which entry an earlier save with this source wrote, if there was one.
  public Optional<ReceiptOf> findReceipt(String source) {
    return table
        .get(TableKeys.receipt(source))
        .filter(item -> item.has("conversation"))
        .map(Conversations::receiptOf);
  }

  private static ReceiptOf receiptOf(Item item) {
    return new ReceiptOf(
        new ConversationId(item.text("conversation")), new EntryId(item.text("entry")));
  }

  /// What an input became.
  public record ReceiptOf(ConversationId conversation, EntryId entry) {}

  /// A10: the message that a provider calls by this name, or what came before it.
  public Original findOriginal(InboxId inbox, String providerId) {
    return table
        .get(TableKeys.providerMessage(inbox, providerId))
        .map(Conversations::original)
        .orElse(Original.Early.NONE);
  }

  /// A10: where the messages are that a provider calls by these names, as far as they are here; one
  /// BatchGet.
  public Map<String, Original.Here> findOriginals(InboxId inbox, Collection<String> providerIds) {
    Map<String, String> names = new HashMap<>();
    providerIds.forEach(id -> names.put(TableKeys.providerMessage(inbox, id).pk(), id));
    Map<String, Original.Here> found = new HashMap<>();
    for (Item item :
        table.getAll(
            providerIds.stream().map(id -> TableKeys.providerMessage(inbox, id)).toList())) {
      String name = names.get(item.text("pk"));
      if (name != null && original(item) instanceof Original.Here here) {
        found.put(name, here);
      }
    }
    return found;
  }

  private static Original original(Item item) {
    return item.has("conversation")
        ? new Original.Here(
            new ConversationId(item.text("conversation")),
            new EntryId(item.text("entry")),
            early(item))
        : new Original.Early(early(item), item.number("revision"));
  }

  private static List<Amendment> early(Item item) {
    return item.maps("early").stream().map(ChatItem::amendment).toList();
  }

  private static List<Entry> entries(List<Item> items) {
    return items.stream()
        .filter(item -> item.text("sk").startsWith(TableKeys.ENTRY))
        .filter(item -> !EntryItem.isMoved(item))
        .map(EntryItem::read)
        .toList();
  }
}
