package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Channel;
import relais.conversation.Language;
import relais.conversation.MessageTemplate;
import relais.conversation.Placeholders;
import relais.conversation.TemplateProposals;
import relais.table.Templates;

/// The templates of an inbox, for somebody who is about to send one.
///
/// @param ready whether the inbox says whose templates they are; an admin puts that in
/// @param fetchedAt when the list was last read from the provider; null when it never was
/// @param trouble why the last try to read it did not work; null when it did
/// @param language what the customer writes in; null when nothing tells
/// @param known what is known, to be put into gaps
@Serdeable
@Schema(
    name = "TemplateList",
    requiredProperties = {"fetchedAt", "trouble", "language"})
record TemplateListJson(
    List<TemplateJson> items,
    boolean ready,
    @Nullable Instant fetchedAt,
    @Nullable TroubleJson trouble,
    @Nullable String language,
    List<String> known) {

  /// Why a list could not be read.
  ///
  /// @param code stable, for the app
  /// @param reason in words for an admin
  @Serdeable
  @Schema(name = "TemplatesTrouble")
  record TroubleJson(String code, String reason, Instant at) {}

  /// A text that the provider has approved, in one language.
  ///
  /// @param language as the provider writes it
  /// @param category the provider's word; empty when unknown
  /// @param hindrance why it cannot be sent; null when it can
  /// @param header the line above; null for none
  /// @param media the file above: image, video, document; null for none
  /// @param place whether a place on a map stands above
  /// @param files which go along; all of them must
  /// @param offer what is offered for a while; null for nothing
  /// @param body the text with its gaps, such as `{{1}}`
  /// @param footer the line below; null for none
  /// @param cards what stands side by side below; each takes one of the files, in their order.
  ///     Those of products are a pattern: there are as many as products are chosen
  /// @param products which products of a catalogue go along; null for none
  @Serdeable
  @Schema(
      name = "Template",
      requiredProperties = {"hindrance", "header", "media", "offer", "footer", "products"})
  record TemplateJson(
      String name,
      String language,
      String category,
      @Schema(
              type = "string",
              allowableValues = {
                "approved",
                "pending",
                "rejected",
                "paused",
                "disabled",
                "deleted",
                "other"
              })
          String state,
      @Schema(
              type = "string",
              allowableValues = {"high", "medium", "low", "unknown"})
          String quality,
      @Schema(
              type = "string",
              allowableValues = {"state", "parts", "catalogue"})
          @Nullable String hindrance,
      @Nullable String header,
      @Nullable String media,
      boolean place,
      FileLimitsJson files,
      @Nullable OfferJson offer,
      String body,
      @Nullable String footer,
      List<ButtonJson> buttons,
      List<CardJson> cards,
      @Nullable ProductsJson products,
      List<GapJson> gaps) {

    static TemplateJson of(Channel channel, MessageTemplate template, Placeholders.Values known) {
      Map<String, String> proposed = TemplateProposals.values(template, known);
      return new TemplateJson(
          template.name(),
          template.language(),
          template.category(),
          template.state().word(),
          template.quality().word(),
          template.hindrance().map(MessageTemplate.Hindrance::word).orElse(null),
          template.header() instanceof MessageTemplate.Header.Line(String line) ? line : null,
          template.media(),
          template.header() instanceof MessageTemplate.Header.Place,
          FileLimitsJson.of(FillTemplate.files(channel, template)),
          template.offer() == null
              ? null
              : new OfferJson(template.offer().text(), template.offer().ends()),
          template.body(),
          template.footer(),
          ButtonJson.of(template.buttons()),
          template.cards().stream()
              .map(card -> new CardJson(card.media(), card.body(), ButtonJson.of(card.buttons())))
              .toList(),
          template
              .products()
              .map(products -> ProductsJson.of(products, template.catalogue() != null))
              .orElse(null),
          template.gaps().stream()
              .map(
                  gap ->
                      new GapJson(
                          gap.id(),
                          gap.card(),
                          gap.place().word(),
                          gap.name(),
                          template.examples().get(gap.id()),
                          proposed.get(gap.id())))
              .toList());
    }
  }

  /// An offer, shown with the code that a button copies.
  ///
  /// @param text what is offered
  /// @param ends whether each message says when
  @Serdeable
  @Schema(name = "TemplateOffer")
  record OfferJson(String text, boolean ends) {}

  /// Something to tap below a template.
  ///
  /// @param sort the provider's word: quick_reply, url, phone_number, copy_code, …
  /// @param target the address with its gap, or the number; null for none
  @Serdeable
  @Schema(
      name = "TemplateButton",
      requiredProperties = {"target"})
  record ButtonJson(String sort, String label, @Nullable String target) {
    private static List<ButtonJson> of(List<MessageTemplate.Button> buttons) {
      return buttons.stream()
          .map(button -> new ButtonJson(button.sort(), button.label(), button.target()))
          .toList();
    }
  }

  /// Which products go along with each message, as value of the gap `products`: a line for each,
  /// its columns parted by tabs: the product's number, what goes behind the address of its button,
  /// its name for people who read it here. A line that begins with a tab is the title of a section
  /// that begins there.
  ///
  /// @param sort one above the text, cards side by side, a list behind a button, or the one whose
  ///     picture stands above a button that opens the catalogue
  /// @param least how many it takes
  /// @param most how many there may be
  /// @param sections how many sections there may be, each with a title; 0 where there are none
  /// @param addresses whether each brings what goes behind the address of its button
  /// @param readable whether products can be looked up
  @Serdeable
  @Schema(name = "TemplateProducts")
  record ProductsJson(
      @Schema(
              type = "string",
              allowableValues = {"one", "cards", "list", "catalogue"})
          String sort,
      int least,
      int most,
      int sections,
      boolean addresses,
      boolean readable) {
    private static ProductsJson of(MessageTemplate.Products products, boolean readable) {
      MessageTemplate.Products.Sort sort = products.sort();
      return new ProductsJson(
          sort.word(), sort.least(), sort.most(), sort.sections(), products.addresses(), readable);
    }
  }

  /// A picture, film or product with words of its own.
  ///
  /// @param body the text with its gaps; empty for none
  @Serdeable
  @Schema(name = "TemplateCard")
  record CardJson(
      @Schema(
              type = "string",
              allowableValues = {"image", "video", "product"})
          String media,
      String body,
      List<ButtonJson> buttons) {}

  /// A place to be filled in.
  ///
  /// @param id names it: `header.1`, `map.latitude`, `offer.ends` (a moment in UTC, ISO 8601),
  ///     `body.first_name`, `button.0`, `products`; on a card `card.0.body.1`
  /// @param card the place of its card, from 0; null for one that is on none
  /// @param name null where gaps are numbered
  /// @param example what may stand there; null when the provider has none
  /// @param proposed what is known to stand there; null when nothing is
  @Serdeable
  @Schema(
      name = "TemplateGap",
      requiredProperties = {"card", "name", "example", "proposed"})
  record GapJson(
      String id,
      @Nullable Integer card,
      @Schema(
              type = "string",
              allowableValues = {"header", "map", "offer", "body", "button", "products"})
          String place,
      @Nullable String name,
      @Nullable String example,
      @Nullable String proposed) {}

  static TemplateListJson of(
      Channel channel,
      Templates.Known templates,
      boolean ready,
      @Nullable Language language,
      Placeholders.Values known) {
    Templates.Trouble trouble = templates.trouble();
    return new TemplateListJson(
        templates.templates().stream()
            .filter(template -> template.state() != MessageTemplate.State.DELETED)
            .map(template -> TemplateJson.of(channel, template, known))
            .sorted(Comparator.comparing(TemplateJson::name).thenComparing(TemplateJson::language))
            .toList(),
        ready,
        templates.fetchedAt(),
        trouble == null ? null : new TroubleJson(trouble.code(), trouble.reason(), trouble.at()),
        language == null ? null : language.code(),
        Stream.of(known.contactName(), known.caseReference(), known.agentName(), known.inboxName())
            .filter(Objects::nonNull)
            .distinct()
            .toList());
  }
}
