package relais.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happens to a message after it was sent. It may come before the message, twice, and in any
/// order with others: [Amendments] come to the same.
public sealed interface Amendment {
  /// When, by the channel's clock.
  Instant at();

  /// Somebody reacted to it, or took that back.
  ///
  /// @param by who: [#US] for the team, of which the customer sees one reaction; else the identity
  /// @param agent who of the team; null when the customer did, or somebody outside of Relais
  /// @param emoji null when an earlier reaction was taken back
  record Reacted(Instant at, String by, @Nullable UserId agent, @Nullable String emoji)
      implements Amendment {}

  /// It has other words.
  ///
  /// @param ours whether the team's account changed it; else the customer did
  record Edited(Instant at, boolean ours, MessageBody body, ChatFields chat) implements Amendment {}

  /// Its author took it back.
  ///
  /// @param ours whether the team's account did; else the customer
  record Deleted(Instant at, boolean ours) implements Amendment {}

  /// A call has come further.
  record Called(Instant at, ChatPart.Call call) implements Amendment {}

  /// Stands for the team among those who react.
  String US = "us";
}
