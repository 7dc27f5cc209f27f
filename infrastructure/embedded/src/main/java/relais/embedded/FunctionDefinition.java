package relais.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A Lambda function.
///
/// @param name the physical name
/// @param codeUri the zip, relative to the template
/// @param handler the class, with `::method` where the template says so
/// @param environment its variables, Globals included
/// @param asyncFailureArn where an event goes that it could not handle when called without waiting;
///     null when nowhere
public record FunctionDefinition(
    String logicalId,
    String name,
    String arn,
    String codeUri,
    String handler,
    String runtime,
    int memoryMegabytes,
    Duration timeout,
    Map<String, String> environment,
    @Nullable String asyncFailureArn,
    List<EventSource> events) {
  public FunctionDefinition {
    environment = Map.copyOf(environment);
    events = List.copyOf(events);
  }

  /// The events of one kind.
  public <T extends EventSource> List<T> events(Class<T> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
