package relais.mail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;

/// Prints how much of the collection of odd mails is read as reviewed, what the worst of them
/// costs, and how many are read in a second on one core, next to a MIME library that only parses.
///
/// `infrastructure/bench/mail` starts it; with folders as arguments it measures the mails in them,
/// which have no reviewed reading.
public final class MailFigures {
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final int ROUNDS = 5;
  private static final int GENERATED = 20_000;

  /// A mail of the collection, under the name of its file.
  private static final class Mail {
    private final String name;
    private final byte[] raw;

    Mail(String name, byte[] raw) {
      this.name = name;
      this.raw = raw;
    }
  }

  /// Reads one mail and says something of it, so that no reading can be left out.
  private interface Reading {
    int of(byte[] raw) throws IOException;
  }

  private record Counted(int right, int of) {
    Counted plus(boolean good) {
      return new Counted(right + (good ? 1 : 0), of + 1);
    }
  }

  private final PrintStream out;
  private final List<Mail> mails;

  private MailFigures(PrintStream out, List<Mail> mails) {
    this.out = out;
    this.mails = mails;
  }

  /// Prints the table.
  public static void main(String[] folders) throws IOException {
    List<Path> wanted =
        folders.length == 0 ? List.of(Golden.FOLDER) : Stream.of(folders).map(Path::of).toList();
    List<Mail> mails = new ArrayList<>();
    for (Path folder : wanted) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(MailFigures::isMail).sorted().toList()) {
          mails.add(new Mail(file.getFileName().toString(), Files.readAllBytes(file)));
        }
      }
    }
    MailFigures figures = new MailFigures(System.out, mails);
    figures.head();
    if (folders.length == 0) {
      figures.answers();
      figures.generated();
    }
    figures.costs();
    figures.pace();
  }

  private static boolean isMail(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file) && (name.endsWith(".eml") || name.endsWith(".msg"));
  }

  private void head() {
    long bytes = mails.stream().mapToLong(mail -> mail.raw.length).sum();
    row("what", "how much");
    out.println("|---|---|");
    row("mails", String.format(Locale.ROOT, "%d, %d kB", mails.size(), bytes / 1000));
  }

  /// How many mails are read as reviewed, field by field.
  void answers() throws IOException {
    Map<String, Counted> fields = new LinkedHashMap<>();
    for (Mail mail : mails) {
      String oddity = mail.name.substring(0, mail.name.length() - ".eml".length());
      Map<String, String> expected =
          fields(Files.readString(Golden.FOLDER.resolve(oddity + ".expected.json")));
      Map<String, String> read = fields(ReceivedMailJson.of(MailReader.read(mail.raw)));
      expected.forEach(
          (field, value) ->
              fields.merge(
                  field,
                  new Counted(0, 0).plus(value.equals(read.get(field))),
                  (all, one) -> all.plus(one.right > 0)));
    }
    fields.forEach((field, counted) -> row(field, counted.right + " of " + counted.of));
  }

  /// How many mails with a known reading, written in all usual ways, are read as they were meant.
  private void generated() {
    Counted counted = new Counted(0, 0);
    for (long seed = 0; seed < GENERATED; seed++) {
      GeneratedMail mail = GeneratedMail.of(seed);
      boolean right = GeneratedMail.Meant.of(MailReader.read(mail.raw())).equals(mail.meant());
      counted = counted.plus(right);
    }
    row("generated mails read as meant", counted.right + " of " + counted.of);
  }

  /// The fields of a reading as [ReceivedMailJson] writes it: each begins on a line of its own.
  private static Map<String, String> fields(String json) {
    Map<String, String> fields = new LinkedHashMap<>();
    String name = "";
    for (String line : json.lines().toList()) {
      if (line.startsWith("  \"")) {
        name = line.substring(3, line.indexOf('"', 3));
      }
      if (!name.isEmpty()) {
        fields.merge(name, line, (first, more) -> first + "\n" + more);
      }
    }
    return fields;
  }

  /// Failures, and what the slowest and the largest reading cost, sanitising included.
  private void costs() {
    ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int failures = 0;
    long slowest = 0;
    long largest = 0;
    String slow = "";
    String large = "";
    for (Mail mail : mails) {
      long began = System.nanoTime();
      long before = thread.getCurrentThreadAllocatedBytes();
      try {
        int unused = whole(mail.raw);
      } catch (UnreadableMail e) {
        failures++; // nothing in it: that is the answer, and it is counted
      }
      long took = System.nanoTime() - began;
      long allocated = thread.getCurrentThreadAllocatedBytes() - before;
      slow = took > slowest ? mail.name : slow;
      slowest = Math.max(slowest, took);
      large = allocated > largest ? mail.name : large;
      largest = Math.max(largest, allocated);
    }
    row("without anything to read", String.format(Locale.ROOT, "%d", failures));
    row(
        "slowest, sanitising included",
        String.format(Locale.ROOT, "%d ms, %s", slowest / 1_000_000, slow));
    row(
        "most memory handed out for one",
        String.format(Locale.ROOT, "%.1f MB, %s", largest / 1e6, large));
  }

  private void pace() throws IOException {
    List<Reading> readings = List.of(MailFigures::read, MailFigures::parsed);
    double[] best = new double[readings.size()];
    for (Reading reading : readings) {
      double unused = perSecond(reading, WARM_UP);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < best.length; i++) {
        best[i] = Math.max(best[i], perSecond(readings.get(i), ROUND));
      }
    }
    row("read in a second on one core", String.format(Locale.ROOT, "%.0f mails", best[0]));
    row(
        "parsed in a second by bare apache-mime4j",
        String.format(Locale.ROOT, "%.0f mails", best[1]));
  }

  private double perSecond(Reading reading, Duration length) throws IOException {
    long began = System.nanoTime();
    long count = 0;
    int said = 0;
    while (System.nanoTime() - began < length.toNanos()) {
      for (Mail mail : mails) {
        said += reading.of(mail.raw);
      }
      count += mails.size();
    }
    if (said == Integer.MIN_VALUE) {
      out.println();
    }
    return count / ((System.nanoTime() - began) / 1e9);
  }

  private static int read(byte[] raw) {
    try {
      return MailReader.read(raw).text().length();
    } catch (UnreadableMail e) {
      return 0; // an empty file is read, too
    }
  }

  private static int whole(byte[] raw) {
    ReceivedMail mail = MailReader.read(raw);
    return mail.html() == null ? 0 : HtmlSanitizer.safe(mail.html()).length();
  }

  private static int parsed(byte[] raw) throws IOException {
    DefaultMessageBuilder builder = new DefaultMessageBuilder();
    builder.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    return builder.parseMessage(new ByteArrayInputStream(raw)).getHeader().getFields().size();
  }

  private void row(String what, String howMuch) {
    out.println("| " + what + " | " + howMuch + " |");
  }
}
