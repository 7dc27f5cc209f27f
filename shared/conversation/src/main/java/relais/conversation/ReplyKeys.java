package relais.conversation;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The secrets of the workspace that sign reply addresses.
///
/// @param current signs what is sent now; 32 bytes of chance in hexadecimal
/// @param previous still recognised, so that a change of keys orphans no mail that is out there;
///     null before the first change
public record ReplyKeys(String current, @Nullable String previous) {
  /// How many bytes of chance a key has.
  public static final int BYTES = 32;

  public ReplyKeys {
    if (!isKey(current) || (previous != null && !isKey(previous))) {
      throw new IllegalArgumentException(
          "A key for reply addresses is %d bytes in hexadecimal".formatted(BYTES));
    }
  }

  /// The keys after a change: what signed until now is recognised once more.
  public ReplyKeys changedTo(String key) {
    return new ReplyKeys(key, current);
  }

  Stream<String> all() {
    return previous == null ? Stream.of(current) : Stream.of(current, previous);
  }

  /// Says nothing of them.
  @Override
  public String toString() {
    return "ReplyKeys[…]";
  }

  private static boolean isKey(String text) {
    return text.matches("[0-9a-f]{%d}".formatted(2 * BYTES));
  }
}
