package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long a provider goes on accepting the access token of an inbox.
///
/// @param accepted whether it does so now
/// @param endsAt when it stops by itself; null when it does not, or, of one that we prolong, when
///     that is not known yet
/// @param prolonging null for one that nobody prolongs
public record TokenLife(
    boolean accepted, @Nullable Instant endsAt, @Nullable Prolonging prolonging) {
  /// An admin may be on holiday for two weeks.
  private static final Duration SOON = Duration.ofDays(14);

  /// A token that nobody prolongs.
  public TokenLife(boolean accepted, @Nullable Instant endsAt) {
    this(accepted, endsAt, null);
  }

  /// What became of prolonging a token.
  ///
  /// @param lastAt when it last was; null when it never was
  /// @param refused whether the provider would not, the last time it was asked
  public record Prolonging(@Nullable Instant lastAt, boolean refused) {}

  /// What an admin should know.
  public enum State {
    LASTS("lasts"),
    ENDS_SOON("ends-soon"),
    ENDED("ended");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /// As it is written in the API.
    public String word() {
      return word;
    }
  }

  /// C197: a token that ends within two weeks, or that its provider will not prolong, is warned of;
  /// one that is over or was taken back is over whatever was said of its end.
  public State state(Instant now) {
    if (!accepted || (endsAt != null && !now.isBefore(endsAt))) {
      return State.ENDED;
    }
    boolean soon = endsAt != null && endsAt.isBefore(now.plus(SOON));
    return soon || (prolonging != null && prolonging.refused()) ? State.ENDS_SOON : State.LASTS;
  }
}
