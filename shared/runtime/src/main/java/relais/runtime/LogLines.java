package relais.runtime;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;
import org.slf4j.event.Level;

/// Puts what is logged into lines: JSON for machines, words for people.
final class LogLines {
  private final InstantSource time;
  private final Consumer<String> out;
  private final boolean json;

  LogLines(InstantSource time, Consumer<String> out, boolean json) {
    this.time = time;
    this.out = out;
    this.json = json;
  }

  void write(
      Level level,
      String logger,
      @Nullable String message,
      List<KeyValuePair> pairs,
      @Nullable Throwable error) {
    String said = Objects.requireNonNullElse(message, "");
    out.accept(
        json
            ? inJson(level, logger, said, pairs, error)
            : inWords(level, logger, said, pairs, error));
  }

  private String inJson(
      Level level,
      String logger,
      String message,
      List<KeyValuePair> pairs,
      @Nullable Throwable error) {
    return JsonText.object(
        line -> {
          line.writeStringField("timestamp", time.instant().toString());
          line.writeStringField("level", level.name());
          line.writeStringField("logger", logger);
          line.writeStringField("message", message);
          for (KeyValuePair pair : pairs) {
            switch (pair.value) {
              case null -> line.writeNullField(pair.key);
              case Long number -> line.writeNumberField(pair.key, number);
              case Integer number -> line.writeNumberField(pair.key, number);
              case Boolean truth -> line.writeBooleanField(pair.key, truth);
              default -> line.writeStringField(pair.key, pair.value.toString());
            }
          }
          if (error != null) {
            line.writeStringField("errorType", error.getClass().getName());
            line.writeStringField("stackTrace", stackTrace(error));
          }
        });
  }

  private String inWords(
      Level level,
      String logger,
      String message,
      List<KeyValuePair> pairs,
      @Nullable Throwable error) {
    StringBuilder line = new StringBuilder();
    line.append(time.instant()).append(' ').append(level).append(' ');
    line.append(logger.substring(logger.lastIndexOf('.') + 1)).append(": ").append(message);
    for (KeyValuePair pair : pairs) {
      line.append(' ').append(pair.key).append('=').append(pair.value);
    }
    if (error != null) {
      line.append(System.lineSeparator()).append(stackTrace(error));
    }
    return line.toString();
  }

  private static String stackTrace(Throwable error) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }
}
