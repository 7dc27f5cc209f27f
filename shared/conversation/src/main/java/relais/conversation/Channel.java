package relais.conversation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A kind of medium that messages travel on, by its word. Any word is a channel: which of them
/// inboxes can be connected to is known where they are spoken.
///
/// @param word for JSON, keys and logs, 2 to 20 lower-case letters
public record Channel(String word) {
  private static final Pattern WORD = Pattern.compile("[a-z]{2,20}");

  public static final Channel EMAIL = new Channel("email");
  public static final Channel WHATSAPP = new Channel("whatsapp");

  /// The chat on a site.
  public static final Channel WEBCHAT = new Channel("webchat");

  /// A form on a site; what comes by it is answered by mail.
  public static final Channel FORM = new Channel("form");

  /// How long after a customer's last message their provider lets a person answer. What is not
  /// here can be answered at any time.
  private static final Map<String, Duration> WINDOWS =
      Map.of(
          WHATSAPP.word,
          Duration.ofHours(24),
          "messenger",
          Duration.ofDays(7),
          "instagram",
          Duration.ofDays(7));

  /// Whose messages do not say what their author is called, while the provider tells who asks.
  private static final Set<String> ASKED_FOR_NAMES = Set.of("messenger", "instagram");

  public Channel {
    if (!WORD.matcher(word).matches()) {
      throw new IllegalArgumentException("'%s' is no word for a channel".formatted(word));
    }
  }

  /// The channel of a word.
  ///
  /// @throws IllegalArgumentException when no channel can be called so
  public static Channel of(String word) {
    return new Channel(word);
  }

  /// Whether messages are mails, with subjects, recipients and files of their own.
  public boolean isMail() {
    return equals(EMAIL) || equals(FORM);
  }

  /// How long after a customer's last message free text may be sent; empty for ever.
  public Optional<Duration> findWindow() {
    return Optional.ofNullable(WINDOWS.get(word));
  }

  /// Whether its provider is asked what customers are called.
  public boolean isAskedForNames() {
    return ASKED_FOR_NAMES.contains(word);
  }

  @Override
  public String toString() {
    return word;
  }
}
