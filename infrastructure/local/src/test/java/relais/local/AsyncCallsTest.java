package relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relais.samples.Eventually;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AsyncCallsTest {
  private static boolean isEmpty(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.noneMatch(Files::isRegularFile);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void what_fails_each_time_goes_to_the_destination_and_without_one_is_parked(
      @TempDir Path folder) {
    Map<String, String> told = new ConcurrentHashMap<>();
    AsyncCalls.Undelivered undelivered =
        (function, event, trouble, attempts) -> {
          told.put(function, "%s after %d: %s".formatted(event, attempts, trouble));
          return function.equals("WithQueue");
        };
    try (Journal journal =
            new Journal(folder.resolve("trouble.log"), InstantSource.system(), line -> {});
        AsyncCalls calls =
            new AsyncCalls(folder.resolve("calls"), Map.of(), 2, undelivered, journal)) {
      calls.submit("WithQueue", Json.object().put("n", 1));
      calls.submit("Without", Json.object().put("n", 2));
      Eventually.holds("both are given up", () -> isEmpty(folder.resolve("calls")));
      assertThat(told)
          .containsOnlyKeys("WithQueue", "Without")
          .containsEntry(
              "WithQueue", "{\"n\":1} after 3: There is no such function, or it did not start");
      assertThat(folder.resolve("calls/failed")).isDirectoryContaining("glob:**.json");
      assertThat(folder.resolve("calls/failed").toFile().list()).hasSize(1);
    }
  }
}
