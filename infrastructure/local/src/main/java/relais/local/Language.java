package relais.local;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The languages of the product.
enum Language {
  ENGLISH("en"),
  FRENCH("fr"),
  ITALIAN("it"),
  DUTCH("nl");

  private final String word;

  Language(String word) {
    this.word = word;
  }

  /// As in a `lang` attribute.
  String word() {
    return word;
  }

  /// The best language for a browser, English when it wants none of ours.
  static Language of(@Nullable String acceptLanguage) {
    if (acceptLanguage == null) {
      return ENGLISH;
    }
    List<Locale.LanguageRange> ranges;
    try {
      ranges = Locale.LanguageRange.parse(acceptLanguage);
    } catch (IllegalArgumentException e) {
      return ENGLISH;
    }
    for (Locale.LanguageRange range : ranges) {
      for (Language language : values()) {
        if (range.getWeight() > 0
            && (range.getRange().equals(language.word)
                || range.getRange().startsWith(language.word + "-"))) {
          return language;
        }
      }
    }
    return ENGLISH;
  }
}
