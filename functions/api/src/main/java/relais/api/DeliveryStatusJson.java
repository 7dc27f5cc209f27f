package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relais.conversation.Actor;
import relais.conversation.Conversation;
import relais.conversation.DeliveryStatus;
import relais.conversation.Settings;

/// How far a message to the customer has come.
///
/// @param code the failure's stable code; null unless it failed
/// @param reason what went wrong, in words; while it waits or is late, what is in the way
/// @param retryable whether it may be sent once more by hand
/// @param dueAt when it goes out; null unless it waits for its time
/// @param by who took it back; null unless somebody did
@Serdeable
@Schema(
    name = "DeliveryStatus",
    requiredProperties = {"code", "reason", "dueAt", "by"})
record DeliveryStatusJson(
    @Schema(
            type = "string",
            allowableValues = {
              "scheduled",
              "held",
              "cancelled",
              "queued",
              "sending",
              "sent",
              "delayed",
              "delivered",
              "read",
              "failed",
              "complained"
            })
        String state,
    Instant at,
    int attempt,
    @Nullable String code,
    @Nullable String reason,
    boolean retryable,
    @Nullable Instant dueAt,
    @Nullable AuthorJson by) {

  static DeliveryStatusJson of(
      DeliveryStatus status, Conversation conversation, Settings settings) {
    return switch (status) {
      case DeliveryStatus.Scheduled scheduled -> of(status, null, scheduled.dueAt(), null);
      case DeliveryStatus.Cancelled cancelled ->
          of(
              status,
              null,
              null,
              AuthorJson.of(new Actor.Agent(cancelled.by()), conversation, settings));
      case DeliveryStatus.Queued queued -> of(status, queued.trouble(), null, null);
      case DeliveryStatus.Failed failed ->
          new DeliveryStatusJson(
              status.word(),
              status.at(),
              status.attempt(),
              failed.code(),
              failed.reason(),
              failed.retryable(),
              null,
              null);
      case DeliveryStatus.Delayed delayed -> of(status, delayed.reason(), null, null);
      case DeliveryStatus.Complained complained -> of(status, complained.reason(), null, null);
      case DeliveryStatus.Held _,
          DeliveryStatus.Sending _,
          DeliveryStatus.Sent _,
          DeliveryStatus.Delivered _,
          DeliveryStatus.Read _ ->
          of(status, null, null, null);
    };
  }

  private static DeliveryStatusJson of(
      DeliveryStatus status,
      @Nullable String reason,
      @Nullable Instant dueAt,
      @Nullable AuthorJson by) {
    return new DeliveryStatusJson(
        status.word(), status.at(), status.attempt(), null, reason, false, dueAt, by);
  }
}
