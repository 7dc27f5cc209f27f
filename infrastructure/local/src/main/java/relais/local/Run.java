package relais.local;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `relais run`: starts the system, says how to use it, stops it on Ctrl-C.
public final class Run {
  private static final int USAGE = 2;
  private static final int FAILED = 1;

  private Run() {}

  /// Starts the system.
  public static void main(String[] arguments) {
    Options options;
    try {
      options = Options.parse(List.of(arguments), System.getenv());
      requireFree(options.ports());
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
      return;
    }
    PrintStream terminal = System.out;
    PrintStream complaints = System.err;
    try {
      sendLinesOfFunctionsTo(options);
      LocalSystem system = LocalSystem.start(options, terminal::println);
      Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
      if (options.rehearse()) {
        System.exit(0);
      }
    } catch (RuntimeException e) {
      complaints.println("Relais does not start: " + e.getMessage());
      e.printStackTrace(complaints);
      System.exit(FAILED);
    }
  }

  /// What functions and libraries print goes to a file: the terminal belongs to a person.
  private static void sendLinesOfFunctionsTo(Options options) {
    System.setProperty("slf4j.provider", "relais.runtime.LogProvider");
    try {
      Path file = Files.createDirectories(target(options)).resolve("functions.log");
      PrintStream lines =
          new PrintStream(new FileOutputStream(file.toFile(), true), true, StandardCharsets.UTF_8);
      System.setOut(lines);
      System.setErr(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Beside the data and not in it, because `--fresh` throws the data away.
  private static Path target(Options options) {
    return options.checkout().resolve("infrastructure/local/target");
  }

  /// @throws UsageException naming the first port that somebody else has
  private static void requireFree(Options.Ports ports) {
    Map<String, Integer> wanted = new LinkedHashMap<>();
    wanted.put("port", ports.web());
    wanted.put("smtp-port", ports.smtp());
    wanted.put("dynamodb-port", ports.dynamoDb());
    wanted.put("sqs-port", ports.sqs());
    wanted.put("s3-port", ports.s3());
    wanted.put("parameters-port", ports.parameters());
    for (Map.Entry<String, Integer> entry : wanted.entrySet()) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), entry.getValue()));
      } catch (IOException e) {
        throw new UsageException(
            "Port %d is taken, perhaps by a Relais that runs already. Choose another: relais run --%s %d"
                .formatted(entry.getValue(), entry.getKey(), entry.getValue() + 100));
      }
    }
  }
}
