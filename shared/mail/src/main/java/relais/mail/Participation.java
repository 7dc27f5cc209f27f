package relais.mail;

import java.util.Locale;

/// Whether somebody comes (RFC 5545 section 3.2.12).
public enum Participation {
  /// Nothing has been said yet.
  NEEDS_ACTION,
  ACCEPTED,
  DECLINED,
  /// Perhaps.
  TENTATIVE,
  /// Somebody else was sent instead.
  DELEGATED;

  /// The word for it, stable: it is stored and shown.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
