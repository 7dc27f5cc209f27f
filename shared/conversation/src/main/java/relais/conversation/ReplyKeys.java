package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The secrets of the workspace that sign reply addresses.
///
/// @param current signs what is sent now; 32 bytes of chance in hexadecimal
/// @param previous still recognised, so that a change of keys orphans no mail that is out there;
///     null before the first change, and where it must not be
/// @param since when they were changed last; null before
public record ReplyKeys(String current, @Nullable String previous, @Nullable Instant since) {
  /// How many bytes of chance a key has.
  public static final int BYTES = 32;

  /// An address that was handed out is recognised for so long at least after it was signed.
  public static final Duration HOLDS = Duration.ofDays(90);

  /// Keys that were never changed.
  public ReplyKeys(String current, @Nullable String previous) {
    this(current, previous, null);
  }

  public ReplyKeys {
    if (!isKey(current) || (previous != null && !isKey(previous))) {
      throw new IllegalArgumentException(
          "A key for reply addresses is %d bytes in hexadecimal".formatted(BYTES));
    }
  }

  /// The keys after a change: what signed until now is recognised until the next.
  public ReplyKeys changedTo(String key, Instant now) {
    return new ReplyKeys(key, current, now);
  }

  /// The keys after a change because somebody else knows them: nothing older is recognised.
  public ReplyKeys replacedBy(String key, Instant now) {
    return new ReplyKeys(key, null, now);
  }

  /// Whether a change would leave every address recognised for as long as it holds.
  public boolean mayChange(Instant now) {
    return since == null || !now.isBefore(since.plus(HOLDS));
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
