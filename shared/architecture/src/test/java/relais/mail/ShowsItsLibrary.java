package relais.mail;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/// A fault on purpose: a library's type in what a caller sees. Which one makes no difference.
public final class ShowsItsLibrary {
  private ShowsItsLibrary() {}

  /// Answers in words that are not ours.
  public static List<ArchRule> parsed() {
    return List.of();
  }
}
