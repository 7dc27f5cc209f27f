package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.LabelId;
import relais.conversation.Rule;
import relais.conversation.TeamId;

/// "When a message comes that contains …, then …".
///
/// @param version counts its changes
/// @param position rules run from the smallest to the largest
@Serdeable
@Schema(name = "Rule")
record RuleJson(
    String id,
    long version,
    String name,
    boolean enabled,
    int position,
    ConditionJson condition,
    ActionsJson actions) {

  /// One of the words stands in one of the places.
  @Serdeable
  @Schema(name = "RuleCondition")
  record ConditionJson(
      @ArraySchema(
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"subject", "body"}))
          List<String> places,
      List<String> words) {}

  /// What the rule does.
  ///
  /// @param team the team that gets the conversation; null to leave it
  @Serdeable
  @Schema(
      name = "RuleActions",
      requiredProperties = {"team"})
  record ActionsJson(List<String> labels, @Nullable String team, boolean close) {}

  static RuleJson of(Rule rule) {
    TeamId team = rule.actions().team();
    return new RuleJson(
        rule.id().value(),
        rule.version(),
        rule.name(),
        rule.enabled(),
        rule.position(),
        new ConditionJson(
            rule.condition().places().stream().map(RuleJson::word).toList(),
            rule.condition().words()),
        new ActionsJson(
            rule.actions().labels().stream().map(LabelId::value).toList(),
            team == null ? null : team.value(),
            rule.actions().close()));
  }

  private static String word(Rule.Place place) {
    return switch (place) {
      case SUBJECT -> "subject";
      case BODY -> "body";
    };
  }
}
