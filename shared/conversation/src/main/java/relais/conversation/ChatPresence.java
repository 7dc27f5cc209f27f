package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How two people sit at a chat: small facts that are true for seconds. None of them is history.
///
/// @param visitor whose chat it is
/// @param seenAt when the visitor's browser was last heard of
/// @param here whether it had the page open then
/// @param page the address of the page, without what stands behind a question mark; null when it
///     did not say
/// @param typingUntil until when the visitor is taken to type; null when they do not
/// @param readUpTo the newest message of ours that they have read; null before the first
/// @param agentName who of the team types; null when nobody does
/// @param agentTypingUntil until when
public record ChatPresence(
    Visitor visitor,
    Instant seenAt,
    boolean here,
    @Nullable String page,
    @Nullable Instant typingUntil,
    @Nullable EntryId readUpTo,
    @Nullable String agentName,
    @Nullable Instant agentTypingUntil) {
  /// A browser says every 25 seconds that it is there; one that misses this once has left.
  public static final Duration GONE_AFTER = Duration.ofSeconds(45);

  /// How long one key is taken for typing.
  public static final Duration TYPES_FOR = Duration.ofSeconds(6);

  /// Whether the visitor has the chat before them.
  public boolean isHere(Instant now) {
    return here && now.isBefore(seenAt.plus(GONE_AFTER));
  }

  /// Whether the visitor is typing.
  public boolean isTyping(Instant now) {
    return typingUntil != null && now.isBefore(typingUntil) && isHere(now);
  }

  /// Who of the team is typing; null when nobody is.
  public @Nullable String typist(Instant now) {
    return agentTypingUntil != null && now.isBefore(agentTypingUntil) ? agentName : null;
  }
}
