package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import relais.conversation.Actor;
import relais.conversation.Conversation;
import relais.conversation.Rule;
import relais.conversation.Settings;
import relais.conversation.User;

/// Who did it.
@Serdeable
@Schema(
    name = "Author",
    requiredProperties = {"id"})
record AuthorJson(
    @Schema(
            type = "string",
            allowableValues = {"contact", "agent", "rule", "system", "outside"})
        String kind,
    @Nullable String id,
    String name) {

  static AuthorJson of(Actor actor, Conversation conversation, Settings settings) {
    return switch (actor) {
      case Actor.Agent agent ->
          new AuthorJson(
              "agent",
              agent.user().value(),
              settings.findUser(agent.user()).map(User::name).orElse(agent.user().value()));
      case Actor.Customer customer ->
          new AuthorJson(
              "contact", customer.contact().value(), conversation.origin().contactName());
      case Actor.ByRule rule ->
          new AuthorJson(
              "rule",
              rule.rule().value(),
              settings.findRule(rule.rule()).map(Rule::name).orElse(rule.rule().value()));
      case Actor.Outside() -> new AuthorJson("outside", null, "Outside Relais");
      case Actor.Relais relais -> new AuthorJson("system", relais.part(), "Relais");
    };
  }
}
