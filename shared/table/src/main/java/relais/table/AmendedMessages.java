package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import relais.conversation.Amending;
import relais.conversation.Amendment;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.InboxId;
import relais.conversation.StoredFile;

/// What becomes of messages after they came: amendments, what is known of a call, and files that
/// had to be fetched.
public final class AmendedMessages {
  /// More amendments than this do not wait for one message.
  private static final int MAX_EARLY = 40;

  /// How long an amendment waits for its message.
  private static final Duration EARLY = Duration.ofDays(30);

  private final Table table;
  private final SaveParts parts;

  public AmendedMessages(Table table) {
    this.table = table;
    this.parts = new SaveParts(table);
  }

  /// Saves what became of a message that is here.
  public Saved amend(
      Conversation before, Amending.Amended amended, String source, Instant receivedAt) {
    List<Table.Write> writes = new ArrayList<>();
    ConversationId id = before.id();
    EntryId entry = amended.message().id();
    writes.add(parts.receipt(source, id, entry, receivedAt, UnaryOperator.identity()));
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
    parts.atWork(amended.message()).ifPresent(writes::add);
    writes.add(parts.state(before, amended.conversation()));
    writes.addAll(parts.holds(before, amended.conversation(), receivedAt));
    writes.addAll(parts.entries(amended.conversation(), amended.entries()));
    return parts.together(writes);
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
    return parts.together(writes);
  }

  static Table.Condition unchanged(Original.Early early) {
    return early.revision() == 0
        ? Table.Condition.IS_NEW
        : new Table.Condition(
            "#revision = :revision",
            Map.of("#revision", "revision"),
            Item.empty().number(":revision", early.revision()));
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
}
