package relais.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import relais.channels.Transcript;
import relais.channels.WebhookCall;
import relais.channels.WebhookChannel;
import relais.channels.WebhookInspection;
import relais.channels.registry.Channels;

/// `relais inspect webhook`: what providers' webhooks say, a line per file or the state they all
/// come to.
final class InspectWebhook {
  private final WebhookChannel channel;
  private final List<String> secrets = new ArrayList<>();
  private final List<Given> files = new ArrayList<>();
  private Wire wire = new Wire(Map.of(), null);
  private @Nullable Instant at;
  private boolean state;

  /// What is not in the body.
  private record Wire(Map<String, String> headers, @Nullable String url) {}

  /// A file as it was named, with what came along with it; null for what is given behind the last
  /// file, which counts for all. A file may be named again with other headers.
  private record Given(String file, @Nullable Wire wire) {}

  private InspectWebhook(WebhookChannel channel) {
    this.channel = channel;
  }

  /// @throws UsageException when the arguments make no sense
  static void run(List<String> arguments, PrintStream out) {
    if (arguments.isEmpty()) {
      throw new UsageException("Name the channel, such as whatsapp.");
    }
    InspectWebhook inspect = new InspectWebhook(channel(arguments.getFirst()));
    inspect.read(arguments.subList(1, arguments.size()));
    inspect.print(out);
  }

  private static WebhookChannel channel(String word) {
    try {
      return Channels.of(word);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage() == null ? "Unknown channel." : e.getMessage());
    }
  }

  private void read(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      // A string switch needs its default: everything else names a file.
      switch (argument) {
        case "--secret" -> secrets.add(value(arguments, ++i));
        case "--headers" -> wire = new Wire(headers(value(arguments, ++i)), wire.url());
        case "--url" -> wire = new Wire(wire.headers(), value(arguments, ++i));
        case "--at" -> at = instant(value(arguments, ++i));
        case "--state" -> state = true;
        default -> file(argument);
      }
    }
  }

  private void file(String argument) {
    if (argument.startsWith("--")) {
      throw new UsageException("There is no flag %s.".formatted(argument));
    }
    boolean told = !wire.headers().isEmpty() || wire.url() != null;
    files.add(new Given(argument, told ? wire : null));
  }

  private static String value(List<String> arguments, int place) {
    if (place == arguments.size()) {
      throw new UsageException(arguments.getLast() + " needs a value.");
    }
    return arguments.get(place);
  }

  private static Instant instant(String written) {
    try {
      return Instant.parse(written);
    } catch (DateTimeException e) {
      throw new UsageException(
          "'%s' is no time. Write it as 2025-11-21T16:00:00Z.".formatted(written));
    }
  }

  private static Map<String, String> headers(String file) {
    try {
      return WebhookHeaders.read(Files.readString(Path.of(file), StandardCharsets.ISO_8859_1));
    } catch (IOException | InvalidPathException e) {
      throw new UsageException("The headers cannot be read from %s.".formatted(file));
    }
  }

  private void print(PrintStream out) {
    if (files.isEmpty()) {
      throw new UsageException("Name at least one file.");
    }
    Transcript transcript = new Transcript();
    for (Given given : files) {
      Inspect.each(
          List.of(given.file()),
          out,
          state,
          (file, content) -> {
            WebhookInspection inspection =
                WebhookInspection.of(channel, call(given, content), secrets);
            inspection.events().forEach(transcript::take);
            return InspectionLines.webhook(file, inspection);
          });
    }
    if (state) {
      Inspect.print(out, transcript.toJson());
    }
  }

  private WebhookCall call(Given given, byte[] content) {
    Wire known = Objects.requireNonNullElse(given.wire(), wire);
    return new WebhookCall(content, known.headers(), known.url(), at);
  }
}
