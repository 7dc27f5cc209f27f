package relais.table;

import relais.conversation.Actor;
import relais.conversation.ContactId;
import relais.conversation.RuleId;
import relais.conversation.UserId;

/// Who did it, as a map inside an item.
final class ActorItem {
  private ActorItem() {}

  static Item write(Actor actor) {
    return switch (actor) {
      case Actor.Agent(UserId user) -> Item.empty().text("kind", "agent").text("id", user.value());
      case Actor.Customer(ContactId contact) ->
          Item.empty().text("kind", "customer").text("id", contact.value());
      case Actor.ByRule(RuleId rule, long version) ->
          Item.empty().text("kind", "rule").text("id", rule.value()).number("version", version);
      case Actor.Outside() -> Item.empty().text("kind", "outside").text("id", "outside");
      case Actor.Relais(String part) -> Item.empty().text("kind", "relais").text("id", part);
    };
  }

  static Actor read(Item item) {
    String id = item.text("id");
    String kind = item.text("kind");
    return switch (kind) {
      case "agent" -> new Actor.Agent(new UserId(id));
      case "customer" -> new Actor.Customer(new ContactId(id));
      case "rule" -> new Actor.ByRule(new RuleId(id), item.number("version"));
      case "outside" -> new Actor.Outside();
      case "relais" -> new Actor.Relais(id);
      default -> throw new IllegalStateException("No actor is called '%s'".formatted(kind));
    };
  }
}
