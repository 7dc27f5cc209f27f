package relais.embedded;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An SES receipt rule: what happens with a mail that comes in.
///
/// @param recipients addresses and domains it applies to; empty for all
public record MailRule(String logicalId, List<String> recipients, List<Action> actions) {
  public MailRule {
    recipients = List.copyOf(recipients);
    actions = List.copyOf(actions);
  }

  /// One step, in the order of the rule.
  public sealed interface Action {
    /// The raw mail is stored under the prefix and SES's message id.
    record Store(String bucket, String prefix) implements Action {}

    /// A function is told.
    ///
    /// @param function its logical id
    /// @param waits whether SES waits for the answer
    record Call(String function, boolean waits) implements Action {}
  }

  static MailRule of(Scope scope, String logicalId) {
    Node rule = scope.properties(logicalId).at("Rule");
    return new MailRule(
        logicalId,
        rule.at("Recipients").texts(),
        rule.at("Actions").list().stream().map(action -> action(scope, action)).toList());
  }

  private static Action action(Scope scope, Node action) {
    Node store = action.at("S3Action");
    if (store.isPresent()) {
      return new Action.Store(
          store.at("BucketName").text(), store.at("ObjectKeyPrefix").textOr(""));
    }
    Node call = action.at("LambdaAction");
    if (call.isPresent()) {
      String arn = call.at("FunctionArn").text();
      return new Action.Call(
          functionOf(scope, action, arn),
          call.at("InvocationType").textOr("Event").equals("RequestResponse"));
    }
    throw new TemplateException(action.path() + " is no action that runs on one machine");
  }

  private static String functionOf(Scope scope, Node action, @Nullable String arn) {
    return scope.logicalIds().stream()
        .filter(id -> scope.type(id).equals("AWS::Serverless::Function"))
        .filter(id -> arn != null && Functions.names(arn, scope.functionArn(id)))
        .findFirst()
        .orElseThrow(() -> new TemplateException(action.path() + " calls no function of ours"));
  }
}
