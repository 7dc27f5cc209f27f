package relais.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.AccentColour;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.Settings;
import relais.conversation.SiteOrigin;
import relais.conversation.TeamId;

/// What chats and forms have in common, as an admin wrote it.
final class SiteFields {
  private static final int MAX_NAME = 100;
  private static final int MAX_ORIGINS = 20;

  private SiteFields() {}

  static String name(@Nullable String wanted) {
    return line("name", wanted, MAX_NAME);
  }

  static String line(String field, @Nullable String wanted, int most) {
    String line = Fields.required(field, wanted).strip();
    if (line.isEmpty() || line.length() > most || line.chars().anyMatch(c -> c < ' ')) {
      throw Problem.field(field, "Write 1 to %d characters in one line.".formatted(most));
    }
    return line;
  }

  static String words(String field, @Nullable String wanted, int least, int most) {
    String words = Fields.required(field, wanted).strip();
    if (words.length() < least || words.length() > most) {
      throw Problem.field(field, "Write %d to %d characters.".formatted(least, most));
    }
    return words;
  }

  static TeamId team(@Nullable String wanted, Settings settings) {
    return Fields.team("team", Fields.required("team", wanted), settings)
        .orElseThrow(() -> Problem.field("team", "There is no such team. Load them again."));
  }

  static Language language(String field, @Nullable String wanted) {
    return Language.find(Fields.required(field, wanted))
        .orElseThrow(() -> Problem.field(field, "A language is \"en\", \"fr\", \"it\" or \"nl\"."));
  }

  static AccentColour accent(@Nullable String wanted) {
    try {
      return new AccentColour(Fields.required("accent", wanted));
    } catch (IllegalArgumentException e) {
      throw Problem.field("accent", e.getMessage() + ".");
    }
  }

  static List<SiteOrigin> origins(@Nullable List<String> wanted) {
    List<String> given = Fields.required("origins", wanted);
    if (given.size() > MAX_ORIGINS) {
      throw Problem.field("origins", "At most %d sites.".formatted(MAX_ORIGINS));
    }
    List<SiteOrigin> origins = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      try {
        SiteOrigin origin = new SiteOrigin(given.get(i));
        if (!origins.contains(origin)) {
          origins.add(origin);
        }
      } catch (IllegalArgumentException e) {
        throw Problem.field("origins[%d]".formatted(i), e.getMessage() + ".");
      }
    }
    return origins;
  }

  static Inbox.Email mailInbox(String field, @Nullable String wanted, Settings settings) {
    try {
      return settings
          .findInbox(new InboxId(Fields.required(field, wanted)))
          .filter(Inbox.Email.class::isInstance)
          .map(Inbox.Email.class::cast)
          .orElseThrow(
              () -> Problem.field(field, "There is no such inbox for mail. Load them again."));
    } catch (IllegalArgumentException _) {
      throw Problem.field(field, "There is no such inbox for mail. Load them again.");
    }
  }
}
