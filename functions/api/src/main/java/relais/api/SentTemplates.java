package relais.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.ChatAct;
import relais.conversation.ProductChoice;

/// What is seen of a template that was sent, beside its words.
final class SentTemplates {
  private SentTemplates() {}

  static ChatJson.Template of(ChatAct.Template template) {
    ChatAct.Template.Header header = template.header();
    return new ChatJson.Template(
        template.name(),
        template.language(),
        template.look().header(),
        header instanceof ChatAct.Template.Header.Media(String sort) ? sort : null,
        template.offer() == null
            ? null
            : new ChatJson.Offer(template.offer().text(), template.offer().endsAt()),
        template.look().footer(),
        template.look().buttons(),
        template.cards().stream()
            .map(card -> new ChatJson.Card(card.text(), card.labels(), product(card.product())))
            .toList(),
        header instanceof ChatAct.Template.Header.Shown(ChatAct.Template.Product product)
            ? product(product)
            : null,
        template.buttons().stream()
            .filter(button -> button.sort().equals("mpm"))
            .flatMap(button -> ProductChoice.of(button.value()).sections().stream())
            .map(SentTemplates::section)
            .toList());
  }

  private static ChatJson.@Nullable Product product(ChatAct.Template.@Nullable Product product) {
    return product == null ? null : new ChatJson.Product(product.number(), product.name());
  }

  private static ChatJson.Section section(ProductChoice.Section section) {
    List<ChatJson.Product> items =
        section.items().stream()
            .map(item -> new ChatJson.Product(item.number(), item.name()))
            .toList();
    return new ChatJson.Section(section.title(), items);
  }
}
