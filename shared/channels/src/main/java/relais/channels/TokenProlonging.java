package relais.channels;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call that asks a provider to accept an access token for longer.
public record TokenProlonging(ProviderCall call, Reading reading) {
  /// Younger tokens are not prolonged.
  private static final Duration OLD_ENOUGH = Duration.ofDays(1);

  /// Leaves time to try again, and to tell an admin, before a token ends.
  private static final Duration IN_TIME = Duration.ofDays(30);

  /// Reads what came back.
  @FunctionalInterface
  public interface Reading {
    /// What the provider says.
    ///
    /// @param status of HTTP
    /// @param asked when the call left
    Answer answer(int status, byte[] body, Instant asked);
  }

  /// What a provider says.
  public sealed interface Answer {
    /// It accepts the token for longer.
    ///
    /// @param accessToken to be used from now on; may be the one that was prolonged
    record Prolonged(String accessToken, Instant endsAt) implements Answer {
      /// Names no secret: they do not belong into logs.
      @Override
      public String toString() {
        return "Prolonged until " + endsAt;
      }
    }

    /// The token has ended or was taken back.
    record Over() implements Answer {}

    /// It will not, and asking again changes nothing by itself.
    record Refused() implements Answer {}

    /// Nothing that can be relied on.
    record Nothing() implements Answer {}
  }

  /// From when on a token is to be prolonged.
  ///
  /// @param since when it was given to us or last prolonged; null when that is not known
  /// @param endsAt null when that is not known
  public static Instant due(@Nullable Instant since, @Nullable Instant endsAt) {
    Instant old = since == null ? Instant.MIN : since.plus(OLD_ENOUGH);
    Instant late = endsAt == null ? Instant.MIN : endsAt.minus(IN_TIME);
    return old.isAfter(late) ? old : late;
  }
}
