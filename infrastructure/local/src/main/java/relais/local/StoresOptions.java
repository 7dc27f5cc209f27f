package relais.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a command that looks into a system was asked for: which days, and where the system is.
///
/// @param checkout the folder with template.yaml
/// @param from the first day (UTC)
/// @param to the last day
/// @param json whether each line is a JSON object
/// @param dynamoDb where DynamoDB answers; null for AWS itself
/// @param s3 where S3 answers; null for AWS itself
/// @param table null for the name in template.yaml
/// @param rawBucket null for the name in template.yaml
record StoresOptions(
    Path checkout,
    LocalDate from,
    LocalDate to,
    boolean json,
    @Nullable URI dynamoDb,
    @Nullable URI s3,
    @Nullable String table,
    @Nullable String rawBucket) {
  private static final int USUAL_DAYS = 7;
  private static final Set<String> FLAGS =
      Set.of("checkout", "from", "to", "url", "dynamodb-port", "s3-port", "table", "raw-bucket");

  /// Reads the command line. Without flags it is the system that `relais run` runs here; with
  /// `--url` everything answers at one address; with `TABLE_NAME` and `RAW_BUCKET` in the
  /// environment it is AWS, or where the SDK's own `AWS_ENDPOINT_URL…` say.
  ///
  /// @throws UsageException when a flag is unknown or its value makes no sense
  static StoresOptions parse(
      List<String> arguments, Map<String, String> variables, LocalDate today) {
    Map<String, String> given = new HashMap<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      String name = argument.startsWith("--") ? argument.substring(2) : "";
      if (name.equals("json")) {
        given.put(name, "yes");
      } else if (!FLAGS.contains(name)) {
        throw new UsageException("There is no flag %s.".formatted(argument));
      } else if (!rest.hasNext()) {
        throw new UsageException("%s needs a value.".formatted(argument));
      } else {
        given.put(name, rest.next());
      }
    }
    LocalDate to = given.containsKey("to") ? day(given.get("to")) : today;
    LocalDate from =
        given.containsKey("from") ? day(given.get("from")) : to.minusDays(USUAL_DAYS - 1);
    if (from.isAfter(to)) {
      throw new UsageException("--from is after --to.");
    }
    @Nullable String table = given.getOrDefault("table", variables.get("TABLE_NAME"));
    @Nullable String url = given.get("url");
    boolean here = url == null && !variables.containsKey("TABLE_NAME");
    return new StoresOptions(
        Path.of(given.getOrDefault("checkout", ".")).toAbsolutePath().normalize(),
        from,
        to,
        given.containsKey("json"),
        here
            ? port(given, variables, "dynamodb-port", "8027")
            : endpoint(url, variables, "DYNAMODB"),
        here ? port(given, variables, "s3-port", "8029") : endpoint(url, variables, "S3"),
        table,
        given.getOrDefault("raw-bucket", variables.get("RAW_BUCKET")));
  }

  private static LocalDate day(@Nullable String text) {
    try {
      return LocalDate.parse(String.valueOf(text));
    } catch (DateTimeException e) {
      throw new UsageException("A day is written as 2026-11-24, not '%s'.".formatted(text));
    }
  }

  private static URI port(
      Map<String, String> given, Map<String, String> variables, String flag, String otherwise) {
    String variable = "RELAIS_" + flag.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
    String port = given.getOrDefault(flag, variables.getOrDefault(variable, otherwise));
    return address("http://127.0.0.1:" + port);
  }

  private static @Nullable URI endpoint(
      @Nullable String url, Map<String, String> variables, String service) {
    String own = variables.get("AWS_ENDPOINT_URL_" + service);
    String address = url != null ? url : own != null ? own : variables.get("AWS_ENDPOINT_URL");
    return address == null || address.isBlank() ? null : address(address);
  }

  private static URI address(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException("'%s' is no address.".formatted(text));
    }
  }
}
