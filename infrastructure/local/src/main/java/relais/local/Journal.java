package relais.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/// What goes wrong while the system runs: a line on the terminal, the whole story in a file.
final class Journal implements AutoCloseable {
  private final InstantSource clock;
  private final Consumer<String> say;
  private final Path file;
  private final Writer writer;

  /// @param say gets the line for the person at the terminal
  Journal(Path file, InstantSource clock, Consumer<String> say) {
    this.clock = clock;
    this.say = say;
    this.file = file;
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      this.writer =
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Tells of something that the system could not do.
  ///
  /// @param what a sentence without any content of messages
  synchronized void failed(String what, Throwable cause) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    say.accept("%s %s (details in %s)".formatted(now, what, file));
    StringWriter story = new StringWriter();
    cause.printStackTrace(new PrintWriter(story));
    try {
      writer.write("%s %s%n%s%n".formatted(now, what, story));
      writer.flush();
    } catch (IOException e) {
      System.err.println("The journal cannot be written: " + e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      System.err.println("The journal cannot be closed: " + e);
    }
  }
}
