package relais.conversation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What can be set on a chat.
///
/// @param origins the sites that may show it; none means nobody may
/// @param fallback the language for visitors whose own is not among the texts
/// @param texts what it says; each language that is here is whole
/// @param preChat what visitors are asked before they write
/// @param hours when the team is there; null when always
/// @param mail the inbox for mail that replies leave from once a visitor has gone; null when they
///     only wait in the chat
public record ChatSettings(
    List<SiteOrigin> origins,
    AccentColour accent,
    Language fallback,
    Map<Language, Texts> texts,
    PreChat preChat,
    @Nullable BusinessHours hours,
    @Nullable InboxId mail) {
  public ChatSettings {
    origins = List.copyOf(origins);
    texts =
        texts.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new EnumMap<Language, Texts>(texts));
  }

  /// The words of one language.
  ///
  /// @param title above the chat
  /// @param greeting the first words a visitor reads while the team is there
  /// @param away the same outside business hours
  public record Texts(String title, String greeting, String away) {}

  /// What visitors are asked first.
  public record PreChat(Asked name, Asked email) {
    /// Nothing is asked.
    public static final PreChat NOTHING = new PreChat(Asked.NOT, Asked.NOT);
  }

  /// Whether something is asked.
  public enum Asked {
    NOT("not"),
    OPTIONAL("optional"),
    REQUIRED("required");

    private final String word;

    Asked(String word) {
      this.word = word;
    }

    /// The word for it in JSON and in the table.
    public String word() {
      return word;
    }

    /// Finds one by its word.
    ///
    /// @throws IllegalArgumentException when there is none of that word
    public static Asked of(String word) {
      for (Asked asked : values()) {
        if (asked.word.equals(word)) {
          return asked;
        }
      }
      throw new IllegalArgumentException("Nothing is asked '%s'".formatted(word));
    }
  }

  /// Whether a site may show the chat.
  ///
  /// @param origin as its browser says it
  public boolean allows(String origin) {
    return origins.stream().anyMatch(each -> each.value().equals(origin));
  }
}
