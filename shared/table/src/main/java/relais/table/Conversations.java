package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Acknowledging;
import relais.conversation.Actor;
import relais.conversation.AddressMark;
import relais.conversation.Amending;
import relais.conversation.Amendment;
import relais.conversation.Calling;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboxId;
import relais.conversation.MailFields;
import relais.conversation.Splitting;
import relais.conversation.Status;
import relais.conversation.StoredFile;
import relais.conversation.TeamId;
import relais.conversation.UserId;
import relais.mail.MimeMessageId;

/// Conversations and their timelines. Every save is one transaction: the new state, the entries
/// that explain it, and the receipt of what caused it.
public final class Conversations {
  private final Table table;
  private final AutomaticMail automaticMail;

  public Conversations(Table table) {
    this.table = table;
    this.automaticMail = new AutomaticMail(table);
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

  /// Saves what became of a message that is here.
  public Saved amend(
      Conversation before, Amending.Amended amended, String source, Instant receivedAt) {
    List<Table.Write> writes = new ArrayList<>();
    ConversationId id = before.id();
    EntryId entry = amended.message().id();
    writes.add(receipt(source, id, entry, receivedAt, UnaryOperator.identity()));
    writes.add(
        switch (amended.message()) {
          case Entry.InboundMessage message when message.findCall().isPresent() ->
              call(id, message, amended.addsFiles());
          case Entry.OutboundMessage message when message.isCall() -> call(id, message);
          case Entry.InboundMessage _,
              Entry.OutboundMessage _,
              Entry.PrivateNote _,
              Entry.Event _ ->
              amendments(id, amended.message());
        });
    atWork(amended.message()).ifPresent(writes::add);
    writes.add(state(before, amended.conversation()));
    writes.addAll(holds(before, amended.conversation(), receivedAt));
    writes.addAll(entries(amended.conversation(), amended.entries()));
    return outcome(table.transact(writes));
  }

  /// The attribute alone: a file of the message may arrive, or its status move, in the same moment.
  /// Whoever amends it writes the conversation too, so that no two do at once.
  private Table.Write amendments(ConversationId conversation, Entry message) {
    Item value = ChatItem.write(message.amendments());
    return table.update(
        "amendments",
        TableKeys.entry(conversation, message.id()),
        new Table.Change(
            "SET #amendments = :amendments",
            "attribute_exists(pk)",
            Map.of("#amendments", "amendments"),
            Item.empty().map(":amendments", value == null ? Item.empty() : value)));
  }

  /// What is known of a call. Its file is written once: from then on it changes by itself.
  private Table.Write call(
      ConversationId conversation, Entry.InboundMessage message, boolean addsFiles) {
    Map<String, String> names = new HashMap<>(Map.of("#body", "body", "#chat", "chat"));
    Item values = Item.empty().map(":body", EntryItem.body(message.body()));
    values.map(":chat", ChatItem.write(message.chat()));
    if (addsFiles) {
      names.put("#files", "files");
      values.maps(":files", EntryItem.files(message.files()));
    }
    return table.update(
        "call",
        TableKeys.entry(conversation, message.id()),
        new Table.Change(
            "SET #body = :body, #chat = :chat" + (addsFiles ? ", #files = :files" : ""),
            "attribute_exists(pk)",
            names,
            values));
  }

  /// What is known of a call of ours. Its status may move in the same moment.
  private Table.Write call(ConversationId conversation, Entry.OutboundMessage message) {
    Item act = ChatItem.write(message.act());
    return table.update(
        "call",
        TableKeys.entry(conversation, message.id()),
        new Table.Change(
            "SET #body = :body, #act = :act",
            "attribute_exists(pk)",
            Map.of("#body", "body", "#act", "act"),
            Item.empty().map(":body", EntryItem.body(message.body())).map(":act", act)));
  }

  /// Keeps what was said about a message that has not come yet.
  ///
  /// @param before as it was read
  public Saved keepEarly(
      InboxId inbox,
      String providerId,
      Original.Early before,
      Amendment amendment,
      String source,
      Instant receivedAt) {
    List<Amendment> all = new ArrayList<>(before.amendments());
    all.add(amendment);
    List<Table.Write> writes = new ArrayList<>();
    writes.add(
        table.put(
            "receipt",
            Item.at(TableKeys.receipt(source)).instant("at", receivedAt),
            Table.Condition.IS_NEW));
    writes.add(
        table.put(
            "early",
            Item.at(TableKeys.providerMessage(inbox, providerId))
                .maps(
                    "early",
                    ChatItem.writeAll(all.subList(Math.max(0, all.size() - MAX_EARLY), all.size())))
                .number("revision", before.revision() + 1)
                .number("expiresAt", receivedAt.plus(EARLY).getEpochSecond()),
            unchanged(before)));
    return outcome(table.transact(writes));
  }

  /// More amendments than this do not wait for one message.
  private static final int MAX_EARLY = 40;

  /// How long an amendment waits for its message.
  private static final Duration EARLY = Duration.ofDays(30);

  private static Table.Condition unchanged(Original.Early early) {
    return early.revision() == 0
        ? Table.Condition.IS_NEW
        : new Table.Condition(
            "#revision = :revision",
            Map.of("#revision", "revision"),
            Item.empty().number(":revision", early.revision()));
  }

  /// Saves that a contact is known by another identity too.
  ///
  /// @return changed meanwhile, also when the identity is somebody's already
  public Saved identify(Conversation before, Decision.Changed changed, Identity identity) {
    List<Table.Write> writes = decided(before, changed, null);
    writes.addAll(Contacts.identified(table, before.origin().contact(), identity));
    return outcome(table.transact(writes));
  }

  private List<Table.Write> chatMessage(
      Conversation conversation, Entry message, Intake.ChatMessage intake) {
    List<Table.Write> writes = new ArrayList<>();
    InboxId inbox = conversation.origin().inbox();
    String providerId =
        switch (message) {
          case Entry.InboundMessage inbound -> inbound.providerId();
          case Entry.OutboundMessage outbound -> outbound.providerId();
          case Entry.PrivateNote _, Entry.Event _ -> null;
        };
    if (providerId != null && intake.early() != null) {
      writes.add(
          table.put(
              "early",
              OutboundMessages.providerName(inbox, conversation.id(), message.id(), providerId),
              unchanged(intake.early())));
    }
    Intake.Becomes becomes = intake.becomes();
    if (becomes != null) {
      writes.addAll(Contacts.identified(table, becomes.contact(), becomes.identity()));
      if (becomes.chats()) {
        writes.add(
            table.put(
                "chat",
                Item.at(TableKeys.chat(inbox, becomes.identity()))
                    .text("conversation", conversation.id().value()),
                Table.Condition.IS_NEW));
      }
    }
    return writes;
  }

  /// A18: the next case number. A number that is not used in the end leaves a gap.
  public long nextCaseNumber() {
    return FIRST_CASE_NUMBER + table.increment(TableKeys.nextCaseNumber(), "last");
  }

  /// A18: the number that the next conversation has, if no other begins before.
  public long expectedCaseNumber() {
    return FIRST_CASE_NUMBER
        + 1
        + table.get(TableKeys.nextCaseNumber()).map(item -> item.number("last")).orElse(0L);
  }

  private static final long FIRST_CASE_NUMBER = 10_000;

  /// Another conversation that changes in the same transaction.
  public record Beside(Conversation before, Decision.Changed changed) {}

  /// Saves a conversation that begins.
  public Saved begin(Decision.Changed changed, Intake intake) {
    return begin(changed, intake, List.of());
  }

  /// Saves a conversation that begins, and what that changes in others.
  public Saved begin(Decision.Changed changed, Intake intake, List<Beside> others) {
    Conversation conversation = changed.conversation();
    List<Table.Write> writes = received(changed, intake, Outcome.NEW);
    others.forEach(other -> writes.addAll(beside(other)));
    writes.addAll(first(conversation));
    if (intake.chat() != null) {
      writes.add(
          table.put(
              "chat",
              Item.at(TableKeys.chat(conversation.origin().inbox(), intake.chat()))
                  .text("conversation", conversation.id().value()),
              Table.Condition.IS_NEW));
    }
    return outcome(table.transact(writes));
  }

  /// Saves that a mail came again which is here: nothing but its receipt, with the ledger's mark.
  public Saved cameAgain(ReceiptOf first, Intake intake) {
    return outcome(
        table.transact(
            List.of(
                receipt(
                    intake.source(),
                    first.conversation(),
                    first.entry(),
                    intake.receivedAt(),
                    receipt -> marked(receipt, intake, Outcome.THREADED)))));
  }

  private static Item marked(Item receipt, Intake intake, Outcome outcome) {
    return intake.mark() == null ? receipt : intake.mark().write(receipt, outcome);
  }

  /// Saves a conversation that grows by a received message.
  public Saved grow(Conversation before, Decision.Changed changed, Intake intake) {
    return grow(before, changed, intake, List.of());
  }

  /// Saves a conversation that grows by a received message, and what that changes in others.
  public Saved grow(
      Conversation before, Decision.Changed changed, Intake intake, List<Beside> others) {
    List<Table.Write> writes = received(changed, intake, Outcome.THREADED);
    others.forEach(other -> writes.addAll(beside(other)));
    writes.add(state(before, changed.conversation()));
    writes.addAll(holds(before, changed.conversation(), intake.receivedAt()));
    return outcome(table.transact(writes));
  }

  /// The replies that wait no longer for their time, because the customer wrote.
  private List<Table.Write> holds(Conversation before, Conversation after, Instant at) {
    Set<EntryId> held =
        after.activity().outbox().waiting().stream()
            .filter(Conversation.Outbox.Waiting::isHeld)
            .map(Conversation.Outbox.Waiting::message)
            .collect(Collectors.toSet());
    return before.activity().outbox().waiting().stream()
        .filter(reply -> !reply.isHeld() && held.contains(reply.message()))
        .map(reply -> OutboundMessages.hold(table, before.id(), reply.message(), at))
        .toList();
  }

  /// Saves what a person or the product decided.
  ///
  /// @param source names the request, so that a second one changes nothing; null where the version
  ///     alone says so
  public Saved save(Conversation before, Decision.Changed changed, @Nullable String source) {
    return outcome(table.transact(decided(before, changed, source)));
  }

  /// Saves a conversation that grows by automatic mail that was held, and lets go of that.
  ///
  /// @return already received when somebody sent or discarded it before
  public Saved release(Conversation before, Decision.Changed changed, Acknowledging.HeldMail held) {
    List<Table.Write> writes = decided(before, changed, null);
    // First, so that its refusal is the one that is named: the rest is refused with it.
    writes.addFirst(automaticMail.letGo(held));
    return outcome(table.transact(writes));
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
    return outcome(writtenSince ? table.transact(writes) : refused);
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
      writes.add(past(after));
    }
    writes.addAll(created(newContact));
    return outcome(table.transact(writes));
  }

  /// Saves that an address is no longer marked, and takes the mark away.
  public Saved unmark(
      Conversation before, Decision.Changed changed, Identity address, AddressMark mark) {
    List<Table.Write> writes = decided(before, changed, null);
    writes.add(AddressMarks.cleared(table, address, mark));
    return outcome(table.transact(writes));
  }

  /// Saves what was decided about two conversations at once.
  public Saved saveBoth(Beside one, Beside other) {
    List<Table.Write> writes = beside(one);
    writes.addAll(beside(other));
    return outcome(table.transact(writes));
  }

  /// Saves a conversation that was split: the new one with its entries, and in the old one, in the
  /// place of each, where it went. Refused when one of them changed meanwhile.
  public Saved split(Conversation before, Splitting.Outcome.Changed split) {
    Conversation begun = split.begun().conversation();
    List<Table.Write> writes = beside(new Beside(before, split.left()));
    writes.addAll(first(begun));
    writes.addAll(entries(begun, split.begun().entries()));
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
    return outcome(table.transact(writes));
  }

  private static final String SAME_STATUS = " AND #status = :status AND #attempt = :attempt";

  private static Item unmoved(Entry entry) {
    Item values = Item.empty().text(":moved", "moved");
    return entry instanceof Entry.OutboundMessage message
        ? values
            .text(":status", message.status().word())
            .number(":attempt", message.status().attempt())
        : values;
  }

  /// What the first save of a conversation writes beside its entries.
  private List<Table.Write> first(Conversation conversation) {
    List<Table.Write> writes = new ArrayList<>();
    writes.add(table.put("state", ConversationItem.write(conversation), Table.Condition.IS_NEW));
    writes.add(
        table.put(
            "case",
            Item.at(TableKeys.caseNumber(conversation.caseNumber()))
                .text("conversation", conversation.id().value()),
            Table.Condition.IS_NEW));
    writes.add(past(conversation));
    return writes;
  }

  private Table.Write past(Conversation conversation) {
    return table.put(
        "past",
        Item.at(TableKeys.contactConversation(conversation.origin().contact(), conversation.id()))
            .text("conversation", conversation.id().value())
            .number("caseNumber", conversation.caseNumber())
            .text("subject", conversation.headline().subject())
            .instant("createdAt", conversation.origin().createdAt()));
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
    return outcome(table.transact(writes));
  }

  /// A17: who had the last turn in a team.
  public Optional<UserId> lastTurn(TeamId team) {
    return table.get(TableKeys.turn(team)).map(item -> new UserId(item.text("last")));
  }

  /// Stores what became of a file that had to be fetched.
  ///
  /// @return false when the file is no longer waiting
  public boolean saveFile(
      ConversationId conversation, EntryId entry, int index, String providerId, StoredFile file) {
    String path = "#files[" + index + "]";
    return table.update(
            TableKeys.entry(conversation, entry),
            new Table.Change(
                "SET " + path + " = :file",
                path + ".#providerId = :providerId",
                Map.of("#files", "files", "#providerId", "providerId"),
                Item.empty().map(":file", EntryItem.file(file)).text(":providerId", providerId)))
        == Table.Written.DONE;
  }

  private List<Table.Write> received(Decision.Changed changed, Intake intake, Outcome outcome) {
    Conversation conversation = changed.conversation();
    List<Table.Write> writes = new ArrayList<>();
    Entry message = changed.entries().getFirst();
    writes.add(
        receipt(
            intake.source(),
            conversation.id(),
            message.id(),
            intake.receivedAt(),
            receipt -> marked(receipt, intake, outcome)));
    writes.addAll(entries(conversation, changed.entries()));
    InboxId cameTo = intake.ids().inbox();
    InboxId inbox = cameTo == null ? conversation.origin().inbox() : cameTo;
    MimeMessageId own = intake.ids().own();
    String digest = intake.ids().digest();
    if (own != null) {
      writes.add(
          table.put(
              "mime",
              mention(inbox, own, conversation.id(), message.id()).text("digest", digest),
              NOT_HERE));
      for (InboxId other : intake.ids().awaitedIn()) {
        writes.add(table.check("awaited", TableKeys.mimeMessageId(other, own), NOT_HERE));
      }
    } else if (digest != null) {
      writes.add(
          table.put(
              "same",
              Item.at(TableKeys.sameMail(inbox, digest))
                  .text("conversation", conversation.id().value())
                  .text("entry", message.id().value()),
              Table.Condition.IS_NEW));
    }
    for (MimeMessageId id : intake.ids().unseen()) {
      writes.add(
          table.put(
              "mime",
              mention(inbox, id, conversation.id(), message.id()).flag("unseen", true),
              Table.Condition.IS_NEW));
    }
    for (String source : intake.awaited()) {
      writes.add(table.check("awaited", TableKeys.receipt(source), Table.Condition.IS_NEW));
    }
    if (intake.chatMessage() != null) {
      writes.addAll(chatMessage(conversation, message, intake.chatMessage()));
    }
    if (intake.said() != null) {
      writes.addAll(automaticMail.writes(intake.said()));
    }
    writes.addAll(quotable(changed));
    writes.addAll(created(intake.newContact()));
    return writes;
  }

  private List<Table.Write> created(@Nullable Contact contact) {
    List<Table.Write> writes = new ArrayList<>();
    if (contact != null) {
      writes.add(table.put("contact", Contacts.write(contact), Table.Condition.IS_NEW));
      for (Identity identity : contact.identities()) {
        writes.add(
            table.put(
                "identity", Contacts.pointer(identity, contact.id()), Table.Condition.IS_NEW));
      }
    }
    return writes;
  }

  private List<Table.Write> decided(
      Conversation before, Decision.Changed changed, @Nullable String source) {
    Conversation conversation = changed.conversation();
    List<Table.Write> writes = new ArrayList<>();
    if (source != null) {
      writes.add(
          receipt(
              source,
              conversation.id(),
              changed.entries().getFirst().id(),
              changed.entries().getFirst().at(),
              UnaryOperator.identity()));
    }
    writes.add(state(before, conversation));
    writes.addAll(entries(conversation, changed.entries()));
    writes.addAll(quotable(changed));
    return writes;
  }

  /// The Message-IDs of what goes out.
  private List<Table.Write> quotable(Decision.Changed changed) {
    Conversation conversation = changed.conversation();
    List<Table.Write> writes = new ArrayList<>();
    for (Entry entry : changed.entries()) {
      if (entry instanceof Entry.OutboundMessage message) {
        MailFields mail = message.mail();
        if (mail != null && mail.messageId() != null) {
          writes.add(
              quotable(
                  conversation.origin().inbox(), mail.messageId(), conversation.id(), entry.id()));
        }
        if (entry.id().equals(entry.side())) {
          writes.add(
              table.put(
                  "side",
                  Item.at(TableKeys.sideThread(entry.id()))
                      .text("conversation", conversation.id().value()),
                  Table.Condition.IS_NEW));
        }
      }
    }
    return writes;
  }

  Table.Write quotable(
      InboxId inbox, MimeMessageId id, ConversationId conversation, EntryId entry) {
    return table.put("mime", mention(inbox, id, conversation, entry));
  }

  static Item mention(InboxId inbox, MimeMessageId id, ConversationId conversation, EntryId entry) {
    return Item.at(TableKeys.mimeMessageId(inbox, id))
        .text("conversation", conversation.value())
        .text("entry", entry.value());
  }

  List<Table.Write> beside(Beside other) {
    List<Table.Write> writes = new ArrayList<>();
    writes.add(state(other.before(), other.changed().conversation()));
    writes.addAll(entries(other.changed().conversation(), other.changed().entries()));
    return writes;
  }

  /// Who has a Message-ID first keeps it: a later mail of the same id must not draw answers away.
  private static final Table.Condition NOT_HERE =
      new Table.Condition(
          "attribute_not_exists(pk) OR #unseen = :unseen",
          Map.of("#unseen", "unseen"),
          Item.empty().flag(":unseen", true));

  private Table.Write receipt(
      String source,
      ConversationId conversation,
      EntryId entry,
      Instant at,
      UnaryOperator<Item> mark) {
    return table.put(
        "receipt",
        mark.apply(
            Item.at(TableKeys.receipt(source))
                .text("conversation", conversation.value())
                .text("entry", entry.value())
                .instant("at", at)),
        Table.Condition.IS_NEW);
  }

  private Table.Write state(Conversation before, Conversation after) {
    return table.put(
        "state",
        ConversationItem.write(after),
        Table.Condition.versionIs(before.versions().current()));
  }

  /// Who of the team is in a call, as it stands with it.
  private Optional<Table.Write> atWork(Entry entry) {
    return entry instanceof Entry.OutboundMessage message
            && message.isCall()
            && message.author() instanceof Actor.Agent(UserId agent)
        ? Optional.of(AgentsAtWork.calls(table, agent, message.id(), Calling.busyUntil(message)))
        : Optional.empty();
  }

  /// The entries that a conversation gets; calls are listed with their contact too.
  private List<Table.Write> entries(Conversation conversation, List<Entry> entries) {
    List<Table.Write> writes = new ArrayList<>();
    for (Entry entry : entries) {
      writes.add(
          table.put("entry", EntryItem.write(conversation.id(), entry), Table.Condition.IS_NEW));
      if (Calls.isCall(entry)) {
        writes.add(Calls.listed(table, conversation, entry.id()));
      }
      atWork(entry).ifPresent(writes::add);
    }
    return writes;
  }

  private static List<Entry> entries(List<Item> items) {
    return items.stream()
        .filter(item -> item.text("sk").startsWith(TableKeys.ENTRY))
        .filter(item -> !EntryItem.isMoved(item))
        .map(EntryItem::read)
        .toList();
  }

  private static Saved outcome(Optional<String> refused) {
    if (refused.isEmpty()) {
      return Saved.DONE;
    }
    return switch (refused.get()) {
      case "receipt", "held" -> Saved.ALREADY_RECEIVED;
      default -> Saved.CHANGED_MEANWHILE;
    };
  }
}
