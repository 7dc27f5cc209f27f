package relais.conversation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What only a message on a chat has, as [MailFields] is what only a mail has. The text of its body
/// says the same in one English piece, for rules and search; this is what people are shown.
///
/// @param words what its author wrote, a caption among them; empty when there is nothing
/// @param parts what is not words, in the order it was sent
/// @param answers the message it answers; null when it answers none
/// @param forwarding whether its words are somebody else's
/// @param referral how the customer came to write; null when nothing is known
public record ChatFields(
    String words,
    List<ChatPart> parts,
    @Nullable Answered answers,
    Forwarding forwarding,
    @Nullable Referral referral) {
  public ChatFields {
    parts = List.copyOf(parts);
  }

  /// Words alone.
  public static ChatFields ofWords(String words) {
    return new ChatFields(words, List.of(), null, Forwarding.NONE, null);
  }

  /// Words and parts that refer to nothing.
  public static ChatFields of(String words, List<ChatPart> parts) {
    return new ChatFields(words, parts, null, Forwarding.NONE, null);
  }

  /// The identity that its sender has from now on; empty when it says nothing of that.
  public Optional<Identity> becomes() {
    return parts.stream()
        .filter(ChatPart.Notice.class::isInstance)
        .map(notice -> Optional.ofNullable(((ChatPart.Notice) notice).becomes()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /// The message that another one answers.
  ///
  /// @param providerId the channel's own name for it
  /// @param quote the words of it that the channel passed on; null when it passed on none
  public record Answered(String providerId, @Nullable String quote) {}

  /// Whether the words went through other hands first.
  public enum Forwarding {
    NONE("none"),
    ONCE("once"),
    /// Through many, as chain letters go.
    OFTEN("often");

    private final String word;

    Forwarding(String word) {
      this.word = word;
    }

    /// The word for it in JSON and in the table.
    public String word() {
      return word;
    }

    /// Finds one by its word.
    ///
    /// @throws IllegalArgumentException when there is none of that word
    public static Forwarding of(String word) {
      for (Forwarding forwarding : values()) {
        if (forwarding.word.equals(word)) {
          return forwarding;
        }
      }
      throw new IllegalArgumentException("Nothing is forwarded '%s'".formatted(word));
    }
  }

  /// The advertisement, post, link or product through which the customer came.
  ///
  /// @param source the provider's word for the sort of it, in lower case, such as `ad`
  public record Referral(
      @Nullable String source,
      @Nullable String headline,
      @Nullable String body,
      @Nullable String url,
      @Nullable String product) {}
}
