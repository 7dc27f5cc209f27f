package relais.channels;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What can be said on channels. No channel can say all of it; one that cannot refuses in words.
public sealed interface Outgoing {
  record Text(String text) implements Outgoing {}

  /// A file.
  ///
  /// @param caption words below it, null for none
  /// @param name what the customer sees, where the channel shows one
  record File(Part.File.Kind kind, Source source, @Nullable String caption, @Nullable String name)
      implements Outgoing {
    /// Where the provider takes it from.
    public sealed interface Source {
      /// It has it already.
      record Uploaded(String id) implements Source {}

      /// It fetches it from there.
      record Link(String url) implements Source {}

      /// It gets it within the request.
      ///
      /// @param type its MIME type
      @SuppressWarnings("ArrayRecordComponent") // a body is built and sent, never compared
      record Content(String type, byte[] bytes) implements Source {}
    }
  }

  /// Several files as one. Words stand with the first.
  record Album(List<File> files) implements Outgoing {
    public Album {
      files = List.copyOf(files);
    }
  }

  /// A place.
  record Place(
      BigDecimal latitude, BigDecimal longitude, @Nullable String name, @Nullable String address)
      implements Outgoing {}

  /// Cards from an address book.
  record Cards(List<Part.Card> cards) implements Outgoing {
    public Cards {
      cards = List.copyOf(cards);
    }
  }

  /// A question with buttons to tap.
  record Choices(Framed text, List<Choice> choices) implements Outgoing {
    public Choices {
      choices = List.copyOf(choices);
    }
  }

  /// A question with a list to choose from.
  ///
  /// @param button what opens the list
  record Menu(Framed text, String button, List<Section> sections) implements Outgoing {
    public Menu {
      sections = List.copyOf(sections);
    }

    /// Some rows under a title.
    public record Section(@Nullable String title, List<Choice> rows) {
      public Section {
        rows = List.copyOf(rows);
      }
    }
  }

  /// Words with a button that opens a page.
  record LinkButton(Framed text, String label, String url) implements Outgoing {}

  /// A question where the customer is.
  record LocationRequest(String text) implements Outgoing {}

  /// An invitation to fill in a form.
  ///
  /// @param token comes back with the answers
  record FormInvitation(Framed text, String label, String formId, String token)
      implements Outgoing {}

  /// A reaction to a message of the customer.
  ///
  /// @param emoji null to take the reaction back
  record Reaction(String messageId, @Nullable String emoji) implements Outgoing {}

  /// A text that the provider has approved, with its gaps filled.
  ///
  /// @param header what goes into its header, null when that has no gap
  /// @param offerEndsAt when what it offers ends; null where it says nothing of it
  /// @param body what goes into the gaps of the text, in their order
  /// @param buttons what the buttons with a gap carry
  /// @param cards all that stand below the text, from first to last; mostly none
  record Template(
      String name,
      String language,
      @Nullable Header header,
      @Nullable Instant offerEndsAt,
      List<Value> body,
      List<Button> buttons,
      List<Card> cards)
      implements Outgoing {
    public Template {
      body = List.copyOf(body);
      buttons = List.copyOf(buttons);
      cards = List.copyOf(cards);
    }

    /// One whose offer does not end, or that offers nothing, without cards.
    public Template(
        String name,
        String language,
        @Nullable Header header,
        List<Value> body,
        List<Button> buttons) {
      this(name, language, header, null, body, buttons, List.of());
    }

    /// One of several pictures, films or products with words of its own.
    ///
    /// @param above what it shows
    /// @param body what goes into the gaps of its text, in their order
    /// @param buttons what its buttons with a gap carry
    public record Card(Header above, List<Value> body, List<Button> buttons) {
      public Card {
        body = List.copyOf(body);
        buttons = List.copyOf(buttons);
      }
    }

    /// What goes into a gap.
    ///
    /// @param gap its name; null where gaps are numbered
    public record Value(@Nullable String gap, String text) {}

    /// What goes into a header.
    public sealed interface Header {
      record Words(Value value) implements Header {}

      /// A picture, film or document.
      record Media(File file) implements Header {}

      /// A place on a map.
      record Map(Place place) implements Header {}

      /// A product.
      ///
      /// @param catalogue the provider's id for it
      /// @param number the shop's own
      record Product(String catalogue, String number) implements Header {}
    }

    /// What a button carries.
    ///
    /// @param index its place among the buttons, from 0
    /// @param value of a form what comes back with its answers; of one that opens products what
    ///     was chosen, as [relais.conversation.ProductChoice] writes it; empty for nothing
    public record Button(Sort sort, int index, String value) {
      /// The sorts of button that carry something.
      public enum Sort {
        QUICK_REPLY("quick_reply"),
        URL("url"),
        COPY_CODE("copy_code"),
        FORM("flow"),
        PRODUCT_LIST("mpm"),
        WHOLE_CATALOGUE("CATALOG");

        private final String word;

        Sort(String word) {
          this.word = word;
        }

        /// The provider's word for it.
        public String word() {
          return word;
        }
      }
    }
  }

  /// A message of the customer was seen.
  ///
  /// @param messageId the message, which stands for all before it
  /// @param typing whether an answer is being written
  record Seen(String messageId, boolean typing) implements Outgoing {}

  /// Somebody writes an answer.
  record Typing() implements Outgoing {}

  /// A telephone call.
  ///
  /// @param agent the number that is rung before the customer's (E.164)
  record Call(String agent) implements Outgoing {}

  /// Words with a line above and a line below.
  record Framed(String text, @Nullable String header, @Nullable String footer) {
    /// Without either line.
    public static Framed of(String text) {
      return new Framed(text, null, null);
    }
  }

  /// Something to tap.
  ///
  /// @param id comes back with the tap
  /// @param description finer words, where the channel shows them
  record Choice(String id, String title, @Nullable String description) {
    /// Without finer words.
    public static Choice of(String id, String title) {
      return new Choice(id, title, null);
    }
  }
}
