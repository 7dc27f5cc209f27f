package relais.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fills products into a template.
final class ProductFilling {
  private static final int MAX_PRODUCT = 100;
  private static final int MAX_SECTION_TITLE = 24;

  private ProductFilling() {}

  /// What is wrong with the products that were chosen.
  static void measure(
      MessageTemplate.Products products, ProductChoice chosen, List<TemplateFilling.Fault> faults) {
    MessageTemplate.Products.Sort sort = products.sort();
    List<ProductChoice.Item> items = chosen.items();
    List<ProductChoice.Section> sections = chosen.sections();
    if (items.isEmpty() && sort.least() > 0) {
      faults.add(fault(TemplateFilling.Fault.Reason.MISSING, 0));
    } else if (items.size() < sort.least()) {
      faults.add(fault(TemplateFilling.Fault.Reason.TOO_FEW, sort.least()));
    } else if (items.size() > sort.most()) {
      faults.add(fault(TemplateFilling.Fault.Reason.TOO_MANY, sort.most()));
    }
    if (sections.size() > Math.max(1, sort.sections())
        || sections.stream().anyMatch(section -> isNone(section, sort))) {
      faults.add(fault(TemplateFilling.Fault.Reason.NO_SECTIONS, sort.sections()));
    }
    if (sections.stream().anyMatch(ProductFilling::hasLongTitle)) {
      faults.add(fault(TemplateFilling.Fault.Reason.TOO_LONG, MAX_SECTION_TITLE));
    }
    for (ProductChoice.Item item : items) {
      String address = item.address();
      if (item.number().length() > MAX_PRODUCT) {
        faults.add(fault(TemplateFilling.Fault.Reason.TOO_LONG, MAX_PRODUCT));
      }
      if (products.addresses()
          && (address == null
              || address.length() > TemplateFilling.MAX_ADDRESS
              || TemplateFilling.NO_PART_OF_AN_ADDRESS.matcher(address).find())) {
        faults.add(fault(TemplateFilling.Fault.Reason.NO_ADDRESS, 0));
      }
    }
  }

  /// A section has a title exactly where there are sections, and is never empty.
  private static boolean isNone(ProductChoice.Section section, MessageTemplate.Products.Sort sort) {
    String title = section.title();
    return sort.sections() == 0
        ? title != null
        : title == null || title.isEmpty() || section.items().isEmpty();
  }

  private static boolean hasLongTitle(ProductChoice.Section section) {
    String title = section.title();
    return title != null && title.length() > MAX_SECTION_TITLE;
  }

  private static TemplateFilling.Fault fault(TemplateFilling.Fault.Reason reason, int most) {
    return new TemplateFilling.Fault(MessageTemplate.PRODUCTS, reason, most);
  }

  /// Whether products are behind a button of this sort.
  static boolean isOpenedBy(String sort) {
    return sort.equals(MessageTemplate.PRODUCT_LIST)
        || sort.equals(MessageTemplate.WHOLE_CATALOGUE);
  }

  static ChatAct.Template.Product product(MessageTemplate template, ProductChoice.Item item) {
    return new ChatAct.Template.Product(
        String.valueOf(template.catalogue()), item.number(), item.name());
  }

  /// The card of a product: all follow one pattern.
  static ChatAct.Template.Card card(MessageTemplate template, ProductChoice.Item item) {
    MessageTemplate.Card pattern = template.cards().getFirst();
    List<ChatAct.Template.Button> buttons = new ArrayList<>();
    for (int i = 0; i < pattern.buttons().size(); i++) {
      MessageTemplate.Button button = pattern.buttons().get(i);
      String address = item.address();
      if (MessageTemplate.hasAddressGap(button) && address != null) {
        buttons.add(new ChatAct.Template.Button(i, button.sort(), address));
      } else if (button.sort().equals(MessageTemplate.QUICK_REPLY)) {
        String words = item.name() == null ? item.number() : item.name();
        buttons.add(
            new ChatAct.Template.Button(
                i, MessageTemplate.QUICK_REPLY, TemplateFilling.cut(words)));
      }
    }
    return new ChatAct.Template.Card(
        product(template, item),
        pattern.body(),
        List.of(),
        buttons,
        TemplateFilling.labels(pattern.buttons()));
  }

  /// The products of a template that was sent, as the value of their gap; empty for none.
  static Optional<String> value(ChatAct.Template sent) {
    if (sent.header() instanceof ChatAct.Template.Header.Shown(ChatAct.Template.Product product)) {
      return Optional.of(write(List.of(item(product, null))));
    }
    for (ChatAct.Template.Button button : sent.buttons()) {
      if (isOpenedBy(button.sort()) && !button.value().isEmpty()) {
        return Optional.of(button.value());
      }
    }
    List<ProductChoice.Item> items = new ArrayList<>();
    for (ChatAct.Template.Card card : sent.cards()) {
      if (card.product() != null) {
        items.add(item(card.product(), address(card)));
      }
    }
    return items.isEmpty() ? Optional.empty() : Optional.of(write(items));
  }

  private static ProductChoice.Item item(
      ChatAct.Template.Product product, @Nullable String address) {
    return new ProductChoice.Item(product.number(), address, product.name());
  }

  private static String write(List<ProductChoice.Item> items) {
    return new ProductChoice(List.of(new ProductChoice.Section(null, items))).write();
  }

  private static @Nullable String address(ChatAct.Template.Card card) {
    return card.buttons().stream()
        .filter(button -> button.sort().equals("url"))
        .map(ChatAct.Template.Button::value)
        .findFirst()
        .orElse(null);
  }
}
