package relais.conversation;

import java.time.Instant;

/// Whether somebody still has to do something (the fixed categories behind all names of states).
public sealed interface Status {
  /// Somebody has to look at it.
  record Open() implements Status {}

  /// Done, until the customer writes again (requirement 000-36).
  record Closed(Instant at, Actor by) implements Status {}

  /// Part of another one, where its entries are read and mail to it lands.
  ///
  /// @param caseNumber the other one's
  /// @param before how it was, and will be again if that is taken back
  record Merged(Instant at, Actor by, ConversationId into, long caseNumber, Status before)
      implements Status {}

  /// No matter of a customer's, and in no team's list: an inbox tries itself, or a provider asks
  /// whether mail may be forwarded to it.
  record Aside() implements Status {}

  /// The word for it in JSON and keys.
  default String word() {
    return switch (this) {
      case Open() -> "open";
      case Closed(_, _) -> "closed";
      case Merged(_, _, _, _, _) -> "merged";
      case Aside() -> "aside";
    };
  }
}
