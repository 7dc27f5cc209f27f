package relais.local;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import relais.mail.HtmlSanitizer;
import relais.mail.MailReader;
import relais.mail.MailThreads;
import relais.mail.ThreadedMail;

/// `relais inspect`: shows what Relais reads in files, one JSON object a line. INSPECT.md describes
/// the lines. It needs nothing running and loads no server.
public final class Inspect {
  private static final int USAGE = 2;
  private static final String HOW =
      """
      relais inspect mail FILE…
      relais inspect threads FILE…
      relais inspect webhook CHANNEL [--secret SECRET] [--headers FILE] [--url URL] [--at TIME] [--state] FILE…
      relais inspect html FILE…\
      """;

  private Inspect() {}

  /// Prints a line per file. The exit code is 0 even when files cannot be read: their lines say so.
  public static void main(String[] arguments) {
    try (PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
            false,
            StandardCharsets.UTF_8)) {
      run(List.of(arguments), out);
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.err.println(HOW);
      System.exit(USAGE);
    }
  }

  /// @throws UsageException when the arguments make no sense
  static void run(List<String> arguments, PrintStream out) {
    if (arguments.isEmpty()) {
      throw new UsageException("Say what to inspect.");
    }
    List<String> rest = arguments.subList(1, arguments.size());
    switch (arguments.getFirst()) {
      case "mail" -> each(rest, out, Inspect::mail);
      case "threads" -> threads(rest, out);
      case "html" -> each(rest, out, Inspect::html);
      case "webhook" -> InspectWebhook.run(rest, out);
      default ->
          throw new UsageException("Nobody can inspect '%s'.".formatted(arguments.getFirst()));
    }
  }

  /// Makes the line about one file.
  interface Reading {
    String line(String file, byte[] content) throws IOException;
  }

  private static void each(List<String> files, PrintStream out, Reading reading) {
    each(files, out, false, reading);
  }

  /// @param quiet whether only files that cannot be read get a line
  static void each(List<String> files, PrintStream out, boolean quiet, Reading reading) {
    if (files.isEmpty()) {
      throw new UsageException("Name at least one file.");
    }
    for (String file : files) {
      try {
        String line = reading.line(file, Files.readAllBytes(Path.of(file)));
        if (!quiet) {
          print(out, line);
        }
      } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
        print(out, InspectionLines.error(file, e));
      }
    }
  }

  static void print(PrintStream out, String line) {
    out.print(line);
    out.print('\n');
    out.flush();
  }

  /// All files are read before the first line: a later mail may join two earlier conversations.
  private static void threads(List<String> files, PrintStream out) {
    if (files.isEmpty()) {
      throw new UsageException("Name at least one file.");
    }
    List<String> read = new ArrayList<>();
    List<ThreadedMail> mails = new ArrayList<>();
    Map<String, String> errors = new LinkedHashMap<>();
    for (String file : files) {
      try {
        mails.add(ThreadedMail.of(MailReader.read(Files.readAllBytes(Path.of(file)))));
        read.add(file);
      } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
        errors.put(file, InspectionLines.error(file, e));
      }
    }
    List<MailThreads.Placement> placements = MailThreads.of(mails);
    int next = 0;
    for (String file : files) {
      String error = errors.get(file);
      if (error != null) {
        print(out, error);
      } else {
        MailThreads.Placement placement = placements.get(next++);
        print(out, InspectionLines.thread(file, read.get(placement.thread()), placement));
      }
    }
  }

  private static String mail(String file, byte[] content) {
    return InspectionLines.mail(file, MailReader.read(content));
  }

  private static String html(String file, byte[] content) {
    String html = new String(content, StandardCharsets.UTF_8);
    return InspectionLines.html(file, HtmlSanitizer.safe(html), HtmlSanitizer.text(html));
  }
}
