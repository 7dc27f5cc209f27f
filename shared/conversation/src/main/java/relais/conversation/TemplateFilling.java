package relais.conversation;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Fills the gaps of a template. The limits are Meta's: what is over them is refused there as well
/// (developers.facebook.com/documentation/business-messaging/whatsapp/templates/components).
public final class TemplateFilling {
  private static final String LATITUDE = "map.latitude";
  private static final String LONGITUDE = "map.longitude";
  private static final int MAX_HEADER = 60;
  private static final int MAX_BODY = 1_024;
  private static final int MAX_BODY_OF_OFFER = 600;
  private static final int MAX_BODY_OF_CARD = 160;
  private static final int MAX_TOLD = 100;
  private static final int MAX_PLACE = 1_000;
  private static final int MAX_LATITUDE = 90;
  private static final int MAX_LONGITUDE = 180;
  private static final int MAX_CODE = 15;
  static final int MAX_ADDRESS = 2_000;

  /// Meta takes no line break, no tab and no long run of spaces in a value.
  private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cntrl}]+");

  /// Many people write a comma where others write a point.
  private static final Pattern DEGREES = Pattern.compile("[+-]?[0-9]{1,3}(?:[.,][0-9]{1,15})?");

  static final Pattern NO_PART_OF_AN_ADDRESS = Pattern.compile("[\\s<>\"]");

  private TemplateFilling() {}

  /// What filling in comes to.
  public sealed interface Filling {
    /// All gaps have a value.
    ///
    /// @param text what stands between header and footer
    record Filled(ChatAct.Template act, String text) implements Filling {}

    /// Something is missing or wrong, so it must not be sent.
    ///
    /// @param faults from above to below, at least one
    record Faulty(List<Fault> faults) implements Filling {
      public Faulty {
        faults = List.copyOf(faults);
      }
    }
  }

  /// One gap that is not filled as it must be.
  ///
  /// @param gap its id
  /// @param most how much fits, where it is too long; how many degrees there are, where it is none
  ///     of them; how many products or sections there must or may be; else 0
  public record Fault(String gap, Reason reason, int most) {
    /// What is wrong.
    public enum Reason {
      MISSING,
      TOO_LONG,
      /// Spaces or signs that no address has.
      NO_ADDRESS,
      /// No number, or one that is on no map.
      NO_DEGREES,
      /// No moment, or one that is over when the message leaves.
      NO_END,
      /// Fewer products than it takes.
      TOO_FEW,
      /// More products than there may be.
      TOO_MANY,
      /// Sections that lack a title or products, or more of them than there may be.
      NO_SECTIONS
    }
  }

  /// Fills in.
  ///
  /// @param values by the ids of the gaps; others are not looked at
  /// @param leaves when the message does
  public static Filling fill(MessageTemplate template, Map<String, String> values, Instant leaves) {
    List<Fault> faults = new ArrayList<>();
    Map<String, String> lines = new HashMap<>();
    List<MessageTemplate.Gap> gaps = template.gaps();
    for (MessageTemplate.Gap gap : gaps) {
      if (gap.place() == MessageTemplate.Place.PRODUCTS) {
        continue;
      }
      String line = SPACES.matcher(values.getOrDefault(gap.id(), "")).replaceAll(" ").strip();
      if (line.isEmpty()) {
        faults.add(new Fault(gap.id(), Fault.Reason.MISSING, 0));
      }
      lines.put(gap.id(), line);
    }
    String header =
        template.header() instanceof MessageTemplate.Header.Line(String text)
            ? filled(text, "header.", lines)
            : null;
    String body = filled(template.body(), "body.", lines);
    ProductChoice chosen = ProductChoice.of(values.getOrDefault(MessageTemplate.PRODUCTS, ""));
    if (faults.isEmpty()) {
      measure(template, gaps, lines, header, body, leaves, faults);
      template.products().ifPresent(products -> ProductFilling.measure(products, chosen, faults));
    }
    return faults.isEmpty()
        ? new Filling.Filled(act(template, gaps, lines, header, chosen), body)
        : new Filling.Faulty(faults);
  }

  /// A template as it reads with its gaps filled as far as they are.
  static String filled(String text, String prefix, Map<String, String> lines) {
    UnaryOperator<String> line = gap -> lines.getOrDefault(prefix + gap, "");
    return MessageTemplate.GAP
        .matcher(text)
        .replaceAll(gap -> Matcher.quoteReplacement(line.apply(gap.group(1))));
  }

  private static void measure(
      MessageTemplate template,
      List<MessageTemplate.Gap> gaps,
      Map<String, String> lines,
      @Nullable String header,
      String body,
      Instant leaves,
      List<Fault> faults) {
    if (header != null) {
      measure(header, MAX_HEADER, "header.", gaps, lines, faults);
    }
    measure(body, most(template), "body.", gaps, lines, faults);
    for (int i = 0; i < template.cards().size(); i++) {
      String prefix = MessageTemplate.prefix(i) + "body.";
      String text = filled(template.cards().get(i).body(), prefix, lines);
      measure(text, MAX_BODY_OF_CARD, prefix, gaps, lines, faults);
    }
    for (MessageTemplate.Gap gap : gaps) {
      String value = lines.getOrDefault(gap.id(), "");
      switch (gap.place()) {
        case HEADER, BODY -> {
          if (template.isOneTimeCode() && value.length() > MAX_CODE) {
            faults.add(new Fault(gap.id(), Fault.Reason.TOO_LONG, MAX_CODE));
          }
        }
        case MAP -> measurePlace(gap, value, faults);
        // Measured together.
        case PRODUCTS -> {}
        case OFFER -> {
          if (moment(value).filter(leaves::isBefore).isEmpty()) {
            faults.add(new Fault(gap.id(), Fault.Reason.NO_END, 0));
          }
        }
        case BUTTON -> {
          boolean code = button(template, gap).sort().equals("copy_code");
          int fits = code ? MAX_CODE : MAX_ADDRESS;
          if (value.length() > fits) {
            faults.add(new Fault(gap.id(), Fault.Reason.TOO_LONG, fits));
          } else if (!code && NO_PART_OF_AN_ADDRESS.matcher(value).find()) {
            faults.add(new Fault(gap.id(), Fault.Reason.NO_ADDRESS, 0));
          }
        }
      }
    }
  }

  private static int most(MessageTemplate template) {
    if (template.header() instanceof MessageTemplate.Header.Product) {
      return MAX_BODY_OF_CARD;
    }
    return template.offer() == null ? MAX_BODY : MAX_BODY_OF_OFFER;
  }

  private static void measurePlace(MessageTemplate.Gap gap, String value, List<Fault> faults) {
    int degrees =
        switch (gap.id()) {
          case LATITUDE -> MAX_LATITUDE;
          case LONGITUDE -> MAX_LONGITUDE;
          default -> 0;
        };
    if (degrees == 0) {
      if (value.length() > MAX_PLACE) {
        faults.add(new Fault(gap.id(), Fault.Reason.TOO_LONG, MAX_PLACE));
      }
    } else if (!DEGREES.matcher(value).matches()
        || degrees(value).abs().compareTo(BigDecimal.valueOf(degrees)) > 0) {
      faults.add(new Fault(gap.id(), Fault.Reason.NO_DEGREES, degrees));
    }
  }

  private static Optional<Instant> moment(@Nullable String value) {
    try {
      return Optional.of(Instant.parse(String.valueOf(value)));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static BigDecimal degrees(@Nullable String value) {
    return new BigDecimal(String.valueOf(value).replace(',', '.'));
  }

  /// The longest value is the one to shorten. A text that is too long without values was never
  /// approved.
  private static void measure(
      String text,
      int most,
      String prefix,
      List<MessageTemplate.Gap> gaps,
      Map<String, String> lines,
      List<Fault> faults) {
    int tooMuch = text.length() - most;
    if (tooMuch <= 0) {
      return;
    }
    String gap =
        gaps.stream()
            .map(MessageTemplate.Gap::id)
            .filter(id -> id.startsWith(prefix))
            .max(Comparator.comparingInt(id -> lines.getOrDefault(id, "").length()))
            .orElse("body");
    int fits = Math.max(1, lines.getOrDefault(gap, "").length() - tooMuch);
    faults.add(new Fault(gap, Fault.Reason.TOO_LONG, fits));
  }

  private static ChatAct.Template act(
      MessageTemplate template,
      List<MessageTemplate.Gap> gaps,
      Map<String, String> lines,
      @Nullable String header,
      ProductChoice chosen) {
    ChatAct.Template.Header above =
        switch (template.header()) {
          case MessageTemplate.Header.Media(String sort) -> new ChatAct.Template.Header.Media(sort);
          case MessageTemplate.Header.Place() ->
              new ChatAct.Template.Header.Place(
                  degrees(lines.get(LATITUDE)),
                  degrees(lines.get(LONGITUDE)),
                  lines.getOrDefault("map.name", ""),
                  lines.getOrDefault("map.address", ""));
          case MessageTemplate.Header.Product() ->
              new ChatAct.Template.Header.Shown(
                  ProductFilling.product(template, chosen.items().getFirst()));
          case MessageTemplate.Header.Line _ -> null;
          case null -> null;
        };
    for (MessageTemplate.Gap gap : gaps) {
      if (gap.place() == MessageTemplate.Place.HEADER) {
        String line = lines.getOrDefault(gap.id(), "");
        above = new ChatAct.Template.Header.Words(new ChatAct.Template.Value(gap.name(), line));
      }
    }
    List<ChatAct.Template.Value> values = values(null, gaps, lines);
    List<ChatAct.Template.Button> buttons = buttons(null, template, gaps, lines);
    for (int i = 0; i < template.buttons().size(); i++) {
      MessageTemplate.Button button = template.buttons().get(i);
      if (button.sort().equals(MessageTemplate.FORM)) {
        buttons.add(new ChatAct.Template.Button(i, MessageTemplate.FORM, ""));
      } else if (template.bearsCode(button)) {
        buttons.add(new ChatAct.Template.Button(i, "url", values.getFirst().text()));
      } else if (ProductFilling.isOpenedBy(button.sort())) {
        buttons.add(new ChatAct.Template.Button(i, button.sort(), chosen.write()));
      }
    }
    buttons.sort(Comparator.comparingInt(ChatAct.Template.Button::index));
    List<ChatAct.Template.Card> cards = new ArrayList<>();
    if (template.cards().stream().anyMatch(MessageTemplate.Card::isOfProduct)) {
      chosen.items().forEach(item -> cards.add(ProductFilling.card(template, item)));
    } else {
      for (int i = 0; i < template.cards().size(); i++) {
        cards.add(card(template, i, gaps, lines));
      }
    }
    return new ChatAct.Template(
        template.name(),
        template.language(),
        above,
        template.offer() == null
            ? null
            : new ChatAct.Template.Offer(
                template.offer().text(),
                moment(lines.get(MessageTemplate.OFFER_ENDS)).orElse(null)),
        values,
        buttons,
        cards,
        new ChatAct.Template.Look(header, template.footer(), labels(template.buttons())));
  }

  private static ChatAct.Template.Card card(
      MessageTemplate template,
      int place,
      List<MessageTemplate.Gap> gaps,
      Map<String, String> lines) {
    MessageTemplate.Card card = template.cards().get(place);
    String text = filled(card.body(), MessageTemplate.prefix(place) + "body.", lines);
    List<ChatAct.Template.Button> buttons = buttons(place, template, gaps, lines);
    for (int i = 0; i < card.buttons().size(); i++) {
      if (card.buttons().get(i).sort().equals(MessageTemplate.QUICK_REPLY)) {
        buttons.add(new ChatAct.Template.Button(i, MessageTemplate.QUICK_REPLY, told(text, place)));
      }
    }
    buttons.sort(Comparator.comparingInt(ChatAct.Template.Button::index));
    return new ChatAct.Template.Card(
        text, values(place, gaps, lines), buttons, labels(card.buttons()));
  }

  /// What a card's button says when it is tapped, for all cards may have the same labels: the
  /// card's words, or its number where it has none.
  private static String told(String text, int place) {
    String words = SPACES.matcher(text).replaceAll(" ").strip();
    return words.isEmpty() ? Integer.toString(place + 1) : cut(words);
  }

  static String cut(String words) {
    if (words.length() <= MAX_TOLD) {
      return words;
    }
    int end = MAX_TOLD - 1;
    return words.substring(0, Character.isHighSurrogate(words.charAt(end - 1)) ? end - 1 : end)
        + "…";
  }

  static List<String> labels(List<MessageTemplate.Button> buttons) {
    return buttons.stream().map(MessageTemplate.Button::label).toList();
  }

  /// What fills the text of the message, or of one of its cards. Numbered gaps are told in the
  /// order of their numbers, wherever they stand in the text.
  private static List<ChatAct.Template.Value> values(
      @Nullable Integer card, List<MessageTemplate.Gap> gaps, Map<String, String> lines) {
    return gaps.stream()
        .filter(gap -> gap.place() == MessageTemplate.Place.BODY)
        .filter(gap -> Objects.equals(gap.card(), card))
        .sorted(Comparator.comparingInt(gap -> gap.name() == null ? index(gap) : 0))
        .map(gap -> new ChatAct.Template.Value(gap.name(), lines.getOrDefault(gap.id(), "")))
        .toList();
  }

  private static List<ChatAct.Template.Button> buttons(
      @Nullable Integer card,
      MessageTemplate template,
      List<MessageTemplate.Gap> gaps,
      Map<String, String> lines) {
    List<ChatAct.Template.Button> buttons = new ArrayList<>();
    for (MessageTemplate.Gap gap : gaps) {
      if (gap.place() == MessageTemplate.Place.BUTTON && Objects.equals(gap.card(), card)) {
        buttons.add(
            new ChatAct.Template.Button(
                index(gap), button(template, gap).sort(), lines.getOrDefault(gap.id(), "")));
      }
    }
    return buttons;
  }

  /// The values of a template that was sent, by the ids of its gaps, so that it can be sent anew.
  public static Map<String, String> values(ChatAct.Template sent) {
    Map<String, String> values = new HashMap<>();
    switch (sent.header()) {
      case ChatAct.Template.Header.Words(ChatAct.Template.Value(String gap, String text)) ->
          values.put("header." + (gap == null ? "1" : gap), text);
      case ChatAct.Template.Header.Place place -> {
        values.put("map.name", place.name());
        values.put("map.address", place.address());
        values.put(LATITUDE, place.latitude().toPlainString());
        values.put(LONGITUDE, place.longitude().toPlainString());
      }
      case ChatAct.Template.Header.Shown _ -> {}
      case ChatAct.Template.Header.Media _ -> {}
      case null -> {}
    }
    if (sent.offer() != null && sent.offer().endsAt() != null) {
      values.put(MessageTemplate.OFFER_ENDS, sent.offer().endsAt().toString());
    }
    put("", sent.values(), sent.buttons(), values);
    for (int i = 0; i < sent.cards().size(); i++) {
      ChatAct.Template.Card card = sent.cards().get(i);
      if (card.product() == null) {
        put(MessageTemplate.prefix(i), card.values(), card.buttons(), values);
      }
    }
    ProductFilling.value(sent).ifPresent(value -> values.put(MessageTemplate.PRODUCTS, value));
    return values;
  }

  private static void put(
      String prefix,
      List<ChatAct.Template.Value> sent,
      List<ChatAct.Template.Button> buttons,
      Map<String, String> values) {
    for (int i = 0; i < sent.size(); i++) {
      ChatAct.Template.Value value = sent.get(i);
      String gap = value.gap() == null ? Integer.toString(i + 1) : value.gap();
      values.put(prefix + "body." + gap, value.text());
    }
    buttons.stream()
        .filter(button -> !button.sort().equals(MessageTemplate.FORM))
        .filter(button -> !button.sort().equals(MessageTemplate.QUICK_REPLY))
        .filter(button -> !ProductFilling.isOpenedBy(button.sort()))
        .forEach(button -> values.put(prefix + "button." + button.index(), button.value()));
  }

  private static int index(MessageTemplate.Gap gap) {
    return Integer.parseInt(gap.id().substring(gap.id().lastIndexOf('.') + 1));
  }

  private static MessageTemplate.Button button(MessageTemplate template, MessageTemplate.Gap gap) {
    Integer card = gap.card();
    return (card == null ? template.buttons() : template.cards().get(card).buttons())
        .get(index(gap));
  }
}
