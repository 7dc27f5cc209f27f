package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relais.conversation.Conversation;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;

/// A mail from an inbox to itself, and how far it has come.
///
/// @param state of the mail, as of every reply
/// @param reason why it failed or is late; null otherwise
/// @param returnedAt when it had come back and found its conversation; null before
/// @param seconds how long that took; null before
@Serdeable
@Schema(
    name = "TestMessage",
    requiredProperties = {"reason", "returnedAt", "seconds"})
record TestMessageJson(
    String id,
    Instant startedAt,
    @Schema(
            type = "string",
            allowableValues = {
              "queued",
              "sending",
              "sent",
              "delayed",
              "delivered",
              "read",
              "complained",
              "failed"
            })
        String state,
    @Nullable String reason,
    @Nullable Instant returnedAt,
    @Nullable Double seconds) {

  static TestMessageJson of(Conversation conversation, Entry.OutboundMessage mail) {
    Instant startedAt = conversation.origin().createdAt();
    Instant returnedAt = conversation.activity().lastInboundAt();
    return new TestMessageJson(
        conversation.id().value(),
        startedAt,
        mail.status().word(),
        switch (mail.status()) {
          case DeliveryStatus.Failed failed -> failed.reason();
          case DeliveryStatus.Delayed delayed -> delayed.reason();
          case DeliveryStatus.Complained complained -> complained.reason();
          case DeliveryStatus.Scheduled _,
              DeliveryStatus.Held _,
              DeliveryStatus.Cancelled _,
              DeliveryStatus.Queued _,
              DeliveryStatus.Sending _,
              DeliveryStatus.Sent _,
              DeliveryStatus.Delivered _,
              DeliveryStatus.Read _ ->
              null;
        },
        returnedAt,
        returnedAt == null ? null : Duration.between(startedAt, returnedAt).toMillis() / 1000.0);
  }
}
