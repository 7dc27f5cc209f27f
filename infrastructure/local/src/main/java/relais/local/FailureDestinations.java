package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import relais.embedded.AwsClients;
import relais.embedded.EventSource;
import relais.embedded.FunctionDefinition;
import relais.embedded.Template;

/// The queues that are told what failed in the end, as AWS tells them.
final class FailureDestinations {
  private final Template template;
  private final AwsClients clients;
  private final InstantSource clock;

  FailureDestinations(Template template, AwsClients clients, InstantSource clock) {
    this.template = template;
    this.clients = clients;
    this.clock = clock;
  }

  /// Sends what Lambda sends to the destination of asynchronous calls that failed.
  ///
  /// @return false when the function has no such destination
  boolean ofCall(String function, JsonNode event, String trouble, int attempts) {
    FunctionDefinition definition = template.function(function);
    String destination = definition.asyncFailureArn();
    if (destination == null) {
      return false;
    }
    ObjectNode story = Json.object().put("version", "1.0");
    story.put("timestamp", clock.instant().toString());
    story
        .putObject("requestContext")
        .put("functionArn", definition.arn())
        .put("condition", "RetriesExhausted")
        .put("approximateInvokeCount", attempts);
    story.set("requestPayload", event);
    story.putObject("responseContext").put("statusCode", 200).put("functionError", "Unhandled");
    story.putObject("responsePayload").put("errorMessage", trouble);
    send(destination, story);
    return true;
  }

  /// Sends what Lambda sends to the destination of a stream whose records were left behind.
  void ofStream(
      EventSource.TableStream source,
      String streamArn,
      String shard,
      String first,
      String last,
      int records) {
    String destination = source.onFailureArn();
    if (destination == null) {
      return;
    }
    JsonNode story =
        Json.object()
            .put("version", "1.0")
            .put("timestamp", clock.instant().toString())
            .set(
                "DDBStreamBatchInfo",
                Json.object()
                    .put("shardId", shard)
                    .put("startSequenceNumber", first)
                    .put("endSequenceNumber", last)
                    .put("batchSize", records)
                    .put("streamArn", streamArn));
    send(destination, story);
  }

  private void send(String destination, JsonNode story) {
    clients
        .sqs()
        .sendMessage(
            request ->
                request
                    .queueUrl(EventSources.queue(template, destination).url())
                    .messageBody(story.toString()));
  }
}
