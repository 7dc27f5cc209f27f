package relais.embedded;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What makes a function run.
public sealed interface EventSource {
  /// Its name in the template, within the function.
  String name();

  /// Messages of a queue.
  ///
  /// @param queueArn the queue; compare [QueueDefinition#arn()]
  /// @param reportsItemFailures whether the answer names the messages that failed
  record Queue(String name, String queueArn, int batchSize, boolean reportsItemFailures)
      implements EventSource {}

  /// Changes of a table.
  ///
  /// @param tableArn the table whose stream it is; compare [TableDefinition#name()]
  /// @param filters event patterns as JSON, one of which must match; empty lets everything through
  /// @param onFailureArn where what could not be handled is reported, null when nowhere
  record TableStream(
      String name,
      String tableArn,
      int batchSize,
      String startingPosition,
      List<String> filters,
      boolean reportsItemFailures,
      boolean bisectsOnError,
      int maxRetries,
      @Nullable String onFailureArn)
      implements EventSource {
    public TableStream {
      filters = List.copyOf(filters);
    }
  }

  /// Requests to an HTTP API.
  ///
  /// @param path with `{name}` for one segment and `{name+}` for the rest
  /// @param method in capitals, or ANY
  /// @param authorizer the authorizer's name in the template, null when everybody may call
  record HttpRoute(String name, String path, String method, @Nullable String authorizer)
      implements EventSource {}

  /// The clock.
  ///
  /// @param expression such as `rate(1 minute)`
  record Schedule(String name, String expression) implements EventSource {}

  /// Events on the default bus.
  ///
  /// @param pattern the event pattern: maps and lists as EventBridge defines them
  record BusRule(String name, Map<String, Object> pattern) implements EventSource {}
}
