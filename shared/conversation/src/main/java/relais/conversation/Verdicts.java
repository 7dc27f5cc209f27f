package relais.conversation;

import org.jspecify.annotations.Nullable;

/// What the receiving mail server found out about a mail. It acts on none of it; the inbox does
/// (see [MailPolicy]).
///
/// @param spf whether the sending server may send for the envelope's sender (RFC 7208)
/// @param dkim whether a signature of the sender's domain holds (RFC 6376)
/// @param dmarc whether one of the two speaks for the domain in From (RFC 7489)
/// @param dmarcPolicy what that domain wants done with mail that fails: none, quarantine or reject;
///     null when DMARC did not fail
/// @param spam whether it looks like mail nobody asked for
/// @param virus whether something in it is known to do harm
public record Verdicts(
    Verdict spf,
    Verdict dkim,
    Verdict dmarc,
    @Nullable String dmarcPolicy,
    Verdict spam,
    Verdict virus) {

  /// Whether the mail looks like spam.
  public boolean isSpam() {
    return spam == Verdict.FAIL;
  }

  /// Whether something in the mail is known to do harm.
  public boolean isInfected() {
    return virus == Verdict.FAIL;
  }
}
