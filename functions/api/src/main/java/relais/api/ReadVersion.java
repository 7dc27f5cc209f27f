package relais.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The version the caller had read, from `If-Match`.
@Schema(name = "ReadVersion", type = "string", description = "The version as it was read.")
record ReadVersion(long value) {
  static final String HEADER = "If-Match";
  private static final Pattern VERSION = Pattern.compile("\"?([0-9]{1,18})\"?");

  /// @param header null when the request has none
  static ReadVersion parse(@Nullable String header) {
    if (header == null) {
      throw Problem.of(
          ProblemCode.VERSION_REQUIRED,
          "Say which version you read: send If-Match with the version of what you change.");
    }
    Matcher matcher = VERSION.matcher(header.strip());
    if (!matcher.matches()) {
      throw Problem.field(HEADER, "If-Match is a version as you read it, such as \"12\".");
    }
    return new ReadVersion(Long.parseLong(matcher.group(1)));
  }

  /// The version, unless there is no such one yet.
  long upTo(long current) {
    if (value > current) {
      throw Problem.field(
          HEADER, "There is no version %d yet. Send the version as you read it.".formatted(value));
    }
    return value;
  }
}
