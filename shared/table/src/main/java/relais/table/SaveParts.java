package relais.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.conversation.Actor;
import relais.conversation.Calling;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.InboxId;
import relais.conversation.MailFields;
import relais.conversation.UserId;
import relais.mail.MimeMessageId;

/// What the saves of a conversation consist of, whatever caused them.
final class SaveParts {
  private final Table table;

  SaveParts(Table table) {
    this.table = table;
  }

  /// The state, over the one that it was decided on.
  Table.Write state(Conversation before, Conversation after) {
    return table.put(
        "state",
        ConversationItem.write(after),
        Table.Condition.versionIs(before.versions().current()));
  }

  /// The entries that a conversation gets; calls are listed with their contact too.
  List<Table.Write> entries(Conversation conversation, List<Entry> entries) {
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

  /// Who of the team is in a call, as it stands with it.
  Optional<Table.Write> atWork(Entry entry) {
    return entry instanceof Entry.OutboundMessage message
            && message.isCall()
            && message.author() instanceof Actor.Agent(UserId agent)
        ? Optional.of(AgentsAtWork.calls(table, agent, message.id(), Calling.busyUntil(message)))
        : Optional.empty();
  }

  /// What keeps an input from being written twice.
  ///
  /// @param mark what else stands on it
  Table.Write receipt(
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

  /// What the first save of a conversation writes beside its entries.
  List<Table.Write> first(Conversation conversation) {
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

  /// Lists a conversation among those of its contact.
  Table.Write past(Conversation conversation) {
    return table.put(
        "past",
        Item.at(TableKeys.contactConversation(conversation.origin().contact(), conversation.id()))
            .text("conversation", conversation.id().value())
            .number("caseNumber", conversation.caseNumber())
            .text("subject", conversation.headline().subject())
            .instant("createdAt", conversation.origin().createdAt()));
  }

  /// What a conversation writes that changes beside another one.
  List<Table.Write> beside(Decisions.Beside other) {
    List<Table.Write> writes = new ArrayList<>();
    writes.add(state(other.before(), other.changed().conversation()));
    writes.addAll(entries(other.changed().conversation(), other.changed().entries()));
    return writes;
  }

  /// The replies that wait no longer for their time, because the customer wrote.
  List<Table.Write> holds(Conversation before, Conversation after, Instant at) {
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

  /// The names by which answers to what goes out find it.
  List<Table.Write> quotable(Decision.Changed changed) {
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

  /// The Message-ID of a message that goes out.
  Table.Write quotable(
      InboxId inbox, MimeMessageId id, ConversationId conversation, EntryId entry) {
    return table.put("mime", mention(inbox, id, conversation, entry));
  }

  /// Where a Message-ID is known.
  static Item mention(InboxId inbox, MimeMessageId id, ConversationId conversation, EntryId entry) {
    return Item.at(TableKeys.mimeMessageId(inbox, id))
        .text("conversation", conversation.value())
        .text("entry", entry.value());
  }

  /// Writes all of them together, or nothing.
  Saved together(List<Table.Write> writes) {
    return outcome(table.transact(writes).orElse(null));
  }

  /// What became of a save.
  ///
  /// @param refused what the first refused write was for, null when it is done
  static Saved outcome(@Nullable String refused) {
    return switch (refused) {
      case null -> Saved.DONE;
      case "receipt", "held" -> Saved.ALREADY_RECEIVED;
      default -> Saved.CHANGED_MEANWHILE;
    };
  }
}
