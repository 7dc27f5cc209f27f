package relais.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads what the template says about functions and their events.
final class Functions {
  private final Scope scope;
  private final Node globals;

  Functions(Scope scope) {
    this.scope = scope;
    this.globals = scope.globals("Function");
  }

  FunctionDefinition function(String logicalId) {
    Node own = scope.properties(logicalId);
    Map<String, String> environment = new LinkedHashMap<>();
    for (Node node : List.of(globals, own)) {
      node.at("Environment")
          .at("Variables")
          .map()
          .forEach((name, value) -> environment.put(name, value.text()));
    }
    return new FunctionDefinition(
        logicalId,
        scope.places().name(logicalId),
        scope.functionArn(logicalId),
        either(own, "CodeUri").text(),
        either(own, "Handler").text(),
        either(own, "Runtime").textOr("java25"),
        either(own, "MemorySize").numberOr(128),
        Duration.ofSeconds(either(own, "Timeout").numberOr(3)),
        environment,
        own.at("EventInvokeConfig")
            .at("DestinationConfig")
            .at("OnFailure")
            .at("Destination")
            .textOrNull(),
        events(logicalId, own));
  }

  private Node either(Node own, String name) {
    return own.at(name).isPresent() ? own.at(name) : globals.at(name);
  }

  private List<EventSource> events(String logicalId, Node own) {
    List<EventSource> events = new ArrayList<>();
    own.at("Events").map().forEach((name, event) -> events.add(event(name, event)));
    events.addAll(busRules(logicalId));
    return events;
  }

  private EventSource event(String name, Node event) {
    Node of = event.at("Properties");
    String type = event.at("Type").text();
    return switch (type) {
      case "SQS" ->
          new EventSource.Queue(
              name,
              of.at("Queue").text(),
              of.at("BatchSize").numberOr(10),
              of.at("FunctionResponseTypes").texts().contains("ReportBatchItemFailures"));
      case "DynamoDB" -> tableStream(name, of);
      case "HttpApi" ->
          new EventSource.HttpRoute(
              name,
              of.at("Path").textOr("$default"),
              of.at("Method").textOr("ANY").toUpperCase(java.util.Locale.ROOT).replace("*", "ANY"),
              authorizer(of));
      case "Schedule" -> new EventSource.Schedule(name, of.at("Schedule").text());
      case "ScheduleV2" -> new EventSource.Schedule(name, of.at("ScheduleExpression").text());
      case "EventBridgeRule", "CloudWatchEvent" ->
          new EventSource.BusRule(name, pattern(of.at("Pattern")));
      default ->
          throw new TemplateException(
              "%s has type %s, which does not run on one machine".formatted(event.path(), type));
    };
  }

  private static EventSource.TableStream tableStream(String name, Node of) {
    String stream = of.at("Stream").text();
    int end = stream.indexOf("/stream/");
    return new EventSource.TableStream(
        name,
        end < 0 ? stream : stream.substring(0, end),
        of.at("BatchSize").numberOr(100),
        of.at("StartingPosition").textOr("TRIM_HORIZON"),
        of.at("FilterCriteria").at("Filters").list().stream()
            .map(filter -> filter.at("Pattern").text())
            .toList(),
        of.at("FunctionResponseTypes").texts().contains("ReportBatchItemFailures"),
        of.at("BisectBatchOnFunctionError").truthOr(false),
        of.at("MaximumRetryAttempts").numberOr(-1),
        of.at("DestinationConfig").at("OnFailure").at("Destination").textOrNull());
  }

  private @Nullable String authorizer(Node route) {
    String own = route.at("Auth").at("Authorizer").textOrNull();
    String chosen = own == null ? defaultAuthorizer(route.at("ApiId").textOrNull()) : own;
    return Objects.equals(chosen, "NONE") ? null : chosen;
  }

  private @Nullable String defaultAuthorizer(@Nullable String apiName) {
    for (String id : scope.logicalIds()) {
      if (scope.type(id).equals("AWS::Serverless::HttpApi")
          && scope.places().name(id).equals(apiName)) {
        return scope.properties(id).at("Auth").at("DefaultAuthorizer").textOrNull();
      }
    }
    return scope.globals("HttpApi").at("Auth").at("DefaultAuthorizer").textOrNull();
  }

  /// Rules that stand in the template as resources of their own and target this function.
  private List<EventSource> busRules(String function) {
    List<EventSource> rules = new ArrayList<>();
    for (String id : scope.logicalIds()) {
      if (!scope.type(id).equals("AWS::Events::Rule")) {
        continue;
      }
      Node rule = scope.properties(id);
      boolean targetsIt =
          rule.at("Targets").list().stream()
              .anyMatch(target -> names(target.at("Arn").text(), scope.functionArn(function)));
      if (targetsIt && rule.at("EventPattern").isPresent()) {
        rules.add(new EventSource.BusRule(id, pattern(rule.at("EventPattern"))));
      } else if (targetsIt) {
        rules.add(new EventSource.Schedule(id, rule.at("ScheduleExpression").text()));
      }
    }
    return rules;
  }

  /// Whether an ARN means this function or one of its aliases.
  static boolean names(String arn, String functionArn) {
    return arn.equals(functionArn) || arn.startsWith(functionArn + ":");
  }

  private static Map<String, Object> pattern(Node pattern) {
    Map<String, Object> members = new LinkedHashMap<>();
    pattern
        .map()
        .forEach(
            (name, node) -> {
              if (node.value() != null) {
                members.put(name, node.value());
              }
            });
    return members;
  }
}
