package relais.channels;

import java.util.Locale;
import java.util.Optional;

/// How far a message of ours has come, in the order of the steps: of two reports about one message
/// the later constant holds, whichever came first. A delivery after a failure is one, for a person
/// has several devices.
public enum Progress {
  SCHEDULED("scheduled"),
  ACCEPTED("accepted"),
  QUEUED("queued"),
  SENDING("sending"),
  SENT("sent"),
  CANCELED("canceled"),
  UNDELIVERED("undelivered"),
  FAILED("failed"),
  DELIVERED("delivered"),
  READ("read"),
  PLAYED("played");

  private final String word;

  Progress(String word) {
    this.word = word;
  }

  /// The providers' word for it.
  public String word() {
    return word;
  }

  /// The step of a word, in any case.
  public static Optional<Progress> find(String word) {
    for (Progress progress : values()) {
      if (progress.word.equals(word.toLowerCase(Locale.ROOT))) {
        return Optional.of(progress);
      }
    }
    return Optional.empty();
  }

  /// The one of the two that holds.
  public Progress or(Progress other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
