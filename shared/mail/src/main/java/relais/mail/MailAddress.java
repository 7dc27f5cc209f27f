package relais.mail;

import java.util.Locale;

/// A mail address (RFC 5321 `Mailbox`, RFC 6531 for letters beyond ASCII): `local@domain`.
///
/// Two addresses are equal when they are written alike up to the case of the domain. To find the
/// same person again, compare [#normalised()].
///
/// @param local the part before the last `@`, unquoted, in the sender's spelling
/// @param domain the part after it in lower case; `xn--…` and IDN are kept as they came
public record MailAddress(String local, String domain) {
  /// RFC 5321 allows 64 and 255; real systems go a little further with generated local parts.
  private static final int MAX_LOCAL = 256;

  private static final int MAX_DOMAIN = 255;

  public MailAddress {
    domain = domain.toLowerCase(Locale.ROOT);
    if (local.isEmpty() || local.length() > MAX_LOCAL || hasForbidden(local, true)) {
      throw notAnAddress(local + "@" + domain);
    }
    if (domain.isEmpty()
        || domain.length() > MAX_DOMAIN
        || hasForbidden(domain, false)
        || domain.startsWith(".")
        || domain.endsWith(".")
        || domain.contains("..")) {
      throw notAnAddress(local + "@" + domain);
    }
  }

  /// Reads one bare address: `jo@example.org`, also quoted or in angle brackets.
  ///
  /// @throws IllegalArgumentException when the text has no local part, no domain, or characters
  ///     that no address may have
  public static MailAddress parse(String text) {
    String bare = text.strip();
    if (bare.startsWith("<") && bare.endsWith(">")) {
      bare = bare.substring(1, bare.length() - 1).strip();
    }
    if (bare.regionMatches(true, 0, "mailto:", 0, 7)) {
      bare = bare.substring(7);
    }
    int at = bare.lastIndexOf('@');
    if (at <= 0 || at == bare.length() - 1) {
      throw notAnAddress(text);
    }
    String local = unquoted(bare.substring(0, at));
    String domain = bare.substring(at + 1);
    if (domain.endsWith(".")) {
      domain = domain.substring(0, domain.length() - 1);
    }
    return new MailAddress(local, domain);
  }

  /// The key under which two spellings of one address meet: all in lower case.
  ///
  /// The standard lets the local part depend on case; no mail system in use does.
  public String normalised() {
    return local.toLowerCase(Locale.ROOT) + "@" + domain;
  }

  /// The address as it goes into a header: the local part is quoted where it must be.
  @Override
  public String toString() {
    return (isDotAtom(local) ? local : quoted(local)) + "@" + domain;
  }

  /// The address as people write it: quoted only where it could not be read otherwise. Some domains
  /// gave out addresses such as `jo..k.@example.org`, which the standard has in quotes.
  public String shown() {
    return (hasSpecials(local) ? quoted(local) : local) + "@" + domain;
  }

  private static boolean hasForbidden(String part, boolean local) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c < ' ' || c == 0x7f || Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        return true;
      }
      if (!local && (c <= ' ' || "@<>()\",;\\".indexOf(c) >= 0 || Character.isSpaceChar(c))) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasSpecials(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("()<>[]:;@\\,\" ".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDotAtom(String text) {
    return !hasSpecials(text)
        && !text.startsWith(".")
        && !text.endsWith(".")
        && !text.contains("..");
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  private static String unquoted(String text) {
    if (text.length() < 2 || !text.startsWith("\"") || !text.endsWith("\"")) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 1; i < text.length() - 1; i++) {
      if (text.charAt(i) == '\\' && i + 1 < text.length() - 1) {
        i++;
      }
      plain.append(text.charAt(i));
    }
    return plain.toString();
  }

  private static IllegalArgumentException notAnAddress(String text) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return new IllegalArgumentException(
        "Not a mail address: '%s'. Write it as name@domain.".formatted(shown));
  }
}
