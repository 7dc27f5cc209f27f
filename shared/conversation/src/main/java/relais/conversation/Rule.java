package relais.conversation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// "When a message comes that contains …, then …": requirements 000-27 to 000-30.
///
/// @param version counts its changes; events name it, so that "why?" can be answered later
/// @param position rules run from the smallest to the largest
public record Rule(
    RuleId id,
    long version,
    String name,
    boolean enabled,
    int position,
    Condition condition,
    Actions actions) {

  /// What has to be true: one of the words stands in one of the places, whatever its case.
  public record Condition(List<Place> places, List<String> words) {
    public Condition {
      places = List.copyOf(places);
      words = List.copyOf(words);
      if (places.isEmpty() || words.isEmpty() || words.stream().anyMatch(String::isBlank)) {
        throw new IllegalArgumentException(
            "A condition needs at least one place and one word that is not blank");
      }
    }

    /// The first word that is found, if any.
    public Optional<String> findMatch(String subject, String body) {
      String foldedSubject = fold(subject);
      String foldedBody = fold(body);
      return words.stream()
          .filter(
              word ->
                  places.stream()
                      .anyMatch(
                          place ->
                              switch (place) {
                                case SUBJECT -> foldedSubject.contains(fold(word));
                                case BODY -> foldedBody.contains(fold(word));
                              }))
          .findFirst();
    }

    private static String fold(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }

  /// Where a rule looks.
  public enum Place {
    SUBJECT,
    BODY
  }

  /// What a rule does.
  ///
  /// @param team the team that gets the conversation, null to leave it
  /// @param close whether the conversation is closed at once; it stays to be found
  public record Actions(List<LabelId> labels, @Nullable TeamId team, boolean close) {
    public Actions {
      labels = List.copyOf(labels);
    }
  }
}
