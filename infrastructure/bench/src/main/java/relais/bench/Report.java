package relais.bench;

import java.io.PrintStream;
import java.util.Locale;

/// The one table, in Markdown, printed line by line so that a long run shows how far it is.
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
    out.println("| what | how much |");
    out.println("|---|---|");
  }

  /// Begins a group of lines.
  void chapter(String title) {
    out.printf(Locale.ROOT, "| **%s** | |%n", title);
  }

  void row(String what, String howMuch) {
    out.printf(Locale.ROOT, "| %s | %s |%n", what, howMuch);
    out.flush();
  }

  static String number(double value, String unit) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f %s" : "%.0f %s", value, unit);
  }

  static String kilobytes(long bytes) {
    return number(bytes / 1000.0, "kB");
  }

  static String megabytes(long bytes) {
    return number(bytes / 1e6, "MB");
  }
}
