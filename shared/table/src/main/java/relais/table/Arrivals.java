package relais.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.InboxId;
import relais.mail.MimeMessageId;

/// What a message writes that comes in, or that a conversation begins with. Every save is one
/// transaction: the new state, the entries that explain it, and the receipt of what caused it.
public final class Arrivals {
  /// Who has a Message-ID first keeps it: a later mail of the same id must not draw answers away.
  private static final Table.Condition NOT_HERE =
      new Table.Condition(
          "attribute_not_exists(pk) OR #unseen = :unseen",
          Map.of("#unseen", "unseen"),
          Item.empty().flag(":unseen", true));

  private final Table table;
  private final SaveParts parts;
  private final AutomaticMail automaticMail;

  public Arrivals(Table table) {
    this.table = table;
    this.parts = new SaveParts(table);
    this.automaticMail = new AutomaticMail(table);
  }

  /// Saves a conversation that begins.
  public Saved begin(Decision.Changed changed, Intake intake) {
    return begin(changed, intake, List.of());
  }

  /// Saves a conversation that begins, and what that changes in others.
  public Saved begin(Decision.Changed changed, Intake intake, List<Decisions.Beside> others) {
    Conversation conversation = changed.conversation();
    List<Table.Write> writes = received(changed, intake, Outcome.NEW);
    others.forEach(other -> writes.addAll(parts.beside(other)));
    writes.addAll(parts.first(conversation));
    if (intake.chat() != null) {
      writes.add(
          table.put(
              "chat",
              Item.at(TableKeys.chat(conversation.origin().inbox(), intake.chat()))
                  .text("conversation", conversation.id().value()),
              Table.Condition.IS_NEW));
    }
    return parts.together(writes);
  }

  /// Saves a conversation that grows by a received message.
  public Saved grow(Conversation before, Decision.Changed changed, Intake intake) {
    return grow(before, changed, intake, List.of());
  }

  /// Saves a conversation that grows by a received message, and what that changes in others.
  public Saved grow(
      Conversation before, Decision.Changed changed, Intake intake, List<Decisions.Beside> others) {
    List<Table.Write> writes = received(changed, intake, Outcome.THREADED);
    others.forEach(other -> writes.addAll(parts.beside(other)));
    writes.add(parts.state(before, changed.conversation()));
    writes.addAll(parts.holds(before, changed.conversation(), intake.receivedAt()));
    return parts.together(writes);
  }

  /// Saves that a mail came again which is here: nothing but its receipt, with the ledger's mark.
  public Saved cameAgain(Conversations.ReceiptOf first, Intake intake) {
    return parts.together(
        List.of(
            parts.receipt(
                intake.source(),
                first.conversation(),
                first.entry(),
                intake.receivedAt(),
                receipt -> marked(receipt, intake, Outcome.THREADED))));
  }

  private static Item marked(Item receipt, Intake intake, Outcome outcome) {
    return intake.mark() == null ? receipt : intake.mark().write(receipt, outcome);
  }

  /// What every message writes, wherever it goes.
  private List<Table.Write> received(Decision.Changed changed, Intake intake, Outcome outcome) {
    Conversation conversation = changed.conversation();
    List<Table.Write> writes = new ArrayList<>();
    Entry message = changed.entries().getFirst();
    writes.add(
        parts.receipt(
            intake.source(),
            conversation.id(),
            message.id(),
            intake.receivedAt(),
            receipt -> marked(receipt, intake, outcome)));
    writes.addAll(parts.entries(conversation, changed.entries()));
    InboxId cameTo = intake.ids().inbox();
    InboxId inbox = cameTo == null ? conversation.origin().inbox() : cameTo;
    MimeMessageId own = intake.ids().own();
    String digest = intake.ids().digest();
    if (own != null) {
      writes.add(
          table.put(
              "mime",
              SaveParts.mention(inbox, own, conversation.id(), message.id()).text("digest", digest),
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
              SaveParts.mention(inbox, id, conversation.id(), message.id()).flag("unseen", true),
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
    writes.addAll(parts.quotable(changed));
    writes.addAll(Contacts.created(table, intake.newContact()));
    return writes;
  }

  /// What a message on a chat writes besides.
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
              AmendedMessages.unchanged(intake.early())));
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
}
