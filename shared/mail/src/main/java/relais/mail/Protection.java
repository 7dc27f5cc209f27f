package relais.mail;

/// How the sender protected the mail. Nothing here checks a signature or opens a seal.
public enum Protection {
  /// An ordinary mail.
  NONE,
  /// Signed, readable by all (S/MIME or OpenPGP); the signature is among the attachments.
  SIGNED,
  /// Encrypted, or signed in an opaque envelope: the content is an attachment.
  SEALED
}
