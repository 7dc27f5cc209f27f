package relais.conversation;

/// What an inbox does with mail that the receiving server warned of.
///
/// @param spam what becomes of mail that looks like spam
/// @param admitsInfected whether mail with a virus reaches its conversation, its files behind a
///     warning; otherwise it stays in quarantine
public record MailPolicy(OnSpam spam, boolean admitsInfected) {
  /// Spam is delivered with its verdict, a virus never: nothing is lost, nothing is let loose.
  public static final MailPolicy USUAL = new MailPolicy(new OnSpam.Deliver(), false);

  /// What becomes of mail that looks like spam.
  public sealed interface OnSpam {
    /// It arrives like any other and bears its verdict.
    record Deliver() implements OnSpam {}

    /// It arrives, but what it begins is labelled and closed at once, and it opens nothing again.
    record Close(LabelId label) implements OnSpam {}

    /// It goes to quarantine.
    record Quarantine() implements OnSpam {}
  }
}
