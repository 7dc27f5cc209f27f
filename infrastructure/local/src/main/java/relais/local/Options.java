package relais.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What `relais run` was asked for. A flag wins over a `RELAIS_…` variable, which wins over the
/// default.
///
/// @param checkout the folder with template.yaml
/// @param data what survives a restart
/// @param fresh whether to throw the data away first
/// @param demo whether to seed the demo workspace when there is none
/// @param rehearse whether to stop again as soon as everything has started
record Options(
    Path checkout,
    Path data,
    Ports ports,
    int concurrency,
    boolean fresh,
    boolean demo,
    boolean rehearse) {

  /// Where the servers listen, all on 127.0.0.1.
  ///
  /// @param web the gateway: app, API, WebSocket, sign-in, simulator, outbox
  record Ports(int web, int smtp, int dynamoDb, int sqs, int s3, int parameters) {}

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "port", "8025",
          "smtp-port", "2525",
          "dynamodb-port", "8027",
          "sqs-port", "8028",
          "s3-port", "8029",
          "parameters-port", "8030",
          "concurrency", "2");
  private static final Set<String> SWITCHES = Set.of("fresh", "no-demo", "rehearse");

  /// Reads the command line.
  ///
  /// @param variables the process environment
  /// @throws UsageException when a flag is unknown or its value makes no sense
  static Options parse(List<String> arguments, Map<String, String> variables) {
    Map<String, String> given = new HashMap<>();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      if (!argument.startsWith("--")) {
        throw new UsageException("'%s' is not a flag. Flags begin with --.".formatted(argument));
      }
      String name = argument.substring(2);
      if (SWITCHES.contains(name)) {
        given.put(name, "yes");
      } else if (!(DEFAULTS.containsKey(name) || name.equals("data") || name.equals("checkout"))) {
        throw new UsageException("There is no flag %s.".formatted(argument));
      } else if (!rest.hasNext()) {
        throw new UsageException("%s needs a value.".formatted(argument));
      } else {
        given.put(name, rest.next());
      }
    }
    Reader reader = new Reader(given, variables);
    Path checkout = Path.of(reader.text("checkout", ".")).toAbsolutePath().normalize();
    return new Options(
        checkout,
        checkout.resolve(reader.text("data", ".relais")).normalize(),
        new Ports(
            reader.number("port", 65_535),
            reader.number("smtp-port", 65_535),
            reader.number("dynamodb-port", 65_535),
            reader.number("sqs-port", 65_535),
            reader.number("s3-port", 65_535),
            reader.number("parameters-port", 65_535)),
        reader.number("concurrency", 64),
        given.containsKey("fresh"),
        !given.containsKey("no-demo"),
        given.containsKey("rehearse"));
  }

  private record Reader(Map<String, String> given, Map<String, String> variables) {
    String text(String name, String otherwise) {
      String variable = "RELAIS_" + name.replace('-', '_').toUpperCase(java.util.Locale.ROOT);
      return given.getOrDefault(name, variables.getOrDefault(variable, otherwise));
    }

    int number(String name, int most) {
      String text = text(name, DEFAULTS.getOrDefault(name, "0"));
      try {
        int number = Integer.parseInt(text);
        if (number >= 1 && number <= most) {
          return number;
        }
      } catch (NumberFormatException e) {
        throw new UsageException(problem(name, most, text));
      }
      throw new UsageException(problem(name, most, text));
    }

    private static String problem(String name, int most, String text) {
      return "--%s takes a number from 1 to %d, not '%s'.".formatted(name, most, text);
    }
  }
}
