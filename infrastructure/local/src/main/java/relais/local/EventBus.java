package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import relais.embedded.EventSource;
import relais.embedded.FunctionDefinition;
import relais.embedded.Places;

/// EventBridge's default bus: an event goes to every function with a rule that matches it.
final class EventBus {
  private record Rule(String function, EventPattern pattern) {}

  private final List<Rule> rules = new ArrayList<>();
  private final Places places;
  private final AsyncCalls calls;
  private final InstantSource clock;
  private final Ids ids = new Ids();

  EventBus(
      List<FunctionDefinition> functions, Places places, AsyncCalls calls, InstantSource clock) {
    this.places = places;
    this.calls = calls;
    this.clock = clock;
    for (FunctionDefinition function : functions) {
      for (EventSource.BusRule rule : function.events(EventSource.BusRule.class)) {
        rules.add(new Rule(function.logicalId(), EventPattern.of(Json.of(rule.pattern()))));
      }
    }
  }

  /// Publishes one event.
  ///
  /// @param source such as `aws.ses`
  void publish(String source, String detailType, List<String> resources, JsonNode detail) {
    ObjectNode event =
        Json.object()
            .put("version", "0")
            .put("id", ids.request())
            .put("detail-type", detailType)
            .put("source", source)
            .put("account", places.accountId())
            .put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
            .put("region", places.region());
    event.set("resources", Json.of(resources));
    event.set("detail", detail);
    for (Rule rule : rules) {
      if (rule.pattern().matches(event)) {
        calls.submit(rule.function(), event);
      }
    }
  }
}
