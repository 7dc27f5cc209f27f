package relais.channels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something in a message that is not plain words.
public sealed interface Part {
  /// A file, still at the provider.
  ///
  /// @param type as declared, parameters included; null when it is not
  /// @param name as declared, null when it is not
  /// @param size in bytes as declared, null when it is not
  record File(
      Kind kind, Whereabouts at, @Nullable String type, @Nullable String name, @Nullable Long size)
      implements Part {
    /// The kinds of file that channels tell apart.
    public enum Kind {
      IMAGE("image"),
      AUDIO("audio"),
      /// Spoken into the phone.
      VOICE("voice"),
      VIDEO("video"),
      /// Filmed into the phone, shown in a circle.
      VIDEO_NOTE("video-note"),
      /// A short film without sound.
      ANIMATION("animation"),
      DOCUMENT("document"),
      STICKER("sticker");

      private final String word;

      Kind(String word) {
        this.word = word;
      }

      /// The word for it in JSON and in names of files without one.
      public String word() {
        return word;
      }
    }

    /// How the file is had.
    ///
    /// @param id asks the provider for it, null when it has none
    /// @param url its address, mostly short-lived; null when the payload has none
    /// @param sha256 its digest as declared, null when it is not
    public record Whereabouts(@Nullable String id, @Nullable String url, @Nullable String sha256) {}
  }

  /// A place, with its coordinates as they were written.
  record Place(
      @Nullable String latitude,
      @Nullable String longitude,
      @Nullable String name,
      @Nullable String address,
      @Nullable String url)
      implements Part {}

  /// A card from an address book.
  record Card(String name, @Nullable String company, List<String> phones, List<String> emails)
      implements Part {
    public Card {
      phones = List.copyOf(phones);
      emails = List.copyOf(emails);
    }
  }

  /// A tap on something we offered: a button, a row of a list, a quick reply.
  ///
  /// @param payload what we gave it to come back with, null when nothing came
  /// @param title what stood on it, empty when the provider does not say
  record Choice(@Nullable String payload, String title, @Nullable String description)
      implements Part {}

  /// A form filled in.
  ///
  /// @param answers the fields in their order
  record Form(@Nullable String name, @Nullable String body, List<Answer> answers) implements Part {
    public Form {
      answers = List.copyOf(answers);
    }

    /// One field of the form.
    public record Answer(String field, String value) {}
  }

  /// A basket from the catalogue.
  record Order(@Nullable String catalogue, List<Line> lines) implements Part {
    public Order {
      lines = List.copyOf(lines);
    }

    /// One product in it, with amounts as they were written.
    public record Line(
        String product, String quantity, @Nullable String price, @Nullable String currency) {}
  }

  /// A post, reel, story, product or page that the message shows.
  ///
  /// @param sort the provider's word for it, such as `story_mention`
  record Share(String sort, @Nullable String id, @Nullable String url, @Nullable String title)
      implements Part {}

  /// Anything else that comes to a short English line: a poll, a die, a change of the group.
  record Line(String words) implements Part {}

  /// Something the provider itself does not pass on.
  ///
  /// @param kind what it was, null when the provider does not say
  record Withheld(@Nullable String kind) implements Part {}

  /// Something that this version does not know.
  ///
  /// @param kind the provider's word for it
  record Unknown(String kind, String raw) implements Part {}
}
