package relais.mail;

/// What an attachment is for, so that the screen can choose how to show it.
public enum AttachmentKind {
  /// A file to download.
  FILE,
  /// A picture that can be shown.
  IMAGE,
  /// An invitation, its cancellation or an answer to one (`text/calendar`).
  CALENDAR,
  /// A business card (`text/vcard`).
  CONTACT_CARD,
  /// A whole mail (`message/rfc822`).
  MAIL,
  /// A machine-readable report about a mail: delivery, read, or abuse.
  REPORT,
  /// A detached signature (S/MIME or OpenPGP).
  SIGNATURE,
  /// Encrypted or opaquely signed content that cannot be read here.
  SEALED
}
