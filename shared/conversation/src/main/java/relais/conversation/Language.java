package relais.conversation;

import java.util.Locale;
import java.util.Optional;

/// A language the product speaks.
public enum Language {
  ENGLISH("en"),
  FRENCH("fr"),
  ITALIAN("it"),
  DUTCH("nl");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /// Its code in ISO 639-1.
  public String code() {
    return code;
  }

  /// Finds a language by its tag (RFC 5646): `fr` and `fr-CH` are French.
  public static Optional<Language> find(String tag) {
    String primary = tag.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    for (Language language : values()) {
      if (language.code.equals(primary)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
