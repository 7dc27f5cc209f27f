package relais.conversation;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an inbox tells its customers at once: that their mail has come, and under which number.
///
/// @param on whether it says anything
/// @param fallback the language for those whose own is not among the wordings
/// @param wordings what it says in each language; always in the fallback when it is on
/// @param limits how much automatic mail is too much
public record Acknowledgement(
    boolean on, Language fallback, Map<Language, Wording> wordings, Limits limits) {
  /// The same sender is told once in so long.
  public static final Duration ONCE_IN = Duration.ofHours(24);

  /// Silence.
  public static final Acknowledgement NONE =
      new Acknowledgement(false, Language.ENGLISH, Map.of(), Limits.USUAL);

  public Acknowledgement {
    Map<Language, Wording> ordered = new EnumMap<>(Language.class);
    ordered.putAll(wordings);
    wordings = Collections.unmodifiableMap(ordered);
    if (on && !wordings.containsKey(fallback)) {
      throw new IllegalArgumentException(
          "An acknowledgement needs a text in its fallback language, %s.".formatted(fallback));
    }
  }

  /// The words in one language. They may hold variables.
  ///
  /// @param open while the team is there
  /// @param closed outside business hours; null for the same
  public record Wording(String open, @Nullable String closed) {
    /// What cannot be filled in for every customer: a name that may be missing needs words behind a
    /// bar, and no agent writes this.
    public static List<Placeholders.Fault> faults(String words) {
      Placeholders.Values known = new Placeholders.Values(null, "#1", null, "Inbox");
      return switch (Placeholders.fillText(words, known)) {
        case Placeholders.Filling.Filled _ -> List.of();
        case Placeholders.Filling.Faulty(List<Placeholders.Fault> faults) -> faults;
      };
    }

    /// What to say now.
    public String at(boolean isOpen) {
      return isOpen || closed == null ? open : closed;
    }
  }

  /// More automatic mail than this in an hour is a storm.
  ///
  /// @param perRecipient to one address
  /// @param perInbox to everybody
  public record Limits(int perRecipient, int perInbox) {
    /// Five to one address, two hundred in all.
    public static final Limits USUAL = new Limits(5, 200);

    public Limits {
      if (perRecipient < 1 || perInbox < 1) {
        throw new IllegalArgumentException("A limit of automatic mail is at least 1 in an hour.");
      }
    }
  }

  /// The language to answer in.
  ///
  /// @param theirs what the customer wrote in, null when unknown
  public Language languageFor(@Nullable Language theirs) {
    return theirs != null && wordings.containsKey(theirs) ? theirs : fallback;
  }
}
