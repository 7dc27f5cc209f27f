package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Lambda's queue of asynchronous calls: an event is a file until its function has handled it, so
/// that a crash loses none. Two retries as Lambda does them, seconds apart instead of minutes;
/// after that the event goes where the template says (OnFailure), told as Lambda tells it. Where it
/// says nothing, the file is parked in `failed/` and called again at the next start.
final class AsyncCalls implements AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /// Tells a function's destination of an event it could not handle.
  interface Undelivered {
    /// Tells it.
    ///
    /// @return false when the function has no such destination
    boolean tell(String function, JsonNode event, String trouble, int attempts);
  }

  private final Path spool;
  private final Path parked;
  private final Map<String, LambdaFunction> functions;
  private final Undelivered undelivered;
  private final Journal journal;
  private final ScheduledExecutorService workers;
  private final AtomicLong counter = new AtomicLong();

  /// @param functions by logical id
  AsyncCalls(
      Path spool,
      Map<String, LambdaFunction> functions,
      int workers,
      Undelivered undelivered,
      Journal journal) {
    this.spool = spool;
    this.parked = spool.resolve("failed");
    this.functions = functions;
    this.undelivered = undelivered;
    this.journal = journal;
    this.workers =
        Executors.newScheduledThreadPool(
            workers, Thread.ofPlatform().name("async-call-", 0).daemon().factory());
    try {
      Files.createDirectories(parked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Calls what an earlier run left behind, oldest first.
  ///
  /// @return how many there were
  int resume() {
    List<Path> left = Stream.concat(files(parked), files(spool)).sorted().toList();
    for (Path file : left) {
      Path moved = spool.resolve(file.getFileName());
      if (!file.equals(moved)) {
        move(file, moved);
      }
      schedule(moved, 1, Duration.ZERO);
    }
    return left.size();
  }

  /// Takes over one call; once this returns it survives a crash of the process.
  void submit(String function, JsonNode event) {
    ObjectNode call = Json.object().put("function", function);
    call.set("event", event);
    String name =
        "%013d-%06d.json".formatted(System.currentTimeMillis(), counter.incrementAndGet());
    Path file = spool.resolve(name);
    Path half = spool.resolve(name + ".part");
    try {
      Files.write(half, Json.bytes(call));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    move(half, file);
    schedule(file, 1, Duration.ZERO);
  }

  private void schedule(Path file, int attempt, Duration delay) {
    ScheduledFuture<?> unused =
        workers.schedule(() -> call(file, attempt), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void call(Path file, int attempt) {
    try {
      JsonNode call = Json.read(Files.readAllBytes(file));
      LambdaFunction function = functions.get(call.path("function").asText());
      if (function == null) {
        throw new FunctionFailed("There is no such function, or it did not start");
      }
      function.call(Json.bytes(call.path("event")));
      Files.delete(file);
    } catch (IOException | RuntimeException e) {
      if (attempt < ATTEMPTS) {
        schedule(file, attempt + 1, PAUSE.multipliedBy(attempt));
      } else {
        giveUp(file, e);
      }
    }
  }

  private void giveUp(Path file, Exception trouble) {
    try {
      JsonNode call = Json.read(Files.readAllBytes(file));
      String function = call.path("function").asText();
      if (undelivered.tell(
          function, call.path("event"), String.valueOf(trouble.getMessage()), ATTEMPTS)) {
        journal.failed(
            "%s could not handle an event; its dead-letter queue has it".formatted(function),
            trouble);
        Files.delete(file);
        return;
      }
    } catch (IOException | RuntimeException e) {
      trouble.addSuppressed(e);
    }
    journal.failed("An event could not be handled and is parked in " + parked, trouble);
    move(file, parked.resolve(file.getFileName()));
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Lets running calls end; what waits is called at the next start.
  @Override
  public void close() {
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
        System.err.println("A function still runs; its event is handled at the next start.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
