package relais.channels.twilio;

/// In how many pieces a text travels as a short message, which is what is paid for (3GPP TS
/// 23.038).
///
/// @param alphabet how its letters are written
/// @param units what its letters take: septets or UTF-16 units
/// @param segments 1 for a text that fits one message; 0 for none
public record SmsSegments(Alphabet alphabet, int units, int segments) {
  private static final String BASIC =
      "@£$¥èéùìòÇ\n"
          + "Øø\r"
          + "ÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZ"
          + "ÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /// Each of these takes an escape before it.
  private static final String EXTENDED = "\f^{}\\[~]|€";

  /// The ways to write a text.
  public enum Alphabet {
    /// Seven bits a letter: Latin, with the accents of some languages.
    GSM_7(160, 153),
    /// Sixteen bits a letter: everything else.
    UCS_2(70, 67);

    private final int alone;
    private final int joined;

    Alphabet(int alone, int joined) {
      this.alone = alone;
      this.joined = joined;
    }
  }

  /// Counts a text.
  public static SmsSegments of(String text) {
    Alphabet alphabet =
        text.codePoints().allMatch(letter -> septets(letter) > 0) ? Alphabet.GSM_7 : Alphabet.UCS_2;
    int units = text.codePoints().map(letter -> units(alphabet, letter)).sum();
    if (units <= alphabet.alone) {
      return new SmsSegments(alphabet, units, units == 0 ? 0 : 1);
    }
    int segments = 1;
    int used = 0;
    for (int letter : text.codePoints().toArray()) {
      int more = units(alphabet, letter);
      // No letter is torn apart: what does not fit begins the next segment.
      if (used + more > alphabet.joined) {
        segments++;
        used = 0;
      }
      used += more;
    }
    return new SmsSegments(alphabet, units, segments);
  }

  private static int units(Alphabet alphabet, int letter) {
    return switch (alphabet) {
      case GSM_7 -> septets(letter);
      case UCS_2 -> Character.charCount(letter);
    };
  }

  /// How many septets a letter takes, 0 when it has none.
  private static int septets(int letter) {
    return BASIC.indexOf(letter) >= 0 ? 1 : EXTENDED.indexOf(letter) >= 0 ? 2 : 0;
  }
}
