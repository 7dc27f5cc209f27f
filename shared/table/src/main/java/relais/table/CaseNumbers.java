package relais.table;

/// The numbers under which customers know their conversations.
public final class CaseNumbers {
  private static final long FIRST_CASE_NUMBER = 10_000;

  private final Table table;

  public CaseNumbers(Table table) {
    this.table = table;
  }

  /// A18: the next case number. A number that is not used in the end leaves a gap.
  public long next() {
    return FIRST_CASE_NUMBER + table.increment(TableKeys.nextCaseNumber(), "last");
  }

  /// A18: the number that the next conversation has, if no other begins before.
  public long expected() {
    return FIRST_CASE_NUMBER
        + 1
        + table.get(TableKeys.nextCaseNumber()).map(item -> item.number("last")).orElse(0L);
  }
}
