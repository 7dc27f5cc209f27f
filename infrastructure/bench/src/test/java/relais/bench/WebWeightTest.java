package relais.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WebWeightTest {
  @TempDir Path built;

  @Test
  void what_the_page_names_counts_and_what_comes_later_does_not() throws IOException {
    Files.writeString(
        built.resolve("index.html"),
        """
        <!doctype html>
        <link rel="stylesheet" crossorigin href="/assets/app.css">
        <link rel="icon" href="/icon.svg">
        <script type="module" crossorigin src="/assets/app.js"></script>
        """);
    Files.createDirectories(built.resolve("assets"));
    Files.write(built.resolve("assets/app.css"), noise(1_000));
    Files.write(built.resolve("assets/app.js"), noise(20_000));
    Files.write(built.resolve("assets/later.js"), noise(50_000));
    Files.write(built.resolve("icon.svg"), noise(50_000));

    assertThat(WebWeight.firstLoad(built)).isBetween(21_000L, 22_000L);
  }

  /// Bytes that do not shrink.
  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
