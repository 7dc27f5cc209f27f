package relais.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
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
    try {
      LocalSystem system = LocalSystem.start(options, System.out::println);
      Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
      if (options.rehearse()) {
        System.exit(0);
      }
    } catch (RuntimeException e) {
      System.err.println("Relais does not start: " + e.getMessage());
      e.printStackTrace();
      System.exit(FAILED);
    }
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
