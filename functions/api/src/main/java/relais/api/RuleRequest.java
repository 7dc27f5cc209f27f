package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.LabelId;
import relais.conversation.Rule;
import relais.conversation.RuleId;
import relais.conversation.Settings;
import relais.conversation.TeamId;

/// A rule as an admin wrote it.
@Serdeable
@Schema(
    name = "RuleRequest",
    requiredProperties = {"name", "enabled", "position", "condition", "actions"})
record RuleRequest(
    @Nullable String name,
    @Nullable Boolean enabled,
    @Nullable Integer position,
    @Nullable ConditionRequest condition,
    @Nullable ActionsRequest actions) {
  private static final int MAX_NAME = 100;
  private static final int MAX_WORDS = 50;
  private static final int MAX_WORD = 100;
  private static final int MAX_POSITION = 1_000_000;

  /// When it matches.
  @Serdeable
  @Schema(
      name = "RuleConditionRequest",
      requiredProperties = {"places", "words"})
  record ConditionRequest(
      @ArraySchema(
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"subject", "body"}))
          @Nullable List<String> places,
      @Nullable List<String> words) {}

  /// What it does.
  @Serdeable
  @Schema(name = "RuleActionsRequest")
  record ActionsRequest(
      @Nullable List<String> labels, @Nullable String team, @Nullable Boolean close) {}

  /// Reads the request against what the workspace has.
  Rule rule(RuleId id, long version, Settings settings) {
    String wantedName = Fields.required("name", name).strip();
    if (wantedName.isEmpty() || wantedName.length() > MAX_NAME) {
      throw Problem.field(
          "name", "Give the rule a name of 1 to %d characters.".formatted(MAX_NAME));
    }
    int wantedPosition = Fields.required("position", position);
    if (wantedPosition < 0 || wantedPosition > MAX_POSITION) {
      throw Problem.field(
          "position", "The position is a number from 0 to %d.".formatted(MAX_POSITION));
    }
    ActionsRequest wanted = Fields.required("actions", actions);
    return new Rule(
        id,
        version,
        wantedName,
        Fields.required("enabled", enabled),
        wantedPosition,
        condition(Fields.required("condition", condition)),
        new Rule.Actions(
            labels(wanted, settings), team(wanted, settings), Boolean.TRUE.equals(wanted.close())));
  }

  private static Rule.Condition condition(ConditionRequest wanted) {
    List<Rule.Place> places = new ArrayList<>();
    for (String place : Fields.required("condition.places", wanted.places())) {
      places.add(
          switch (place) {
            case "subject" -> Rule.Place.SUBJECT;
            case "body" -> Rule.Place.BODY;
            default ->
                throw Problem.field(
                    "condition.places", "A rule looks in \"subject\" and \"body\".");
          });
    }
    List<String> words =
        Fields.required("condition.words", wanted.words()).stream().map(String::strip).toList();
    if (places.isEmpty()) {
      throw Problem.field("condition.places", "Choose at least one place to look in.");
    }
    if (words.isEmpty()
        || words.size() > MAX_WORDS
        || words.stream().anyMatch(word -> word.isEmpty() || word.length() > MAX_WORD)) {
      throw Problem.field(
          "condition.words",
          "Give 1 to %d words of 1 to %d characters.".formatted(MAX_WORDS, MAX_WORD));
    }
    return new Rule.Condition(
        places.stream().distinct().toList(), words.stream().distinct().toList());
  }

  private static List<LabelId> labels(ActionsRequest wanted, Settings settings) {
    return Fields.labels("actions.labels", wanted.labels()).stream()
        .peek(
            label -> {
              if (settings.findLabel(label).isEmpty()) {
                throw Problem.field("actions.labels", "There is no such label. Load them again.");
              }
            })
        .toList();
  }

  private static @Nullable TeamId team(ActionsRequest wanted, Settings settings) {
    if (wanted.team() == null) {
      return null;
    }
    Optional<TeamId> team = Fields.team("actions.team", wanted.team(), settings);
    return team.orElseThrow(
        () -> Problem.field("actions.team", "There is no such team. Load them again."));
  }
}
