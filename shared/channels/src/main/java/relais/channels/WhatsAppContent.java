package relais.channels;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a WhatsApp message consists of.
public sealed interface WhatsAppContent {
  /// Words.
  record Text(String body) implements WhatsAppContent {}

  /// A file, still at the provider.
  ///
  /// @param id fetches the file for seven days; null when WhatsApp did not hand one over
  /// @param mimeType as declared, parameters included
  /// @param sha256 as declared, base 64
  /// @param url a short-lived address of the file, which some accounts get along
  record Media(
      MediaKind kind,
      @Nullable String id,
      @Nullable String mimeType,
      @Nullable String sha256,
      @Nullable String caption,
      @Nullable String fileName,
      boolean voice,
      boolean animated,
      @Nullable String url)
      implements WhatsAppContent {}

  /// A place, with its coordinates as they were written.
  record Location(
      @Nullable String latitude,
      @Nullable String longitude,
      @Nullable String name,
      @Nullable String address,
      @Nullable String url)
      implements WhatsAppContent {}

  /// Cards from the customer's address book.
  record Contacts(List<Card> cards) implements WhatsAppContent {
    public Contacts {
      cards = List.copyOf(cards);
    }

    /// One of them.
    public record Card(
        String name, @Nullable String company, List<String> phones, List<String> emails) {
      public Card {
        phones = List.copyOf(phones);
        emails = List.copyOf(emails);
      }
    }
  }

  /// A tap on a button of an interactive message.
  record ButtonReply(@Nullable String buttonId, String title) implements WhatsAppContent {}

  /// A row chosen from a list.
  record ListReply(@Nullable String rowId, String title, @Nullable String description)
      implements WhatsAppContent {}

  /// A form (a flow) filled in.
  ///
  /// @param answers the fields in their order, without the token that names the flow
  record FormReply(@Nullable String name, @Nullable String body, List<Answer> answers)
      implements WhatsAppContent {
    public FormReply {
      answers = List.copyOf(answers);
    }

    /// One field of the form.
    public record Answer(String field, String value) {}
  }

  /// An answer to the question whether the business may call.
  record CallPermission(boolean granted) implements WhatsAppContent {}

  /// A tap on a quick reply of a template.
  record TemplateButton(@Nullable String payload, String text) implements WhatsAppContent {}

  /// A basket from the catalogue.
  record Order(@Nullable String catalogue, @Nullable String text, List<Line> lines)
      implements WhatsAppContent {
    public Order {
      lines = List.copyOf(lines);
    }

    /// One product in it, with amounts as they were written.
    public record Line(
        String product, String quantity, @Nullable String price, @Nullable String currency) {}
  }

  /// A reaction to a message.
  ///
  /// @param emoji null when an earlier reaction was taken back
  record Reaction(String messageId, @Nullable String emoji) implements WhatsAppContent {}

  /// An earlier message, in new words.
  record Edit(String originalId, WhatsAppContent content) implements WhatsAppContent {}

  /// An earlier message, taken back.
  record Revoke(String originalId) implements WhatsAppContent {}

  /// Something happened to the customer's account: a new number, a new device, a new user id.
  ///
  /// @param change the provider's word, such as `user_changed_number`
  /// @param body the provider's sentence about it
  /// @param newPhone digits of the number from now on, null unless it changed
  /// @param newUserId the user id from now on, null unless it changed
  /// @param previousUserId the user id until now, null unless it changed
  record SystemChange(
      String change,
      @Nullable String body,
      @Nullable String newPhone,
      @Nullable String newUserId,
      @Nullable String previousUserId)
      implements WhatsAppContent {}

  /// The customer opened the chat for the first time and has not written yet.
  record ChatOpened() implements WhatsAppContent {}

  /// Something WhatsApp itself does not pass on, such as a poll.
  ///
  /// @param kind what it was, null when WhatsApp does not say
  record Unsupported(@Nullable String kind) implements WhatsAppContent {}

  /// A type that this version does not know.
  record Unknown(String raw) implements WhatsAppContent {}

  /// The kinds of file WhatsApp knows.
  enum MediaKind {
    IMAGE("image"),
    AUDIO("audio"),
    VIDEO("video"),
    DOCUMENT("document"),
    STICKER("sticker");

    private final String word;

    MediaKind(String word) {
      this.word = word;
    }

    /// The provider's word for it, in both directions.
    public String word() {
      return word;
    }
  }
}
