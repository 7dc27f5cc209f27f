package relais.conversation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be set on a contact form. Name, e-mail address, subject and message are always asked.
///
/// @param mail the inbox for mail in which its messages begin conversations
/// @param origins the sites that may show it within their pages; it has a page of its own as well
/// @param fallback the language for people whose own is not among the texts
/// @param fields what else is asked, in its order
/// @param takesFiles whether files may come along
public record FormSettings(
    InboxId mail,
    List<SiteOrigin> origins,
    AccentColour accent,
    Language fallback,
    Map<Language, Texts> texts,
    List<Field> fields,
    boolean takesFiles) {
  /// More questions than these nobody answers.
  public static final int MAX_FIELDS = 12;

  public FormSettings {
    origins = List.copyOf(origins);
    texts =
        texts.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new EnumMap<Language, Texts>(texts));
    fields = List.copyOf(fields);
    if (fields.size() > MAX_FIELDS) {
      throw new IllegalArgumentException(
          "A form asks at most %d things more".formatted(MAX_FIELDS));
    }
    Set<String> names = new HashSet<>();
    if (!fields.stream().allMatch(field -> names.add(field.name()))) {
      throw new IllegalArgumentException("Two fields of a form have one name");
    }
  }

  /// The words of one language.
  ///
  /// @param intro what stands above the form; may be empty
  /// @param thanks what is said once it was sent
  public record Texts(String title, String intro, String thanks) {}

  /// One more thing that is asked.
  ///
  /// @param name its name in what is sent
  /// @param label what people read
  /// @param options what can be chosen; empty where one writes
  public record Field(
      String name, String label, Kind kind, boolean required, List<String> options) {
    public Field {
      Slug.require("Name of a field", name);
      options = List.copyOf(options);
      if ((kind == Kind.CHOICE) == options.isEmpty()) {
        throw new IllegalArgumentException("What is chosen from has options, and nothing else has");
      }
    }
  }

  /// How a question is answered.
  public enum Kind {
    LINE("line"),
    LINES("lines"),
    CHOICE("choice");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// The word for it in JSON and in the table.
    public String word() {
      return word;
    }

    /// Finds one by its word.
    ///
    /// @throws IllegalArgumentException when there is none of that word
    public static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("There is no field of kind '%s'".formatted(word));
    }
  }

  /// The words for a language, or the fallback's.
  ///
  /// @param wanted null when nobody said
  public Texts textsFor(@Nullable Language wanted) {
    Texts found = wanted == null ? null : texts.get(wanted);
    Texts usual = found == null ? texts.get(fallback) : found;
    return usual == null ? new Texts("", "", "") : usual;
  }

  /// Whether a site may show the form within a page of its own.
  ///
  /// @param origin as its browser says it
  public boolean allows(String origin) {
    return origins.stream().anyMatch(each -> each.value().equals(origin));
  }
}
