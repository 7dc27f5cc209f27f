package relais.table;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Channel;
import relais.conversation.ContactId;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.InboxId;
import relais.conversation.LabelId;
import relais.conversation.TeamId;
import relais.conversation.UserId;

/// A conversation as a list shows it: what the indexes carry.
///
/// @param status "open", "closed" or "merged"
/// @param lastInboundAt when the customer wrote last, null before
public record Row(
    ConversationId id,
    long caseNumber,
    long version,
    InboxId inbox,
    Channel channel,
    ContactId contact,
    String contactName,
    String subject,
    String preview,
    String status,
    TeamId team,
    @Nullable UserId assignee,
    List<LabelId> labels,
    Instant createdAt,
    Instant lastAt,
    @Nullable Instant waitingSince,
    @Nullable Instant lastInboundAt,
    Outgoing outgoing) {
  public Row {
    labels = List.copyOf(labels);
  }

  /// What the team wrote and the customer does not have.
  ///
  /// @param failed whether the newest thing the team sent did not arrive
  /// @param held whether a reply is held, because the customer wrote before it was due
  /// @param nextDueAt when the next reply goes out, null when none is to
  public record Outgoing(boolean failed, boolean held, @Nullable Instant nextDueAt) {}

  /// The row of a conversation at hand.
  public static Row of(Conversation conversation) {
    return new Row(
        conversation.id(),
        conversation.caseNumber(),
        conversation.versions().current(),
        conversation.origin().inbox(),
        conversation.origin().channel(),
        conversation.origin().contact(),
        conversation.origin().contactName(),
        conversation.headline().subject(),
        conversation.headline().preview(),
        conversation.status().word(),
        conversation.ownership().team(),
        conversation.ownership().assignee(),
        List.copyOf(conversation.labels()),
        conversation.origin().createdAt(),
        conversation.activity().lastAt(),
        conversation.activity().waitingSince(),
        conversation.activity().lastInboundAt(),
        new Outgoing(
            conversation.activity().outbox().failed(),
            conversation.activity().outbox().isHeld(),
            conversation.activity().outbox().nextDueAt()));
  }

  static Row read(Item item) {
    return new Row(
        new ConversationId(item.text("conversation")),
        item.number("caseNumber"),
        item.number("version"),
        new InboxId(item.text("inbox")),
        Channel.of(item.text("channel")),
        new ContactId(item.text("contact")),
        item.text("contactName"),
        item.text("subject"),
        item.text("preview"),
        item.text("status"),
        new TeamId(item.text("team")),
        ConversationItem.user(item.findText("assignee")),
        item.texts("labels").stream().map(LabelId::new).toList(),
        item.instant("createdAt"),
        item.instant("lastAt"),
        item.findInstant("waitingSince"),
        item.findInstant("lastInboundAt"),
        new Outgoing(item.flag("failed"), item.flag("held"), item.findInstant("nextDueAt")));
  }
}
