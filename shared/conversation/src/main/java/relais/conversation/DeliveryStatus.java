package relais.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How far an outgoing message has come. It only ever moves forward: a late "sent" does not hide a
/// "read", and "failed" counts only while nothing better is known (channels page, section 3).
public sealed interface DeliveryStatus {
  /// When this was so.
  Instant at();

  /// Which attempt this is about: 1, and one more with every retry.
  int attempt();

  /// Written, and waits for its time. Until then it can be taken back.
  ///
  /// @param dueAt when it goes out
  /// @param closes whether the conversation is done with it once it has gone
  record Scheduled(Instant at, int attempt, Instant dueAt, boolean closes)
      implements DeliveryStatus {}

  /// Was to wait for its time, but the customer wrote first: a person decides.
  ///
  /// @param closes whether the conversation is done with it once it has gone
  record Held(Instant at, int attempt, boolean closes) implements DeliveryStatus {}

  /// Taken back before it went out. Nobody got it.
  ///
  /// @param by who took it back
  record Cancelled(Instant at, int attempt, UserId by) implements DeliveryStatus {}

  /// Stored, on its way to the channel.
  ///
  /// @param code stable, of what the last try ran into; null before the first
  /// @param trouble the same in words; null before the first
  /// @param notBefore when the next try begins; null when it may at once
  record Queued(
      Instant at,
      int attempt,
      @Nullable String code,
      @Nullable String trouble,
      @Nullable Instant notBefore)
      implements DeliveryStatus {
    /// Ready to be handed over.
    public Queued(Instant at, int attempt) {
      this(at, attempt, null, null, null);
    }
  }

  /// Handed to the provider, whose answer is not stored yet.
  record Sending(Instant at, int attempt) implements DeliveryStatus {}

  /// Taken over by the provider.
  record Sent(Instant at, int attempt) implements DeliveryStatus {}

  /// Late: the provider has not got it through yet and goes on trying.
  ///
  /// @param reason what is in the way, in words
  record Delayed(Instant at, int attempt, String reason) implements DeliveryStatus {}

  /// Arrived at the customer's server or device.
  record Delivered(Instant at, int attempt) implements DeliveryStatus {}

  /// Seen by the customer.
  record Read(Instant at, int attempt) implements DeliveryStatus {}

  /// Arrived, and the recipient called it spam.
  ///
  /// @param reason what the provider says, in words
  record Complained(Instant at, int attempt, String reason) implements DeliveryStatus {}

  /// Did not arrive.
  ///
  /// @param code stable, for the app and for reports, such as "bounce" or "131047"
  /// @param reason what happened and what to do, for the agent
  /// @param retryable whether the same message may be sent once more
  record Failed(Instant at, int attempt, String code, String reason, boolean retryable)
      implements DeliveryStatus {}

  /// The word for it in JSON and keys.
  default String word() {
    return switch (this) {
      case Scheduled _ -> "scheduled";
      case Held _ -> "held";
      case Cancelled _ -> "cancelled";
      case Queued _ -> "queued";
      case Sending _ -> "sending";
      case Sent _ -> "sent";
      case Delayed _ -> "delayed";
      case Delivered _ -> "delivered";
      case Read _ -> "read";
      case Failed _ -> "failed";
      case Complained _ -> "complained";
    };
  }
}
