package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something an agent began to write and has not sent. It is the author's alone: nobody else reads
/// it, and nothing that others do changes it.
///
/// @param version of this draft; a save with a stale one is refused
/// @param at when it was written last
/// @param content what is written, in the words of the app that writes it; empty when it was
///     thrown away
public record Draft(Place place, long version, Instant at, String content) {
  /// How long a draft is kept that nobody touches.
  public static final Duration KEPT = Duration.ofDays(90);

  /// Where a draft is: each author has one of each kind in a conversation, and one outside.
  ///
  /// @param conversation null for what begins one
  public record Place(@Nullable ConversationId conversation, UserId author, Kind kind) {
    public Place {
      if ((conversation == null) != (kind == Kind.FIRST)) {
        throw new IllegalArgumentException("A %s is not written there".formatted(kind.word));
      }
    }

    /// Where an author writes what begins conversations.
    public static Place outside(UserId author) {
      return new Place(null, author, Kind.FIRST);
    }
  }

  /// What it is to become.
  public enum Kind {
    /// A message to the customer.
    REPLY("reply"),
    /// A note for the team.
    NOTE("note"),
    /// Mail to others than the customer: all that the author passes on here, and answers in side
    /// threads.
    ASIDE("aside"),
    /// First messages of new conversations: all that the author has begun.
    FIRST("first");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// The word for it in JSON and keys.
    public String word() {
      return word;
    }

    /// Finds one by its word.
    ///
    /// @throws IllegalArgumentException when there is none of that word
    public static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("There is no draft of kind '%s'".formatted(word));
    }
  }

  /// Whether it was thrown away, or emptied.
  public boolean isEmpty() {
    return content.isEmpty();
  }
}
