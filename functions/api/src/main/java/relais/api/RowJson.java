package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Conversation;
import relais.conversation.LabelId;
import relais.conversation.UserId;
import relais.table.Row;

/// A conversation as a list shows it.
///
/// @param assignee null while nobody owns it
/// @param waitingSince when the oldest unanswered message came; null while nobody waits
/// @param failed whether the newest thing the team sent did not arrive
/// @param held whether a reply waits for a decision, because the customer wrote before it was due
/// @param nextDueAt when the next reply goes out that waits for its time; null when none does
/// @param windowClosesAt until when free text may be sent; null where there is no such limit
@Serdeable
@Schema(
    name = "Row",
    requiredProperties = {"assignee", "waitingSince", "nextDueAt", "windowClosesAt"})
record RowJson(
    String id,
    long caseNumber,
    long version,
    String inbox,
    String channel,
    String team,
    @Nullable String assignee,
    @Schema(
            type = "string",
            allowableValues = {"open", "closed", "merged", "aside"})
        String status,
    RowContactJson contact,
    String subject,
    String preview,
    List<String> labels,
    Instant createdAt,
    Instant lastActivityAt,
    @Nullable Instant waitingSince,
    boolean failed,
    boolean held,
    @Nullable Instant nextDueAt,
    @Nullable Instant windowClosesAt) {

  static RowJson of(Conversation conversation) {
    return of(Row.of(conversation));
  }

  static RowJson of(Row row) {
    UserId assignee = row.assignee();
    return new RowJson(
        row.id().value(),
        row.caseNumber(),
        row.version(),
        row.inbox().value(),
        row.channel().word(),
        row.team().value(),
        assignee == null ? null : assignee.value(),
        row.status(),
        new RowContactJson(row.contact().value(), row.contactName()),
        row.subject(),
        row.preview(),
        row.labels().stream().map(LabelId::value).toList(),
        row.createdAt(),
        row.lastAt(),
        row.waitingSince(),
        row.outgoing().failed(),
        row.outgoing().held(),
        row.outgoing().nextDueAt(),
        Conversation.windowClosesAt(row.channel(), row.lastInboundAt()));
  }
}
