package relais.channels;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a long answer into texts that WhatsApp takes.
public final class WhatsAppText {
  /// A text is at most this long, counted in Java's characters, which is never less than what
  /// WhatsApp counts.
  public static final int MAX_LENGTH = 4_096;

  private WhatsAppText() {}

  /// The text in parts, in order. Cuts between paragraphs where it can, else between lines,
  /// sentences, words, and never inside a letter or an emoji. Nothing but white space at the cuts
  /// is lost.
  ///
  /// @return as many parts as needed; none when there is nothing but white space
  public static List<String> parts(String text) {
    return parts(text, MAX_LENGTH);
  }

  static List<String> parts(String text, int maxLength) {
    List<String> parts = new ArrayList<>();
    String rest = text.strip();
    while (rest.length() > maxLength) {
      int cut = cut(rest, maxLength);
      parts.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).strip();
    }
    if (!rest.isEmpty()) {
      parts.add(rest);
    }
    return parts;
  }

  private static int cut(String text, int maxLength) {
    // A cut in the first half would make more parts than the text is worth.
    int least = maxLength / 2;
    for (String boundary : List.of("\n\n", "\n")) {
      int at = text.lastIndexOf(boundary, maxLength);
      if (at >= least) {
        return at;
      }
    }
    int sentence = before(BreakIterator.getSentenceInstance(Locale.ROOT), text, maxLength);
    if (sentence >= least) {
      return sentence;
    }
    for (int at = maxLength; at >= least; at--) {
      if (Character.isWhitespace(text.charAt(at))) {
        return at;
      }
    }
    int letter = before(BreakIterator.getCharacterInstance(Locale.ROOT), text, maxLength);
    if (letter > 0) {
      return letter;
    }
    return Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength;
  }

  private static int before(BreakIterator boundaries, String text, int maxLength) {
    boundaries.setText(text);
    return boundaries.isBoundary(maxLength) ? maxLength : boundaries.preceding(maxLength);
  }
}
