package relais.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Ids that sort by time: 48 bits of milliseconds, 80 bits of chance, in Crockford base 32
/// (github.com/ulid/spec).
public final class Ulid {
  private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
  private static final char[] DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
  private static final int CHANCE_BYTES = 10;

  private Ulid() {}

  /// Makes a ULID of a moment and ten bytes of chance.
  ///
  /// @throws IllegalArgumentException when there are not ten bytes or the moment is before 1970
  public static String of(Instant at, byte[] chance) {
    long millis = at.toEpochMilli();
    if (chance.length != CHANCE_BYTES || millis < 0 || millis >= 1L << 48) {
      throw new IllegalArgumentException("A ULID needs a moment since 1970 and ten bytes");
    }
    char[] text = new char[10];
    for (int i = 9; i >= 0; i--) {
      text[i] = DIGITS[(int) (millis & 31)];
      millis >>>= 5;
    }
    return new String(text) + base32(chance);
  }

  /// Ten bytes as sixteen digits.
  static String base32(byte[] bytes) {
    char[] text = new char[16];
    for (int half = 0; half < 2; half++) {
      long bits = 0;
      for (int i = 0; i < 5; i++) {
        bits = bits << 8 | (bytes[half * 5 + i] & 0xff);
      }
      for (int i = 7; i >= 0; i--) {
        text[half * 8 + i] = DIGITS[(int) (bits & 31)];
        bits >>>= 5;
      }
    }
    return new String(text);
  }

  /// Makes the ULID that stands for one input: the same input and moment always give the same id,
  /// so that reading an input again names the same things.
  ///
  /// @param source what came in, for instance a receipt key
  public static String derived(Instant at, String source) {
    return of(at, chanceOf(source));
  }

  static byte[] chanceOf(String source) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(hash, CHANCE_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  static void require(String what, String value) {
    if (!ULID.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s must be a 26-character ULID, was '%s'".formatted(what, value));
    }
  }
}
