package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relais.conversation.InboundItem;
import relais.conversation.InboxId;
import relais.table.Quarantine;

/// Something that nobody could read or place.
///
/// @param reason why, as a stable word
/// @param detail why, in a sentence
/// @param inbox where it was going; null when unknown
/// @param size of the original in bytes
@Serdeable
@Schema(
    name = "QuarantineItem",
    requiredProperties = {"inbox", "from", "to"})
record QuarantineItemJson(
    String id,
    Instant at,
    String channel,
    @Schema(
            type = "string",
            allowableValues = {
              "unrouted",
              "unreadable",
              "unknown-type",
              "too-large",
              "processing-failed",
              "spam",
              "virus"
            })
        String reason,
    String detail,
    @Nullable String inbox,
    @Nullable String from,
    @Nullable String to,
    long size) {

  static QuarantineItemJson of(Quarantine.Kept kept) {
    InboundItem.Quarantined item = kept.item();
    InboxId inbox = item.inbox();
    return new QuarantineItemJson(
        kept.id().value(),
        item.receivedAt(),
        item.channel().word(),
        item.reason().word(),
        item.detail(),
        inbox == null ? null : inbox.value(),
        item.from(),
        item.to(),
        item.size());
  }
}
