package relais.conversation;

/// What an inbox does with mail that the receiving server warned of, or that somebody passed on.
///
/// @param spam what becomes of mail that looks like spam
/// @param admitsInfected whether mail with a virus reaches its conversation, its files behind a
///     warning; otherwise it stays in quarantine
/// @param adoptsOriginalSender whether who wrote a mail that is passed on becomes the contact at
///     once. For inboxes to which people pass mail on by hand: what a forward says of its sender
///     proves nothing
public record MailPolicy(OnSpam spam, boolean admitsInfected, boolean adoptsOriginalSender) {
  /// Spam is delivered with its verdict, a virus never: nothing is lost, nothing is let loose.
  public static final MailPolicy USUAL = new MailPolicy(new OnSpam.Deliver(), false, false);

  /// A policy of an inbox that waits to be told who is behind a forward.
  public MailPolicy(OnSpam spam, boolean admitsInfected) {
    this(spam, admitsInfected, false);
  }

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
