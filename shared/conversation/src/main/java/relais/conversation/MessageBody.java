package relais.conversation;

import org.jspecify.annotations.Nullable;

/// What a message says.
///
/// @param text what a person reads first: without quoted history and signature
/// @param html the sanitised HTML of the whole message, null where there is none or it is large;
///     of a mail of ours without signature and quoted history
/// @param wholeKey where the whole text and HTML lie in the files bucket (JSON with text and html),
///     null while `text` and `html` are the whole
public record MessageBody(String text, @Nullable String html, @Nullable String wholeKey) {
  /// Bodies up to this many characters (text and HTML together) live in the table.
  public static final int MAX_INLINE_CHARACTERS = 8_000;

  /// A body that is nothing but text.
  public static MessageBody ofText(String text) {
    return new MessageBody(text, null, null);
  }
}
