package relais.conversation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message of ours on a chat is beyond words and files.
public sealed interface ChatAct {
  /// It answers one message.
  ///
  /// @param providerId the channel's own name for that message
  record Reply(EntryId message, String providerId) implements ChatAct {}

  /// It is a reaction to one message, and has no words.
  ///
  /// @param emoji null to take the reaction back
  record Reaction(EntryId message, String providerId, @Nullable String emoji) implements ChatAct {}

  /// It is a telephone call, and has no words.
  ///
  /// @param rings the caller's own number, which is rung before the customer's (E.164)
  record Call(String rings, CallProgress progress) implements ChatAct {}

  /// It is a text that the provider has approved, its gaps filled.
  ///
  /// @param header what goes above its text; null when nothing does that could differ
  /// @param offer what is offered for a while; null for nothing
  /// @param values what goes into the gaps of its text, in their order
  /// @param buttons what the buttons carry that carry anything
  /// @param cards what stands side by side below its text, each with a product, or one for each of
  ///     the message's files and in their order; mostly none
  /// @param look what stands around its text, for people who read it here
  record Template(
      String name,
      String language,
      @Nullable Header header,
      @Nullable Offer offer,
      List<Value> values,
      List<Button> buttons,
      List<Card> cards,
      Look look)
      implements ChatAct {
    public Template {
      values = List.copyOf(values);
      buttons = List.copyOf(buttons);
      cards = List.copyOf(cards);
    }

    /// One that offers nothing for a while, and has no cards.
    public Template(
        String name,
        String language,
        @Nullable Header header,
        List<Value> values,
        List<Button> buttons,
        Look look) {
      this(name, language, header, null, values, buttons, List.of(), look);
    }

    /// An offer.
    ///
    /// @param text what is offered
    /// @param endsAt null when nothing says so
    public record Offer(String text, @Nullable Instant endsAt) {
      /// Whether it has ended by then.
      public boolean isOver(Instant now) {
        return endsAt != null && !endsAt.isAfter(now);
      }
    }

    /// What goes above the text.
    public sealed interface Header {
      /// Words in the gap of a line.
      record Words(Value value) implements Header {}

      /// The file of the message.
      ///
      /// @param sort `image`, `video` or `document`
      record Media(String sort) implements Header {}

      /// A place on a map.
      record Place(BigDecimal latitude, BigDecimal longitude, String name, String address)
          implements Header {}

      /// A product.
      record Shown(Product product) implements Header {}
    }

    /// A product of a catalogue.
    ///
    /// @param catalogue the provider's id for it
    /// @param number the shop's own
    /// @param name as its author saw it; null when nobody looked it up
    public record Product(String catalogue, String number, @Nullable String name) {}

    /// What goes into a gap.
    ///
    /// @param gap its name; null where gaps are numbered
    public record Value(@Nullable String gap, String text) {}

    /// What a button carries.
    ///
    /// @param index its place among the buttons, from 0
    /// @param sort the provider's word for it: `url`, `quick_reply`, `copy_code`, `flow`, `mpm`,
    ///     `catalog`
    /// @param value empty for one that opens a form; of one that opens products what was chosen, as
    ///     [ProductChoice] writes it
    public record Button(int index, String sort, String value) {}

    /// A picture, film or product with words of its own.
    ///
    /// @param product what it shows; null where that is a file
    /// @param text as it reads with its gaps filled; empty for none
    /// @param values what goes into the gaps of its text, in their order
    /// @param buttons what its buttons carry that carry anything
    /// @param labels what stands on all of its buttons
    public record Card(
        @Nullable Product product,
        String text,
        List<Value> values,
        List<Button> buttons,
        List<String> labels) {
      public Card {
        values = List.copyOf(values);
        buttons = List.copyOf(buttons);
        labels = List.copyOf(labels);
      }

      /// One with a file.
      public Card(String text, List<Value> values, List<Button> buttons, List<String> labels) {
        this(null, text, values, buttons, labels);
      }
    }

    /// What is seen of it beside its text.
    ///
    /// @param header the words above; null for none
    /// @param footer the words below; null for none
    /// @param buttons what stands on its buttons
    public record Look(@Nullable String header, @Nullable String footer, List<String> buttons) {
      public Look {
        buttons = List.copyOf(buttons);
      }
    }
  }
}
