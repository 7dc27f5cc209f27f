package relais.runtime;

import java.time.InstantSource;
import java.util.function.Consumer;
import relais.conversation.Channel;

/// Counts what happens, as CloudWatch figures: one line of embedded metric format each, which
/// Lambda's log turns into a metric of the namespace `Relais` by channel.
public final class Metrics {
  private final InstantSource time;
  private final Consumer<String> lines;

  /// Figures of this clock's time, written line by line.
  public Metrics(InstantSource time, Consumer<String> lines) {
    this.time = time;
    this.lines = lines;
  }

  /// Counts one.
  ///
  /// @param name what is counted, such as `MessageReceived`: letters only
  public void count(String name, Channel channel) {
    count(name, channel, 1);
  }

  /// Counts several.
  public void count(String name, Channel channel, long howMany) {
    lines.accept(
        JsonText.object(
            json -> {
              json.writeObjectFieldStart("_aws");
              json.writeNumberField("Timestamp", time.millis());
              json.writeArrayFieldStart("CloudWatchMetrics");
              json.writeStartObject();
              json.writeStringField("Namespace", "Relais");
              json.writeArrayFieldStart("Dimensions");
              json.writeStartArray();
              json.writeString("channel");
              json.writeEndArray();
              json.writeEndArray();
              json.writeArrayFieldStart("Metrics");
              json.writeStartObject();
              json.writeStringField("Name", name);
              json.writeStringField("Unit", "Count");
              json.writeEndObject();
              json.writeEndArray();
              json.writeEndObject();
              json.writeEndArray();
              json.writeEndObject();
              json.writeStringField("channel", channel.word());
              json.writeNumberField(name, howMany);
            }));
  }
}
