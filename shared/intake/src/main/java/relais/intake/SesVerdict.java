package relais.intake;

import relais.conversation.Verdict;

/// SES's words for its verdicts, in its events and in the header fields it adds.
public final class SesVerdict {
  private SesVerdict() {}

  /// What SES means. `PROCESSING_FAILED`, `DISABLED` and every other word: nothing was found out.
  public static Verdict of(String word) {
    return switch (word.strip()) {
      case "PASS" -> Verdict.PASS;
      case "FAIL" -> Verdict.FAIL;
      case "GRAY" -> Verdict.GRAY;
      default -> Verdict.UNCHECKED;
    };
  }
}
