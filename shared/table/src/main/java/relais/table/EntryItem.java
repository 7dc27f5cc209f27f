package relais.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.AddressMark;
import relais.conversation.Addressing;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.FileTrouble;
import relais.conversation.Happening;
import relais.conversation.Identity;
import relais.conversation.InboxId;
import relais.conversation.LabelId;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.RuleId;
import relais.conversation.Sending;
import relais.conversation.StoredFile;
import relais.conversation.TeamId;
import relais.conversation.UserId;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.mail.Participation;

/// One line of a timeline as an item.
final class EntryItem {
  private static final String MOVED = "moved";

  private EntryItem() {}

  static Item write(ConversationId conversation, Entry entry) {
    Item item =
        Item.at(TableKeys.entry(conversation, entry.id()))
            .text("entry", entry.id().value())
            .instant("at", entry.at());
    return switch (entry) {
      case Entry.InboundMessage message ->
          item.text("kind", "in")
              .text("contact", message.contact().value())
              .text("from", message.from().toString())
              .text("fromName", message.fromName())
              .map("mail", mail(message.mail()))
              .map("body", body(message.body()))
              .maps("files", message.files().stream().map(EntryItem::file).toList())
              .text("providerId", message.providerId())
              .text("rawKey", message.rawKey())
              .text("evidence", message.threadedBy().name())
              .text("automatic", message.automatic())
              .map("verdicts", VerdictsItem.write(message.verdicts()))
              .map("chat", ChatItem.write(message.chat()))
              .map("amendments", ChatItem.write(message.amendments()));
      case Entry.OutboundMessage message -> {
        item.text("kind", "out")
            .map("author", ActorItem.write(message.author()))
            .text("to", message.to().toString())
            .map("mail", mail(message.mail()))
            .map("body", body(message.body()))
            .maps("files", message.files().stream().map(EntryItem::file).toList())
            .text("providerId", message.providerId())
            .map("act", ChatItem.write(message.act()))
            .map("amendments", ChatItem.write(message.amendments()))
            .texts("portions", message.portions());
        status(item, message.status());
        due(item, conversation, message.status());
        yield item;
      }
      case Entry.PrivateNote note ->
          item.text("kind", "note")
              .text("author", note.author().value())
              .map("body", body(note.body()));
      case Entry.Event event -> {
        item.text("kind", "event").map("author", ActorItem.write(event.actor()));
        happening(item, event.what());
        yield item;
      }
    };
  }

  /// What stands in the place of an entry that was split off: where it is now.
  static Item moved(ConversationId from, EntryId entry, ConversationId to) {
    return Item.at(TableKeys.entry(from, entry))
        .text("entry", entry.value())
        .text("kind", MOVED)
        .text("to", to.value());
  }

  static boolean isMoved(Item item) {
    return MOVED.equals(item.findText("kind"));
  }

  static Entry read(Item item) {
    EntryId id = new EntryId(item.text("entry"));
    String kind = item.text("kind");
    return switch (kind) {
      case "in" ->
          new Entry.InboundMessage(
              id,
              item.instant("at"),
              new ContactId(item.text("contact")),
              ConversationItem.identity(item.text("from")),
              item.findText("fromName"),
              mail(item.findMap("mail")),
              body(item.map("body")),
              item.maps("files").stream().map(EntryItem::file).toList(),
              item.findText("providerId"),
              item.text("rawKey"),
              Entry.Evidence.valueOf(item.text("evidence")),
              item.findText("automatic"),
              VerdictsItem.read(item.findMap("verdicts")),
              ChatItem.read(item.findMap("chat")),
              ChatItem.amendments(item.findMap("amendments")));
      case "out" ->
          new Entry.OutboundMessage(
              id,
              item.instant("at"),
              ActorItem.read(item.map("author")),
              ConversationItem.identity(item.text("to")),
              mail(item.findMap("mail")),
              body(item.map("body")),
              item.maps("files").stream().map(EntryItem::file).toList(),
              item.findText("providerId"),
              status(item),
              ChatItem.act(item.findMap("act")),
              ChatItem.amendments(item.findMap("amendments")),
              item.texts("portions"));
      case "note" ->
          new Entry.PrivateNote(
              id, item.instant("at"), new UserId(item.text("author")), body(item.map("body")));
      case "event" ->
          new Entry.Event(
              id, item.instant("at"), ActorItem.read(item.map("author")), happening(item));
      default -> throw new IllegalStateException("No entry is called '%s'".formatted(kind));
    };
  }

  /// The attributes that a step of delivery changes.
  static Item status(Item item, DeliveryStatus status) {
    item.text("status", status.word())
        .instant("statusAt", status.at())
        .number("attempt", status.attempt());
    switch (status) {
      case DeliveryStatus.Scheduled scheduled ->
          item.instant("notBefore", scheduled.dueAt()).flag("closes", scheduled.closes());
      case DeliveryStatus.Held held -> item.flag("closes", held.closes());
      case DeliveryStatus.Cancelled cancelled -> item.text("cancelledBy", cancelled.by().value());
      case DeliveryStatus.Queued queued ->
          item.text("failureCode", queued.code())
              .text("trouble", queued.trouble())
              .instant("notBefore", queued.notBefore());
      case DeliveryStatus.Delayed delayed -> item.text("trouble", delayed.reason());
      case DeliveryStatus.Complained complained -> item.text("trouble", complained.reason());
      case DeliveryStatus.Failed failed ->
          item.text("failureCode", failed.code())
              .text("failureReason", failed.reason())
              .flag("retryable", failed.retryable());
      case DeliveryStatus.Sending _,
          DeliveryStatus.Sent _,
          DeliveryStatus.Delivered _,
          DeliveryStatus.Read _ -> {}
    }
    return item;
  }

  /// Where a message stands that is to come up by itself.
  static Item due(Item item, ConversationId conversation, DeliveryStatus status) {
    Sending.dueAt(status)
        .ifPresent(
            at -> item.text("dueShard", TableKeys.dueShard(conversation)).instant("dueAt", at));
    return item;
  }

  private static DeliveryStatus status(Item item) {
    String word = item.text("status");
    int attempt = (int) item.number("attempt");
    return switch (word) {
      case "scheduled" ->
          new DeliveryStatus.Scheduled(
              item.instant("statusAt"), attempt, item.instant("notBefore"), item.flag("closes"));
      case "held" ->
          new DeliveryStatus.Held(item.instant("statusAt"), attempt, item.flag("closes"));
      case "cancelled" ->
          new DeliveryStatus.Cancelled(
              item.instant("statusAt"), attempt, new UserId(item.text("cancelledBy")));
      case "queued" ->
          new DeliveryStatus.Queued(
              item.instant("statusAt"),
              attempt,
              item.findText("failureCode"),
              item.findText("trouble"),
              item.findInstant("notBefore"));
      case "sending" -> new DeliveryStatus.Sending(item.instant("statusAt"), attempt);
      case "sent" -> new DeliveryStatus.Sent(item.instant("statusAt"), attempt);
      case "delayed" ->
          new DeliveryStatus.Delayed(item.instant("statusAt"), attempt, item.text("trouble"));
      case "complained" ->
          new DeliveryStatus.Complained(item.instant("statusAt"), attempt, item.text("trouble"));
      case "delivered" -> new DeliveryStatus.Delivered(item.instant("statusAt"), attempt);
      case "read" -> new DeliveryStatus.Read(item.instant("statusAt"), attempt);
      case "failed" ->
          new DeliveryStatus.Failed(
              item.instant("statusAt"),
              attempt,
              item.text("failureCode"),
              item.text("failureReason"),
              item.flag("retryable"));
      default -> throw new IllegalStateException("No status is called '%s'".formatted(word));
    };
  }

  private static @Nullable Item mail(@Nullable MailFields mail) {
    if (mail == null) {
      return null;
    }
    Addressing addressing = mail.addressing();
    return Item.empty()
        .text("subject", mail.subject())
        .map("from", addressing.from() == null ? null : mailbox(addressing.from()))
        .maps("to", addressing.to().stream().map(EntryItem::mailbox).toList())
        .maps("cc", addressing.cc().stream().map(EntryItem::mailbox).toList())
        .maps("bcc", addressing.bcc().stream().map(EntryItem::mailbox).toList())
        .maps("replyTo", addressing.replyTo().stream().map(EntryItem::mailbox).toList())
        .text("messageId", mail.messageId() == null ? null : mail.messageId().value())
        .text("inReplyTo", mail.inReplyTo() == null ? null : mail.inReplyTo().value())
        .texts("references", mail.references().stream().map(MimeMessageId::value).toList())
        .text("side", mail.side() == null ? null : mail.side().value())
        .map("invitation", InvitationItem.write(mail.invitation()))
        .map("answer", answer(mail.answer()))
        .map(
            "originalSender",
            mail.originalSender() == null ? null : mailbox(mail.originalSender()));
  }

  private static @Nullable Item answer(MailFields.@Nullable Answer answer) {
    return answer == null
        ? null
        : Item.empty()
            .text("invitation", answer.invitation().value())
            .text("participation", answer.participation().name());
  }

  private static MailFields.@Nullable Answer answer(@Nullable Item item) {
    return item == null
        ? null
        : new MailFields.Answer(
            new EntryId(item.text("invitation")),
            Participation.valueOf(item.text("participation")));
  }

  static @Nullable EntryId entryId(@Nullable String text) {
    return text == null ? null : new EntryId(text);
  }

  private static @Nullable MailFields mail(@Nullable Item item) {
    if (item == null) {
      return null;
    }
    Item from = item.findMap("from");
    Item original = item.findMap("originalSender");
    return new MailFields(
        item.text("subject"),
        new Addressing(
            from == null ? null : mailbox(from),
            item.maps("to").stream().map(EntryItem::mailbox).toList(),
            item.maps("cc").stream().map(EntryItem::mailbox).toList(),
            item.maps("bcc").stream().map(EntryItem::mailbox).toList(),
            item.maps("replyTo").stream().map(EntryItem::mailbox).toList()),
        mimeMessageId(item.findText("messageId")),
        mimeMessageId(item.findText("inReplyTo")),
        item.texts("references").stream().map(MimeMessageId::new).toList(),
        entryId(item.findText("side")),
        InvitationItem.read(item.findMap("invitation")),
        answer(item.findMap("answer")),
        original == null ? null : mailbox(original));
  }

  private static @Nullable MimeMessageId mimeMessageId(@Nullable String text) {
    return text == null ? null : new MimeMessageId(text);
  }

  static Item mailbox(Mailbox mailbox) {
    return Item.empty()
        .text("name", mailbox.name())
        .text("local", mailbox.address().local())
        .text("domain", mailbox.address().domain());
  }

  static Mailbox mailbox(Item item) {
    return new Mailbox(
        item.findText("name"), new MailAddress(item.text("local"), item.text("domain")));
  }

  static Item body(MessageBody body) {
    return Item.empty()
        .text("text", body.text())
        .text("html", body.html())
        .text("wholeKey", body.wholeKey());
  }

  static MessageBody body(Item item) {
    return new MessageBody(item.text("text"), item.findText("html"), item.findText("wholeKey"));
  }

  static Item file(StoredFile file) {
    Item item =
        Item.empty()
            .text("name", file.name())
            .text("type", file.type())
            .number("size", file.size())
            .text("contentId", file.contentId())
            .flag("inline", file.inline());
    return switch (file.state()) {
      case StoredFile.State.Stored(String key) -> item.text("key", key);
      case StoredFile.State.Fetching(String providerId, int attempt) ->
          item.text("providerId", providerId).number("attempt", attempt);
      case StoredFile.State.Failed(String providerId, FileTrouble trouble, int attempt) ->
          item.text("providerId", providerId)
              .text("trouble", trouble.word())
              .number("attempt", attempt);
    };
  }

  private static StoredFile file(Item item) {
    StoredFile.State state;
    if (item.has("key")) {
      state = new StoredFile.State.Stored(item.text("key"));
    } else if (item.has("trouble")) {
      state =
          new StoredFile.State.Failed(
              item.text("providerId"),
              FileTrouble.of(item.text("trouble")),
              (int) item.numberOr("attempt", 1));
    } else {
      state =
          new StoredFile.State.Fetching(item.text("providerId"), (int) item.numberOr("attempt", 1));
    }
    return new StoredFile(
        item.text("name"),
        item.text("type"),
        item.number("size"),
        item.findText("contentId"),
        item.flag("inline"),
        state);
  }

  private static void happening(Item item, Happening what) {
    switch (what) {
      case Happening.Created(InboxId inbox, TeamId team) ->
          item.text("event", "created").text("inbox", inbox.value()).text("to", team.value());
      case Happening.Assigned(UserId from, UserId to) ->
          item.text("event", "assigned")
              .text("from", from == null ? null : from.value())
              .text("to", to == null ? null : to.value());
      case Happening.MovedToTeam(TeamId from, TeamId to) ->
          item.text("event", "moved").text("from", from.value()).text("to", to.value());
      case Happening.Labelled(LabelId label) ->
          item.text("event", "labelled").text("to", label.value());
      case Happening.Unlabelled(LabelId label) ->
          item.text("event", "unlabelled").text("from", label.value());
      case Happening.Closed() -> item.text("event", "closed");
      case Happening.Reopened() -> item.text("event", "reopened");
      case Happening.RuleApplied(RuleId rule, long version, String name, String matched) ->
          item.text("event", "rule-applied")
              .text("rule", rule.value())
              .number("ruleVersion", version)
              .text("ruleName", name)
              .text("matched", matched);
      case Happening.Joined(Identity who) ->
          item.text("event", "joined").text("to", who.toString());
      case Happening.Identified(Identity who) ->
          item.text("event", "identified").text("to", who.toString());
      case Happening.Named(String name) -> item.text("event", "named").text("to", name);
      case Happening.ContactChanged(Identity from, Identity to) ->
          item.text("event", "contact-changed")
              .text("from", from.toString())
              .text("to", to.toString());
      case Happening.Unmarked(Identity address, AddressMark.Kind kind) ->
          item.text("event", "unmarked").text("to", address.toString()).text("from", kind.word());
      case Happening.Linked(Conversation.Relation relation) ->
          item.text("event", "linked").map("relation", ConversationItem.relation(relation));
    }
  }

  private static Happening happening(Item item) {
    String event = item.text("event");
    return switch (event) {
      case "created" ->
          new Happening.Created(new InboxId(item.text("inbox")), new TeamId(item.text("to")));
      case "assigned" ->
          new Happening.Assigned(
              ConversationItem.user(item.findText("from")),
              ConversationItem.user(item.findText("to")));
      case "moved" ->
          new Happening.MovedToTeam(new TeamId(item.text("from")), new TeamId(item.text("to")));
      case "labelled" -> new Happening.Labelled(new LabelId(item.text("to")));
      case "unlabelled" -> new Happening.Unlabelled(new LabelId(item.text("from")));
      case "closed" -> new Happening.Closed();
      case "reopened" -> new Happening.Reopened();
      case "rule-applied" ->
          new Happening.RuleApplied(
              new RuleId(item.text("rule")),
              item.number("ruleVersion"),
              item.text("ruleName"),
              item.text("matched"));
      case "joined" -> new Happening.Joined(ConversationItem.identity(item.text("to")));
      case "identified" -> new Happening.Identified(ConversationItem.identity(item.text("to")));
      case "named" -> new Happening.Named(item.text("to"));
      case "contact-changed" ->
          new Happening.ContactChanged(
              ConversationItem.identity(item.text("from")),
              ConversationItem.identity(item.text("to")));
      case "unmarked" ->
          new Happening.Unmarked(
              ConversationItem.identity(item.text("to")), AddressMark.Kind.of(item.text("from")));
      case "linked" -> new Happening.Linked(ConversationItem.relation(item.map("relation")));
      default -> throw new IllegalStateException("No event is called '%s'".formatted(event));
    };
  }

  static List<Item> files(List<StoredFile> files) {
    return files.stream().map(EntryItem::file).toList();
  }
}
