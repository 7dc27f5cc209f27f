package relais.api;

import jakarta.inject.Singleton;
import java.util.Comparator;
import relais.conversation.Rule;
import relais.conversation.RuleId;
import relais.table.SettingsStore;

/// The rules: everybody may read them, admins change them.
@Singleton
final class EditRules {
  private final SettingsStore settings;

  EditRules(SettingsStore settings) {
    this.settings = settings;
  }

  RuleListJson list(Caller caller) {
    return new RuleListJson(
        caller.settings().rules().stream()
            .sorted(
                Comparator.comparingInt(Rule::position).thenComparing(rule -> rule.id().value()))
            .map(RuleJson::of)
            .toList());
  }

  /// Creates a rule, once for each idempotency key: the key names it.
  RuleJson create(Caller caller, IdempotencyKey key, RuleRequest request) {
    caller.mustAdminister();
    Rule rule = request.rule(key.ruleId(caller.user().id()), 1, caller.settings());
    if (settings.save(rule, 0)) {
      return RuleJson.of(rule);
    }
    return RuleJson.of(settings.load().findRule(rule.id()).orElseThrow(IdempotencyKey::reused));
  }

  RuleJson change(Caller caller, RuleId id, ReadVersion seen, RuleRequest request) {
    caller.mustAdminister();
    Rule before = caller.settings().findRule(id).orElseThrow(Problem::notFound);
    Rule rule = request.rule(id, seen.upTo(before.version()) + 1, caller.settings());
    if (!settings.save(rule, seen.value())) {
      throw changed();
    }
    return RuleJson.of(rule);
  }

  void delete(Caller caller, RuleId id, ReadVersion seen) {
    caller.mustAdminister();
    Rule before = caller.settings().findRule(id).orElseThrow(Problem::notFound);
    if (!settings.delete(id, seen.upTo(before.version()))) {
      throw changed();
    }
  }

  private static Problem changed() {
    return Problem.of(
        ProblemCode.RULE_CHANGED,
        "Somebody changed or deleted this rule since you looked. Load it again, then repeat your"
            + " change.");
  }
}
