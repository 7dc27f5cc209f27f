package relais.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A text that a provider has approved, in one language. It may be sent when free text may not.
///
/// @param id the provider's own; null when it does not say
/// @param name what all its languages share
/// @param language as the provider writes it, such as `nl` or `en_US`
/// @param category the provider's word in lower case, such as `utility`; empty when unknown
/// @param header what stands above the text; null for nothing
/// @param offer what is offered for a while; null for nothing
/// @param body the text, with its gaps
/// @param footer the line below; null for none
/// @param cards what stands side by side below the text, from first to last; mostly none
/// @param examples what may stand in a gap, by the ids of the gaps
/// @param catalogue the provider's id of the catalogue that its products are from; null when it has
///     none, or nobody told
/// @param foreign what else it consists of, that we cannot fill in; null for nothing
public record MessageTemplate(
    @Nullable String id,
    String name,
    String language,
    String category,
    State state,
    Quality quality,
    @Nullable Header header,
    @Nullable Offer offer,
    String body,
    @Nullable String footer,
    List<Button> buttons,
    List<Card> cards,
    Map<String, String> examples,
    @Nullable String catalogue,
    @Nullable String foreign) {
  /// What stands in a gap: `{{1}}`, `{{first_name}}`.
  static final Pattern GAP = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*\\}\\}");

  /// What is told of a place.
  private static final List<String> PLACE = List.of("name", "address", "latitude", "longitude");

  /// The gap for the end of an offer.
  static final String OFFER_ENDS = "offer.ends";

  /// The provider's word for a button that opens a form.
  static final String FORM = "flow";

  /// The provider's word for a button that answers with its label.
  static final String QUICK_REPLY = "quick_reply";

  /// The gap for products, as text of a [ProductChoice].
  static final String PRODUCTS = "products";

  /// The provider's words for buttons that open one product, several, or all of a catalogue.
  private static final String ONE_PRODUCT = "spm";

  static final String PRODUCT_LIST = "mpm";
  static final String WHOLE_CATALOGUE = "catalog";

  /// What stands above a card that shows a product.
  private static final String PRODUCT = "product";

  private static final String ONE_TIME_CODES = "authentication";

  public MessageTemplate {
    buttons = List.copyOf(buttons);
    cards = List.copyOf(cards);
    examples = Map.copyOf(examples);
  }

  /// One that offers nothing for a while, and has no cards.
  public MessageTemplate(
      @Nullable String id,
      String name,
      String language,
      String category,
      State state,
      Quality quality,
      @Nullable Header header,
      String body,
      @Nullable String footer,
      List<Button> buttons,
      Map<String, String> examples,
      @Nullable String foreign) {
    this(
        id, name, language, category, state, quality, header, null, body, footer, buttons,
        List.of(), examples, null, foreign);
  }

  /// Whether the provider lets it be sent.
  public enum State {
    APPROVED("approved"),
    /// Being looked at.
    PENDING("pending"),
    REJECTED("rejected"),
    /// For a while, because customers rated it badly.
    PAUSED("paused"),
    /// For good.
    DISABLED("disabled"),
    DELETED("deleted"),
    OTHER("other");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /// The word for it in JSON and in the table.
    public String word() {
      return word;
    }

    /// Finds one by its word; one of a newer version is another.
    public static State of(String word) {
      for (State state : values()) {
        if (state.word.equals(word)) {
          return state;
        }
      }
      return OTHER;
    }
  }

  /// How customers rate it.
  public enum Quality {
    HIGH("high"),
    MEDIUM("medium"),
    LOW("low"),
    /// Not sent often enough to tell.
    UNKNOWN("unknown");

    private final String word;

    Quality(String word) {
      this.word = word;
    }

    /// The word for it in JSON and in the table.
    public String word() {
      return word;
    }

    /// Finds one by its word.
    public static Quality of(@Nullable String word) {
      for (Quality quality : values()) {
        if (quality.word.equals(word)) {
          return quality;
        }
      }
      return UNKNOWN;
    }
  }

  /// What stands above the text.
  public sealed interface Header {
    /// A line.
    record Line(String text) implements Header {}

    /// A file that goes along with each message.
    ///
    /// @param sort `image`, `video` or `document`
    record Media(String sort) implements Header {}

    /// A place on a map, which each message names anew.
    record Place() implements Header {}

    /// A product of a catalogue, which each message names anew.
    record Product() implements Header {}
  }

  /// An offer, shown with the code that a button copies.
  ///
  /// @param text what is offered
  /// @param ends whether each message says when, and the phone counts down
  public record Offer(String text, boolean ends) {}

  /// Something to tap.
  ///
  /// @param sort the provider's word in lower case: `quick_reply`, `url`, `phone_number`,
  ///     `copy_code`, …
  /// @param target the address, with its gap, or the number; null for none
  public record Button(String sort, String label, @Nullable String target) {}

  /// One of several pictures, films or products, which customers leaf through.
  ///
  /// @param media `image`, `video` or `product`
  /// @param body the text, with its gaps; empty for none
  public record Card(String media, String body, List<Button> buttons) {
    public Card {
      buttons = List.copyOf(buttons);
    }

    /// Whether it shows a product. The provider lists two of these as a pattern: a message has as
    /// many as it has products.
    public boolean isOfProduct() {
      return media.equals(PRODUCT);
    }
  }

  /// Which products of a catalogue go along with each message.
  ///
  /// @param addresses whether each brings what goes behind the address of its button
  public record Products(Sort sort, boolean addresses) {
    /// How they are shown. The limits are Meta's
    /// (developers.facebook.com/documentation/business-messaging/whatsapp/catalogs).
    public enum Sort {
      /// One above the text.
      ONE("one", 1, 1, 0),
      /// Side by side.
      CARDS("cards", 2, 10, 0),
      /// Behind a button, in sections with titles.
      LIST("list", 1, 30, 10),
      /// A button opens all of the catalogue: the one chosen only gives the picture above.
      CATALOGUE("catalogue", 0, 1, 0);

      private final String word;
      private final int least;
      private final int most;
      private final int sections;

      Sort(String word, int least, int most, int sections) {
        this.word = word;
        this.least = least;
        this.most = most;
        this.sections = sections;
      }

      /// The word for it in JSON.
      public String word() {
        return word;
      }

      /// How many it takes.
      public int least() {
        return least;
      }

      /// How many there may be.
      public int most() {
        return most;
      }

      /// How many sections there may be; 0 where there are none.
      public int sections() {
        return sections;
      }

      /// Whether a message names the catalogue as well.
      boolean namesCatalogue() {
        return this == ONE || this == CARDS;
      }
    }
  }

  /// A place to be filled in.
  ///
  /// @param id names it among all of the template: `header.1`, `map.latitude`, `offer.ends`,
  ///     `body.first_name`, `button.0`, `products`; on a card `card.0.body.1`, `card.0.button.1`
  /// @param card the place of its card, from 0; null for one that is on none
  /// @param name as the provider knows it; null where gaps are numbered
  public record Gap(String id, @Nullable Integer card, Place place, @Nullable String name) {}

  /// Where a gap is.
  public enum Place {
    HEADER("header"),
    /// One of the facts about the place above.
    MAP("map"),
    /// When the offer ends.
    OFFER("offer"),
    BODY("body"),
    BUTTON("button"),
    /// All products of the message: a [ProductChoice].
    PRODUCTS("products");

    private final String word;

    Place(String word) {
      this.word = word;
    }

    /// The word for it in JSON.
    public String word() {
      return word;
    }
  }

  /// Why a template is not sent.
  public enum Hindrance {
    /// The provider does not let it.
    STATE("state"),
    /// It has parts that cannot be filled in here.
    PARTS("parts"),
    /// It shows products of a catalogue of which the provider does not tell.
    CATALOGUE("catalogue");

    private final String word;

    Hindrance(String word) {
      this.word = word;
    }

    /// The word for it in JSON.
    public String word() {
      return word;
    }
  }

  /// What stands in the way of sending it; empty when nothing does.
  public Optional<Hindrance> hindrance() {
    if (state != State.APPROVED) {
      return Optional.of(Hindrance.STATE);
    }
    if (isStrange()) {
      return Optional.of(Hindrance.PARTS);
    }
    return products().filter(products -> products.sort().namesCatalogue()).isPresent()
            && catalogue == null
        ? Optional.of(Hindrance.CATALOGUE)
        : Optional.empty();
  }

  private boolean isStrange() {
    return foreign != null
        || (header != null && !cards.isEmpty())
        || (isOneTimeCode() && gaps().isEmpty())
        || sorts().size() > 1
        || buttons.stream().anyMatch(button -> !isKnown(button.sort()) && !bearsCode(button))
        || cards.stream().anyMatch(this::isStrange);
  }

  private boolean isStrange(Card card) {
    return card.buttons().stream().anyMatch(button -> !isOfCard(card, button.sort()))
        || (card.isOfProduct()
            && (GAP.matcher(card.body()).find() || !card.equals(cards.getFirst())));
  }

  /// Which products go along; empty for none.
  public Optional<Products> products() {
    return sorts().stream()
        .findFirst()
        .map(
            sort ->
                new Products(
                    sort,
                    sort == Products.Sort.CARDS
                        && cards.getFirst().buttons().stream()
                            .anyMatch(MessageTemplate::hasAddressGap)));
  }

  /// All ways in which it shows products; more than one cannot be filled in.
  private List<Products.Sort> sorts() {
    List<Products.Sort> sorts = new ArrayList<>();
    if (header instanceof Header.Product) {
      sorts.add(Products.Sort.ONE);
    }
    if (cards.stream().anyMatch(Card::isOfProduct)) {
      sorts.add(Products.Sort.CARDS);
    }
    for (Button button : buttons) {
      switch (button.sort()) {
        case PRODUCT_LIST -> sorts.add(Products.Sort.LIST);
        case WHOLE_CATALOGUE -> sorts.add(Products.Sort.CATALOGUE);
        default -> {}
      }
    }
    return sorts;
  }

  // A string switch needs its default: providers add sorts of buttons.
  private boolean isKnown(String sort) {
    return switch (sort) {
      case QUICK_REPLY, "url", "phone_number", "copy_code", "voice_call", FORM -> true;
      case PRODUCT_LIST, WHOLE_CATALOGUE -> true;
      case ONE_PRODUCT -> header instanceof Header.Product;
      default -> false;
    };
  }

  private static boolean isOfCard(Card card, String sort) {
    return switch (sort) {
      case QUICK_REPLY, "url", "phone_number" -> true;
      case ONE_PRODUCT -> card.isOfProduct();
      default -> false;
    };
  }

  /// Whether it carries a one-time code, in its text and behind its button alike.
  public boolean isOneTimeCode() {
    return category.equals(ONE_TIME_CODES);
  }

  /// Whether the one-time code goes along with a button, which is an address to the provider.
  boolean bearsCode(Button button) {
    return isOneTimeCode() && (button.sort().equals("otp") || button.sort().equals("url"));
  }

  /// The sort of file that stands above it; null for none.
  public @Nullable String media() {
    return header instanceof Header.Media(String sort) ? sort : null;
  }

  /// Its gaps, from above to below; one that stands twice in a text counts once.
  public List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    switch (header) {
      case Header.Line(String text) -> add(gaps, null, Place.HEADER, "header.", text);
      case Header.Place() ->
          PLACE.forEach(name -> gaps.add(new Gap("map." + name, null, Place.MAP, name)));
      case Header.Media _, Header.Product _ -> {}
      case null -> {}
    }
    if (offer != null && offer.ends()) {
      gaps.add(new Gap(OFFER_ENDS, null, Place.OFFER, null));
    }
    add(gaps, null, Place.BODY, "body.", body);
    add(gaps, null, "button.", buttons);
    for (int i = 0; i < cards.size(); i++) {
      if (!cards.get(i).isOfProduct()) {
        add(gaps, i, Place.BODY, prefix(i) + "body.", cards.get(i).body());
        add(gaps, i, prefix(i) + "button.", cards.get(i).buttons());
      }
    }
    if (!sorts().isEmpty()) {
      gaps.add(new Gap(PRODUCTS, null, Place.PRODUCTS, null));
    }
    return gaps;
  }

  /// What the ids of the gaps on a card begin with.
  static String prefix(int card) {
    return "card." + card + ".";
  }

  private void add(List<Gap> gaps, @Nullable Integer card, String prefix, List<Button> buttons) {
    for (int i = 0; i < buttons.size(); i++) {
      Button button = buttons.get(i);
      if (bearsCode(button)) {
        continue;
      }
      if (button.sort().equals("copy_code") || hasAddressGap(button)) {
        gaps.add(new Gap(prefix + i, card, Place.BUTTON, null));
      }
    }
  }

  static boolean hasAddressGap(Button button) {
    String target = button.target();
    return button.sort().equals("url") && target != null && GAP.matcher(target).find();
  }

  private static void add(
      List<Gap> gaps, @Nullable Integer card, Place place, String prefix, String text) {
    Matcher gap = GAP.matcher(text);
    while (gap.find()) {
      String name = gap.group(1);
      Gap found =
          new Gap(
              prefix + name, card, place, name.chars().allMatch(Character::isDigit) ? null : name);
      if (!gaps.contains(found)) {
        gaps.add(found);
      }
    }
  }

  /// The same in another state.
  public MessageTemplate with(State state) {
    return new MessageTemplate(
        id, name, language, category, state, quality, header, offer, body, footer, buttons, cards,
        examples, catalogue, foreign);
  }

  /// The same, rated otherwise.
  public MessageTemplate with(Quality quality) {
    return new MessageTemplate(
        id, name, language, category, state, quality, header, offer, body, footer, buttons, cards,
        examples, catalogue, foreign);
  }

  /// The same in another category.
  public MessageTemplate withCategory(String category) {
    return new MessageTemplate(
        id, name, language, category, state, quality, header, offer, body, footer, buttons, cards,
        examples, catalogue, foreign);
  }

  /// The same with products of another catalogue.
  ///
  /// @param catalogue null where nobody tells
  public MessageTemplate withCatalogue(@Nullable String catalogue) {
    return new MessageTemplate(
        id, name, language, category, state, quality, header, offer, body, footer, buttons, cards,
        examples, catalogue, foreign);
  }
}
