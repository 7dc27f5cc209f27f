package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How long a text may be on a channel, and how a longer one is cut.
///
/// @param most in the unit
public record TextLimit(int most, Unit unit) {
  /// Where no provider sets a limit.
  public static final TextLimit USUAL = new TextLimit(4_096, Unit.CHARACTERS);

  /// What is counted.
  public enum Unit {
    /// Java's characters (UTF-16 units), which are never fewer than what a provider counts.
    CHARACTERS,
    /// Bytes of UTF-8.
    BYTES
  }

  /// Whether a text with something in it goes as it is.
  public boolean takes(String text) {
    return !text.isBlank() && length(text) <= most;
  }

  /// The length of a text in the unit.
  public int length(String text) {
    return switch (unit) {
      case CHARACTERS -> text.length();
      case BYTES -> text.getBytes(UTF_8).length;
    };
  }

  /// The text in parts, in order. Cuts between paragraphs where it can, else between lines,
  /// sentences, words, and never inside a letter or an emoji unless that alone is too long. Nothing
  /// but white space at the cuts is lost.
  ///
  /// @return as many parts as needed; none when there is nothing but white space
  public List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    String rest = text.strip();
    while (length(rest) > most) {
      int cut = cut(rest, prefix(rest));
      parts.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).strip();
    }
    if (!rest.isEmpty()) {
      parts.add(rest);
    }
    return parts;
  }

  /// How many characters from its beginning fit.
  private int prefix(String text) {
    int fits = 0;
    int tooMany = Math.min(text.length(), most + 1);
    while (tooMany - fits > 1) {
      int middle = (fits + tooMany) >>> 1;
      if (length(text.substring(0, middle)) <= most) {
        fits = middle;
      } else {
        tooMany = middle;
      }
    }
    return Math.max(1, fits);
  }

  private static int cut(String text, int maxLength) {
    // A cut in the first half would make more parts than the text is worth.
    int least = Math.max(1, maxLength / 2);
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
    return maxLength > 1 && Character.isHighSurrogate(text.charAt(maxLength - 1))
        ? maxLength - 1
        : maxLength;
  }

  private static int before(BreakIterator boundaries, String text, int maxLength) {
    boundaries.setText(text);
    return boundaries.isBoundary(maxLength) ? maxLength : boundaries.preceding(maxLength);
  }
}
