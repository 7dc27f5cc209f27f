package relais.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import relais.embedded.AwsClients;
import relais.embedded.EventSource;
import relais.embedded.QueueDefinition;
import relais.embedded.TableDefinition;
import relais.embedded.Template;

/// What feeds the functions: queues, and the stream of the table.
final class EventSources {
  private final Template template;
  private final AwsClients clients;
  private final Map<String, LambdaFunction> functions;
  private final FailureDestinations failures;
  private final Pollers pollers;
  private final Path checkpoints;

  /// @param checkpoints folder that knows after a restart how far the stream was read
  EventSources(
      Template template,
      AwsClients clients,
      Map<String, LambdaFunction> functions,
      FailureDestinations failures,
      Pollers pollers,
      Path checkpoints) {
    this.template = template;
    this.clients = clients;
    this.functions = functions;
    this.failures = failures;
    this.pollers = pollers;
    this.checkpoints = checkpoints;
  }

  /// Starts to poll.
  ///
  /// @param concurrency calls of a function at once
  void start(int concurrency) {
    List<StreamPoller> streams = new ArrayList<>();
    for (LambdaFunction function : functions.values()) {
      for (EventSource.Queue source : function.definition().events(EventSource.Queue.class)) {
        QueueDefinition queue = queue(template, source.queueArn());
        new QueuePoller(clients.sqs(), queue, source, function, template.places().region(), pollers)
            .start(concurrency);
      }
      for (EventSource.TableStream source :
          function.definition().events(EventSource.TableStream.class)) {
        streams.add(stream(source, function));
      }
    }
    for (StreamPoller stream : streams) {
      functions
          .values()
          .forEach(function -> function.afterEachCall(() -> streams.forEach(StreamPoller::wake)));
      stream.start();
    }
  }

  private StreamPoller stream(EventSource.TableStream source, LambdaFunction function) {
    TableDefinition table =
        template.tables().stream()
            .filter(candidate -> source.tableArn().contains(candidate.name()))
            .findFirst()
            .orElseThrow();
    String streamArn =
        clients
            .dynamoDb()
            .describeTable(request -> request.tableName(table.name()))
            .table()
            .latestStreamArn();
    try {
      Files.createDirectories(checkpoints);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new StreamPoller(
        clients.streams(),
        streamArn,
        source,
        function,
        template.places().region(),
        checkpoints.resolve(function.definition().logicalId() + "-" + source.name() + ".json"),
        pollers,
        (shard, first, last, records) ->
            failures.ofStream(source, streamArn, shard, first, last, records));
  }

  static QueueDefinition queue(Template template, String arn) {
    return template.queues().stream()
        .filter(queue -> queue.arn().equals(arn))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("The template has no queue " + arn));
  }
}
