package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relais.channels.FailureCause;
import relais.channels.registry.Channels;
import relais.conversation.Actor;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.DeliveryStatus;
import relais.conversation.Settings;

/// How far a message to the customer has come.
///
/// @param code the failure's stable code, the provider's own where it has one; null unless it
///     failed or waits for another try
/// @param cause what the code comes to, for which every reader has words; null when only the
///     reason tells
/// @param reason what went wrong, in words; while it waits or is late, what is in the way
/// @param retryable whether it may be sent once more by hand
/// @param dueAt when it goes out; null unless it waits for its time
/// @param by who took it back; null unless somebody did
@Serdeable
@Schema(
    name = "DeliveryStatus",
    requiredProperties = {"code", "cause", "reason", "dueAt", "by"})
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
    @Schema(
            type = "string",
            allowableValues = {
              "address",
              "answered-gone",
              "bad-file",
              "bad-number",
              "bad-request",
              "country",
              "customer-first",
              "customer-gone",
              "customer-unreachable",
              "elsewhere",
              "locked",
              "no-inbox",
              "not-now",
              "not-set-up",
              "opted-out",
              "outage",
              "payment",
              "permission",
              "reputation",
              "sign-in",
              "too-fast",
              "too-long",
              "undelivered",
              "unknown-outcome",
              "unreachable",
              "window-closed"
            })
        @Nullable String cause,
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
      case DeliveryStatus.Queued queued ->
          of(status, queued.code(), queued.trouble(), false, conversation.origin().channel());
      case DeliveryStatus.Failed failed ->
          of(
              status,
              failed.code(),
              failed.reason(),
              failed.retryable(),
              conversation.origin().channel());
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
      @Nullable String code,
      @Nullable String reason,
      boolean retryable,
      Channel channel) {
    FailureCause cause = code == null ? null : cause(code, channel);
    return new DeliveryStatusJson(
        status.word(),
        status.at(),
        status.attempt(),
        code,
        cause == null ? null : cause.word(),
        reason,
        retryable,
        null,
        null);
  }

  /// What a failure comes to; null when only its own words tell.
  static @Nullable FailureCause cause(String code, Channel channel) {
    FailureCause ours = FailureCause.ofOurs(code);
    if (ours != null) {
      return ours;
    }
    return channel.isMail()
        ? FailureCause.ofMail(code)
        : Channels.findSending(channel).map(sending -> sending.cause(code)).orElse(null);
  }

  private static DeliveryStatusJson of(
      DeliveryStatus status,
      @Nullable String reason,
      @Nullable Instant dueAt,
      @Nullable AuthorJson by) {
    return new DeliveryStatusJson(
        status.word(), status.at(), status.attempt(), null, null, reason, false, dueAt, by);
  }
}
