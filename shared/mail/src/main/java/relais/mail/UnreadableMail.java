package relais.mail;

/// Nothing at all can be made of these bytes: they are empty, blank, or beyond all limits.
///
/// A broken mail is not unreadable: [MailReader] makes of it what it can.
public final class UnreadableMail extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableMail(String message) {
    super(message);
  }
}
