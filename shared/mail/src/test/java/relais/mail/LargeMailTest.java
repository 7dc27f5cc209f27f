package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LargeMailTest {
  @ParameterizedTest
  @ValueSource(strings = {"file", "files", "text", "page", "headers"})
  void M27_forty_megabytes_are_read_within_a_quarter_of_a_gigabyte(String kind)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LargeMail.class.getName(),
                kind)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).doesNotContain("OutOfMemoryError");
    assertThat(process.exitValue()).isZero();
    assertThat(said).contains(" bytes: ");
  }

  @Test
  void M25_a_thousand_levels_and_ten_thousand_parts_are_read() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      deep.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(i, i));
    }
    StringBuilder wide = new StringBuilder("Content-Type: multipart/mixed; boundary=e\n\n");
    for (int i = 0; i < 10_000; i++) {
      wide.append("--e\nContent-Type: image/png\n\n").append(i).append('\n');
    }
    for (StringBuilder mail : new StringBuilder[] {deep, wide}) {
      long began = System.nanoTime();
      ReceivedMail read = MailReader.read(mail.toString().getBytes(StandardCharsets.US_ASCII));
      assertThat(read.attachments().size()).isBetween(1, 2_001);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }
  }
}
