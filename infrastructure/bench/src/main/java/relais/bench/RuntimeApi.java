package relais.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The Runtime API that Lambda offers to the process of one function: the process asks for the next
/// event and posts what became of it.
final class RuntimeApi implements AutoCloseable {
  private static final String PATH = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Pending> running = new ConcurrentHashMap<>();
  private final CompletableFuture<Outcome> startFailure = new CompletableFuture<>();
  private final String functionArn;
  private final Duration timeout;

  /// What became of an event.
  sealed interface Outcome {
    /// The function answered.
    record Answered(String json) implements Outcome {}

    /// The function threw, or could not be made.
    record Failed(String json) implements Outcome {}
  }

  private record Pending(String id, String event, CompletableFuture<Outcome> outcome) {}

  /// @param timeout what the process is told as its deadline for each event
  RuntimeApi(String functionArn, Duration timeout) {
    this.functionArn = functionArn;
    this.timeout = timeout;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(PATH, this::serve);
    server.start();
  }

  /// Host and port, as the variable AWS_LAMBDA_RUNTIME_API wants them.
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /// Hands an event to the function and waits for what becomes of it.
  ///
  /// @throws IllegalStateException when nothing comes back in time
  Outcome invoke(String event, Duration patience) {
    Pending pending = new Pending(UUID.randomUUID().toString(), event, new CompletableFuture<>());
    waiting.add(pending);
    try {
      return (Outcome)
          CompletableFuture.anyOf(pending.outcome(), startFailure)
              .get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "%s has not answered within %s".formatted(functionArn, patience), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a function runs", e);
    }
  }

  /// Nothing will come of the events that wait.
  void processEnded(String why) {
    startFailure.complete(new Outcome.Failed(why));
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestURI().getPath().substring(PATH.length());
      switch (request) {
        case "invocation/next" -> next(exchange);
        case "init/error" -> {
          startFailure.complete(new Outcome.Failed(body(exchange)));
          exchange.sendResponseHeaders(202, -1);
        }
        default -> finish(exchange, request.split("/", -1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    Pending pending = waiting.take();
    running.put(pending.id(), pending);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", pending.id());
    exchange.getResponseHeaders().add("Lambda-Runtime-Invoked-Function-Arn", functionArn);
    exchange
        .getResponseHeaders()
        .add(
            "Lambda-Runtime-Deadline-Ms",
            Long.toString(System.currentTimeMillis() + timeout.toMillis()));
    exchange
        .getResponseHeaders()
        .add("Lambda-Runtime-Trace-Id", "Root=1-00000000-000000000000000000000000;Sampled=0");
    byte[] event = pending.event().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  /// `invocation/<id>/response` or `invocation/<id>/error`.
  private void finish(HttpExchange exchange, String[] request) throws IOException {
    String body = body(exchange);
    Pending pending = request.length == 3 ? running.remove(request[1]) : null;
    if (pending == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    pending
        .outcome()
        .complete(
            request[2].equals("response") ? new Outcome.Answered(body) : new Outcome.Failed(body));
    exchange.sendResponseHeaders(202, -1);
  }

  private static String body(HttpExchange exchange) throws IOException {
    return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
