package relais.mail;

/// Why a mail did not reach a recipient, in few words that stay the same whatever the other side
/// called it.
///
/// Told from the receiving side's words first, else from the status code.
public enum FailureCause {
  /// The address has no mailbox, or the name in it is not known.
  USER_UNKNOWN("user-unknown"),
  /// The mailbox exists and has moved to another address.
  MOVED("moved"),
  /// The mailbox is closed, switched off or has not been used for long.
  SUSPENDED("suspended"),
  /// There is no room in the mailbox, or on the disk behind it.
  MAILBOX_FULL("mailbox-full"),
  /// The domain does not exist or takes no mail.
  HOST_UNKNOWN("host-unknown"),
  /// The mail is bigger than the other side takes.
  TOO_LARGE("too-large"),
  /// Somebody tried for long enough and gave up.
  EXPIRED("expired"),
  /// The mail went round in circles.
  LOOP("loop"),
  /// A connection could not be made, or broke.
  NETWORK("network"),
  /// The mail, or who sends from there, is taken for spam.
  SPAM("spam"),
  /// A virus, a forbidden attachment, or content the other side does not take.
  CONTENT("content"),
  /// Our server was asked to prove itself or to mend its settings: SPF, DKIM, DMARC, reverse names,
  /// encryption, sending too fast.
  POLICY("policy"),
  /// The other side is not responsible for that domain and passes nothing on.
  RELAY("relay"),
  /// The sender, or mail to this recipient from outside, is refused without a better reason.
  REJECTED("rejected"),
  /// A machine on the way was broken or wrongly set up.
  SYSTEM("system"),
  /// None of these, or nothing was said.
  OTHER("other");

  private final String word;

  FailureCause(String word) {
    this.word = word;
  }

  /// The word for it, stable: it is stored and shown.
  public String word() {
    return word;
  }
}
