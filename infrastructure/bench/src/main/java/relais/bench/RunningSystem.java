package relais.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import relais.embedded.Endpoints;

/// The one-machine system in processes of its own, started as people start it.
final class RunningSystem implements AutoCloseable {
  private static final int LAST_LINES = 20;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Ports ports;
  private final Duration startTime;

  /// Where it listens.
  record Ports(int web, int smtp, int dynamoDb, int sqs, int s3, int parameters) {
    /// Six ports in a row.
    static Ports from(int first) {
      return new Ports(first, first + 1, first + 2, first + 3, first + 4, first + 5);
    }
  }

  private RunningSystem(Process process, Ports ports, Duration startTime) {
    this.process = process;
    this.ports = ports;
    this.startTime = startTime;
  }

  /// Starts it and returns when it serves.
  ///
  /// @param data its data folder
  /// @param log where its output goes
  /// @throws IllegalStateException when it does not start, with the end of the log
  static RunningSystem start(Path checkout, Path data, Ports ports, Path log) {
    List<String> command =
        List.of(
            checkout.resolve("infrastructure/local/relais").toString(),
            "run",
            "--no-demo",
            "--data",
            data.toString(),
            "--port",
            ports.web() + "",
            "--smtp-port",
            ports.smtp() + "",
            "--dynamodb-port",
            ports.dynamoDb() + "",
            "--sqs-port",
            ports.sqs() + "",
            "--s3-port",
            ports.s3() + "",
            "--parameters-port",
            ports.parameters() + "");
    long began = System.nanoTime();
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(checkout.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      RunningSystem system = new RunningSystem(process, ports, Duration.ZERO);
      system.awaitReady(began, log);
      return new RunningSystem(process, ports, Duration.ofNanos(System.nanoTime() - began));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitReady(long began, Path log) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(origin().resolve("/config.json")).build();
      while (true) {
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200
              && acceptsMail()) {
            return;
          }
        } catch (IOException notYet) {
          LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        if (!process.isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
          close();
          throw new IllegalStateException("The system does not start:\n" + end(log));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String end(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    } catch (IOException e) {
      return "there is no log: " + e.getMessage();
    }
  }

  private boolean acceptsMail() {
    try (MailSender sender = new MailSender(ports.smtp())) {
      return sender != null;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /// From the command to the first answer.
  Duration startTime() {
    return startTime;
  }

  /// The address that people open.
  URI origin() {
    return URI.create("http://localhost:" + ports.web());
  }

  Ports ports() {
    return ports;
  }

  /// Where its AWS parts answer.
  Endpoints endpoints() {
    return new Endpoints(
        local(ports.dynamoDb()),
        local(ports.sqs()),
        local(ports.s3()),
        local(ports.parameters()),
        "eu-west-1",
        "000000000000",
        new Endpoints.Login("local", "localsecret"));
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// The memory of all its processes that is not swapped out, in bytes.
  long residentBytes() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToLong(handle -> residentBytes(handle.pid()))
        .sum();
  }

  private static long residentBytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException gone) {
      return 0;
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      // A shell that was told to end may leave its child behind.
      children.forEach(ProcessHandle::destroy);
      for (ProcessHandle child : children) {
        child.onExit().get(30, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("The system does not stop", e);
    }
  }
}
