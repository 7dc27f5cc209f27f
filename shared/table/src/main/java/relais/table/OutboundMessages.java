package relais.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Actor;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.conversation.Scheduling;
import relais.conversation.UserId;
import relais.mail.MimeMessageId;

/// The steps of outgoing messages. A step is written only from the state it was decided on.
public final class OutboundMessages {
  private final Table table;
  private final Conversations conversations;
  private final SaveParts parts;
  private final Health health;

  public OutboundMessages(Table table) {
    this.table = table;
    this.conversations = new Conversations(table);
    this.parts = new SaveParts(table);
    this.health = new Health(table);
  }

  /// Under which names others will speak of a message that was just sent.
  ///
  /// @param providerId the provider's own name for it, null when it is none to look up
  /// @param mimeMessageId the Message-ID it travels under, null for everything but mail
  public record Names(@Nullable String providerId, @Nullable MimeMessageId mimeMessageId) {
    /// None.
    public static final Names NONE = new Names(null, null);
  }

  /// A1: one outgoing message.
  public Optional<Entry.OutboundMessage> find(ConversationId conversation, EntryId message) {
    return conversations
        .findEntry(conversation, message)
        .filter(Entry.OutboundMessage.class::isInstance)
        .map(Entry.OutboundMessage.class::cast);
  }

  /// A10: the message of ours that a provider speaks of.
  public Optional<InboundItem.MessageReference.Ours> find(InboxId inbox, String providerId) {
    return table
        .get(TableKeys.providerMessage(inbox, providerId))
        // What waits for a message that has not come stands under the same name.
        .filter(item -> item.has("conversation"))
        .map(
            item ->
                new InboundItem.MessageReference.Ours(
                    new ConversationId(item.text("conversation")),
                    new EntryId(item.text("entry"))));
  }

  /// Writes a step. The conversation's "failed" mark follows, and how its inbox is doing.
  ///
  /// @return false when the message is no longer as it was read; nothing is written then
  public boolean step(
      InboxId inbox,
      ConversationId conversation,
      Entry.OutboundMessage before,
      Entry.OutboundMessage after,
      Names names) {
    return step(inbox, conversation, conversation, before, after, names);
  }

  /// Writes a step of a message that another conversation shows than the one it was written in.
  ///
  /// @param shownIn whose "failed" mark follows
  /// @return false when the message is no longer as it was read; nothing is written then
  public boolean step(
      InboxId inbox,
      ConversationId conversation,
      ConversationId shownIn,
      Entry.OutboundMessage before,
      Entry.OutboundMessage after,
      Names names) {
    TableKeys.Key key = TableKeys.entry(conversation, before.id());
    Table.Change change = change(conversation, before, after);
    List<Table.Write> others = new ArrayList<>();
    if (names.providerId() != null) {
      others.add(
          table.update(
              "provider",
              TableKeys.providerMessage(inbox, names.providerId()),
              named(conversation, before.id())));
    }
    if (names.mimeMessageId() != null) {
      others.add(parts.quotable(inbox, names.mimeMessageId(), conversation, before.id()));
    }
    boolean fails = after.status() instanceof DeliveryStatus.Failed;
    boolean recovers = before.status() instanceof DeliveryStatus.Failed && !fails;
    if (fails || recovers) {
      others.add(
          table.update(
              "state",
              TableKeys.state(shownIn),
              new Table.Change(
                  "SET #failed = :failed ADD #version :one",
                  "attribute_exists(pk)",
                  Map.of("#failed", "failed", "#version", "version"),
                  Item.empty().flag(":failed", fails).number(":one", 1))));
    }
    if (fails) {
      others.add(
          table.put(
              "failure",
              Health.failure(
                  inbox,
                  after.status().at(),
                  before.id().value() + "#" + after.status().attempt())));
    }
    if (fails && after.isCall() && after.author() instanceof Actor.Agent(UserId agent)) {
      others.add(AgentsAtWork.calls(table, agent, after.id(), after.status().at()));
    }
    boolean written;
    if (others.isEmpty()) {
      written = table.update(key, change) == Table.Written.DONE;
    } else {
      others.addFirst(table.update("message", key, change));
      // Somebody may write the conversation in the same moment; the step itself is still the same.
      written = table.transactPatiently(others).isEmpty();
    }
    if (written && after.status() instanceof DeliveryStatus.Sent sent) {
      health.wentOut(inbox, sent.at());
    }
    return written;
  }

  /// Writes a step of a reply that waits, together with what it does to its conversation.
  ///
  /// @return false when one of the two is no longer as it was read; nothing is written then
  public boolean step(
      Conversation conversation,
      Entry.OutboundMessage message,
      Scheduling.Outcome.Changed changed) {
    List<Table.Write> writes = new ArrayList<>();
    writes.add(
        table.update(
            "message",
            TableKeys.entry(conversation.id(), message.id()),
            change(conversation.id(), message, changed.message())));
    writes.addAll(
        parts.beside(
            new Decisions.Beside(
                conversation, new Decision.Changed(changed.conversation(), changed.entries()))));
    return table.transact(writes).isEmpty();
  }

  /// What holding a reply writes: it waits no longer for its time.
  ///
  /// @param message a reply that waits and was never changed by anything but its time
  static Table.Write hold(Table table, ConversationId conversation, EntryId message, Instant at) {
    return table.update(
        "held",
        TableKeys.entry(conversation, message),
        new Table.Change(
            "SET #status = :held, #statusAt = :at REMOVE #notBefore, #dueShard, #dueAt",
            "#status = :scheduled",
            Map.of(
                "#status", "status",
                "#statusAt", "statusAt",
                "#notBefore", "notBefore",
                "#dueShard", "dueShard",
                "#dueAt", "dueAt"),
            Item.empty().text(":held", "held").text(":scheduled", "scheduled").instant(":at", at)));
  }

  /// Writes under which names others will speak of a message, whatever has become of it.
  public void name(
      InboxId inbox,
      ConversationId conversation,
      EntryId message,
      String providerId,
      @Nullable MimeMessageId mimeMessageId) {
    // The provider's name goes last: where it stands, both do.
    if (mimeMessageId != null) {
      table.put(SaveParts.mention(inbox, mimeMessageId, conversation, message));
    }
    Table.Written unused =
        table.update(TableKeys.providerMessage(inbox, providerId), named(conversation, message));
  }

  /// What was said about the message before stays for whoever asks; more is not added to it.
  private static Table.Change named(ConversationId conversation, EntryId message) {
    return new Table.Change(
        "SET #conversation = :conversation, #entry = :entry REMOVE #revision, #expiresAt",
        null,
        Map.of(
            "#conversation",
            "conversation",
            "#entry",
            "entry",
            "#revision",
            "revision",
            "#expiresAt",
            "expiresAt"),
        Item.empty().text(":conversation", conversation.value()).text(":entry", message.value()));
  }

  static Item providerName(
      InboxId inbox, ConversationId conversation, EntryId message, String providerId) {
    return Item.at(TableKeys.providerMessage(inbox, providerId))
        .text("conversation", conversation.value())
        .text("entry", message.value());
  }

  /// A16: messages to be taken up by now: their wait is over, or we lost sight of them.
  public List<InboundItem.MessageReference.Ours> due(Instant now, int limit) {
    List<Table.Range> shards =
        IntStream.range(0, TableKeys.DUE_SHARDS)
            .mapToObj(
                shard ->
                    new Table.Range(
                        "by_due",
                        "dueShard",
                        "DUE#" + shard,
                        "dueAt",
                        Item.sortable(now),
                        null,
                        false,
                        limit))
            .toList();
    return table.query(shards).stream()
        .map(
            item ->
                new InboundItem.MessageReference.Ours(
                    new ConversationId(item.text("pk").substring("CONV#".length())),
                    new EntryId(item.text("sk").substring(TableKeys.ENTRY.length()))))
        .toList();
  }

  /// A19: remembers that the provider of an inbox reported something.
  public void heard(InboxId inbox, Instant at) {
    table.put(Item.at(TableKeys.heard(inbox)).instant("at", at));
  }

  /// A19: when the provider of an inbox last reported anything; before 1970 when never.
  public Instant lastHeard(InboxId inbox) {
    return table
        .get(TableKeys.heard(inbox))
        .map(item -> item.instant("at"))
        .orElse(Instant.EPOCH.minusMillis(1));
  }

  private static Table.Change change(
      ConversationId conversation, Entry.OutboundMessage before, Entry.OutboundMessage after) {
    Item item = EntryItem.status(Item.empty(), after.status());
    if (after.providerId() != null) {
      item.text("providerId", after.providerId());
    }
    item.texts("portions", after.portions());
    EntryItem.due(item, conversation, after.status());
    List<String> sets = new ArrayList<>();
    List<String> removes = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    Item values =
        Item.empty()
            .text(":wasStatus", before.status().word())
            .number(":wasAttempt", before.status().attempt())
            .instant(":wasAt", before.status().at());
    names.put("#statusAt", "statusAt");
    for (String name : STATUS_ATTRIBUTES) {
      names.put("#" + name, name);
      if (item.has(name)) {
        sets.add("#%s = :%s".formatted(name, name));
        values.attributes().put(":" + name, item.attributes().get(name));
      } else if (!name.equals("providerId")) {
        removes.add("#" + name);
      } else {
        names.remove("#" + name);
      }
    }
    String expected = "#status = :wasStatus AND #attempt = :wasAttempt AND #statusAt = :wasAt";
    if (!before.portions().isEmpty()) {
      // Two may learn at once where two portions are.
      expected += " AND #portions = :wasPortions";
      values.texts(":wasPortions", before.portions());
    }
    return new Table.Change(
        "SET " + String.join(", ", sets) + " REMOVE " + String.join(", ", removes),
        expected,
        names,
        values);
  }

  private static final List<String> STATUS_ATTRIBUTES =
      List.of(
          "status",
          "statusAt",
          "attempt",
          "trouble",
          "notBefore",
          "closes",
          "cancelledBy",
          "failureCode",
          "failureReason",
          "retryable",
          "providerId",
          "portions",
          "dueShard",
          "dueAt");
}
