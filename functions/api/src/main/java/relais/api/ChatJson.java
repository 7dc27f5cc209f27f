package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What only a message on a chat has.
///
/// @param words what its author wrote last, a caption among them; empty when there is nothing or it
///     was deleted
/// @param parts what is not words
/// @param answers the message it answers; null when it answers none
/// @param referral how the customer came to write; null when nothing is known
/// @param reactions those that stand
/// @param editedAt when its words were last changed; null when they never were
/// @param deletedAt when its author took it back; null while it stands
/// @param template what we sent as an approved text; null when it is none
/// @param reaction whether it is a reaction of ours to another message; null when it is none
/// @param reactable whether it can be answered and reacted to by name
@Serdeable
@Schema(
    name = "Chat",
    requiredProperties = {"answers", "referral", "editedAt", "deletedAt", "template", "reaction"})
record ChatJson(
    String words,
    List<PartJson> parts,
    @Nullable Answered answers,
    @Schema(
            type = "string",
            allowableValues = {"none", "once", "often"})
        String forwarding,
    @Nullable Referral referral,
    List<Reaction> reactions,
    @Nullable Instant editedAt,
    @Nullable Instant deletedAt,
    @Nullable Template template,
    @Nullable Reacting reaction,
    boolean reactable) {

  /// The message that another one answers.
  ///
  /// @param entry null when it is not in this conversation
  /// @param author null when nobody knows
  /// @param text its beginning; empty when nobody knows it or it was deleted
  @Serdeable
  @Schema(
      name = "Answered",
      requiredProperties = {"entry", "author"})
  record Answered(@Nullable String entry, @Nullable String author, String text, boolean deleted) {}

  /// The advertisement, post, link or product through which the customer came.
  @Serdeable
  @Schema(
      name = "Referral",
      requiredProperties = {"source", "headline", "body", "url", "product"})
  record Referral(
      @Nullable String source,
      @Nullable String headline,
      @Nullable String body,
      @Nullable String url,
      @Nullable String product) {}

  /// A reaction that stands.
  ///
  /// @param ours whether the team's; the customer sees one of the team
  @Serdeable
  @Schema(name = "Reaction")
  record Reaction(AuthorJson author, boolean ours, String emoji, Instant at) {}

  /// A reaction of ours on its way.
  ///
  /// @param emoji null when one is taken back
  @Serdeable
  @Schema(
      name = "Reacting",
      requiredProperties = {"emoji"})
  record Reacting(String entry, @Nullable String emoji) {}

  /// What is seen of an approved text beside its words.
  ///
  /// @param media the file above its words: image, video, document; null for none
  /// @param offer what it offers for a while; null for nothing
  /// @param cards what stands side by side below its words, each with a product, or one for each of
  ///     the message's files
  /// @param product the product above its words; null for none
  /// @param sections the products that a button opens; none where it opens all of the catalogue
  @Serdeable
  @Schema(
      name = "SentTemplate",
      requiredProperties = {"header", "media", "offer", "footer", "product"})
  record Template(
      String name,
      String language,
      @Nullable String header,
      @Nullable String media,
      @Nullable Offer offer,
      @Nullable String footer,
      List<String> buttons,
      List<Card> cards,
      @Nullable Product product,
      List<Section> sections) {}

  /// A picture, film or product with words of its own.
  ///
  /// @param buttons what stands on them
  /// @param product null where it shows a file
  @Serdeable
  @Schema(name = "SentCard", requiredProperties = "product")
  record Card(String text, List<String> buttons, @Nullable Product product) {}

  /// A product of a catalogue.
  ///
  /// @param number the shop's own
  /// @param name as its author saw it; null when nobody looked it up
  @Serdeable
  @Schema(name = "SentProduct", requiredProperties = "name")
  record Product(String number, @Nullable String name) {}

  /// Some products under a title.
  @Serdeable
  @Schema(name = "SentSection", requiredProperties = "title")
  record Section(@Nullable String title, List<Product> items) {}

  /// What an approved text offers.
  ///
  /// @param endsAt null when it says nothing of it
  @Serdeable
  @Schema(name = "SentOffer", requiredProperties = "endsAt")
  record Offer(String text, @Nullable Instant endsAt) {}
}
