package relais.table;

import java.time.Instant;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.conversation.Actor;
import relais.conversation.Channel;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboxId;
import relais.conversation.LabelId;
import relais.conversation.SideThread;
import relais.conversation.Status;
import relais.conversation.TeamId;
import relais.conversation.UserId;

/// The state of a conversation as an item, with the lists it stands in.
final class ConversationItem {
  private ConversationItem() {}

  static Item write(Conversation conversation) {
    Conversation.Origin origin = conversation.origin();
    Conversation.Activity activity = conversation.activity();
    UserId assignee = conversation.ownership().assignee();
    Item item =
        Item.at(TableKeys.state(conversation.id()))
            .text("conversation", conversation.id().value())
            .number("caseNumber", conversation.caseNumber())
            .text("inbox", origin.inbox().value())
            .text("channel", origin.channel().word())
            .text("contact", origin.contact().value())
            .text("contactName", origin.contactName())
            .text("identity", origin.identity().toString())
            .instant("createdAt", origin.createdAt())
            .text("subject", conversation.headline().subject())
            .text("preview", conversation.headline().preview())
            .text("status", conversation.status().word())
            .text("team", conversation.ownership().team().value())
            .text("assignee", assignee == null ? null : assignee.value())
            .texts("labels", conversation.labels().stream().map(LabelId::value).toList())
            .instant("lastAt", activity.lastAt())
            .instant("waitingSince", activity.waitingSince())
            .instant("lastInboundAt", activity.lastInboundAt())
            .instant("lastOutboundAt", activity.lastOutboundAt())
            .flag("failed", activity.outbox().failed())
            .flag("held", activity.outbox().isHeld())
            .instant("nextDueAt", activity.outbox().nextDueAt())
            .maps(
                "waiting",
                activity.outbox().waiting().stream().map(ConversationItem::waiting).toList())
            .texts(
                "participants",
                conversation.participants().stream().map(Identity::toString).toList())
            .maps("sides", conversation.sides().stream().map(ConversationItem::side).toList())
            .maps(
                "related",
                conversation.links().related().stream().map(ConversationItem::relation).toList())
            .texts(
                "merged",
                conversation.links().merged().stream().map(ConversationId::value).toList())
            .number("version", conversation.versions().current())
            .number("messageVersion", conversation.versions().message())
            .number("ownerVersion", conversation.versions().owner())
            .text("teamList", TableKeys.teamList(conversation))
            .text(
                "agentList",
                assignee == null ? null : TableKeys.agentList(assignee, conversation.status()))
            .text("activity", activityKey(conversation));
    status(item, conversation.status());
    return item;
  }

  /// What a state carries beside its word. Of a merged conversation also what it was before.
  private static void status(Item item, Status status) {
    switch (status) {
      case Status.Open(), Status.Aside() -> {}
      case Status.Closed(Instant at, Actor by) ->
          item.instant("closedAt", at).map("closedBy", ActorItem.write(by));
      case Status.Merged(Instant at, Actor by, ConversationId into, long number, Status before) -> {
        item.instant("mergedAt", at)
            .map("mergedBy", ActorItem.write(by))
            .text("mergedInto", into.value())
            .number("mergedIntoNumber", number)
            .text("statusBefore", before.word());
        status(item, before);
      }
    }
  }

  static Conversation read(Item item) {
    return new Conversation(
        new ConversationId(item.text("conversation")),
        item.number("caseNumber"),
        new Conversation.Origin(
            new InboxId(item.text("inbox")),
            Channel.of(item.text("channel")),
            new ContactId(item.text("contact")),
            item.text("contactName"),
            identity(item.text("identity")),
            item.instant("createdAt")),
        new Conversation.Headline(item.text("subject"), item.text("preview")),
        status(item),
        new Conversation.Ownership(new TeamId(item.text("team")), user(item.findText("assignee"))),
        item.texts("labels").stream()
            .map(LabelId::new)
            .collect(Collectors.toCollection(TreeSet::new)),
        new Conversation.Activity(
            item.instant("lastAt"),
            item.findInstant("waitingSince"),
            item.findInstant("lastInboundAt"),
            item.findInstant("lastOutboundAt"),
            new Conversation.Outbox(
                item.flag("failed"),
                item.maps("waiting").stream().map(ConversationItem::waiting).toList())),
        item.texts("participants").stream()
            .map(ConversationItem::identity)
            .collect(Collectors.toCollection(TreeSet::new)),
        item.maps("sides").stream().map(ConversationItem::side).toList(),
        new Conversation.Links(
            item.maps("related").stream().map(ConversationItem::relation).toList(),
            item.texts("merged").stream().map(ConversationId::new).toList()),
        new Conversation.Versions(
            item.number("version"), item.number("messageVersion"), item.number("ownerVersion")));
  }

  private static Item waiting(Conversation.Outbox.Waiting reply) {
    EntryId side = reply.side();
    return Item.empty()
        .text("message", reply.message().value())
        .instant("dueAt", reply.dueAt())
        .text("side", side == null ? null : side.value());
  }

  private static Conversation.Outbox.Waiting waiting(Item item) {
    return new Conversation.Outbox.Waiting(
        new EntryId(item.text("message")),
        item.findInstant("dueAt"),
        EntryItem.entryId(item.findText("side")));
  }

  private static Item side(SideThread side) {
    return Item.empty()
        .text("id", side.id().value())
        .texts("participants", side.participants().stream().map(Identity::toString).toList());
  }

  private static SideThread side(Item item) {
    return new SideThread(
        new EntryId(item.text("id")),
        item.texts("participants").stream()
            .map(ConversationItem::identity)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  static String activityKey(Conversation conversation) {
    return Item.sortable(conversation.activity().lastAt()) + "#" + conversation.id().value();
  }

  static Item relation(Conversation.Relation relation) {
    return Item.empty()
        .text("other", relation.other().value())
        .number("caseNumber", relation.caseNumber())
        .text("why", relation.why().word());
  }

  static Conversation.Relation relation(Item item) {
    return new Conversation.Relation(
        new ConversationId(item.text("other")),
        item.number("caseNumber"),
        Conversation.Relation.Why.of(item.text("why")));
  }

  static Identity identity(String text) {
    int colon = text.indexOf(':');
    return new Identity(text.substring(0, colon), text.substring(colon + 1));
  }

  static @Nullable UserId user(@Nullable String text) {
    return text == null ? null : new UserId(text);
  }

  private static Status status(Item item) {
    return status(item, item.text("status"));
  }

  private static Status status(Item item, String word) {
    return switch (word) {
      case "open" -> new Status.Open();
      case "closed" -> closed(item);
      case "aside" -> new Status.Aside();
      case "merged" ->
          new Status.Merged(
              item.instant("mergedAt"),
              ActorItem.read(item.map("mergedBy")),
              new ConversationId(item.text("mergedInto")),
              item.number("mergedIntoNumber"),
              status(item, item.text("statusBefore")));
      default -> throw new IllegalStateException("No state is called '%s'".formatted(word));
    };
  }

  private static Status.Closed closed(Item item) {
    return new Status.Closed(
        item.instant("closedAt"),
        item.findMap("closedBy") == null
            ? new Actor.Relais("unknown")
            : ActorItem.read(item.map("closedBy")));
  }
}
