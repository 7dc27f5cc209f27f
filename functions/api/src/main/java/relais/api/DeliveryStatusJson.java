package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relais.conversation.DeliveryStatus;

/// How far a message to the customer has come.
///
/// @param code the failure's stable code; null unless it failed
/// @param reason what went wrong, in words; while it waits or is late, what is in the way
/// @param retryable whether it may be sent once more by hand
@Serdeable
@Schema(
    name = "DeliveryStatus",
    requiredProperties = {"code", "reason"})
record DeliveryStatusJson(
    @Schema(
            type = "string",
            allowableValues = {
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
    boolean retryable) {

  static DeliveryStatusJson of(DeliveryStatus status) {
    return switch (status) {
      case DeliveryStatus.Queued queued -> of(status, null, queued.trouble(), false);
      case DeliveryStatus.Failed failed ->
          of(status, failed.code(), failed.reason(), failed.retryable());
      case DeliveryStatus.Delayed delayed -> of(status, null, delayed.reason(), false);
      case DeliveryStatus.Complained complained -> of(status, null, complained.reason(), false);
      case DeliveryStatus.Sending _,
          DeliveryStatus.Sent _,
          DeliveryStatus.Delivered _,
          DeliveryStatus.Read _ ->
          of(status, null, null, false);
    };
  }

  private static DeliveryStatusJson of(
      DeliveryStatus status, @Nullable String code, @Nullable String reason, boolean retryable) {
    return new DeliveryStatusJson(
        status.word(), status.at(), status.attempt(), code, reason, retryable);
  }
}
