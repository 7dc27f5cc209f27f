package relais.mail;

/// The Message-ID header of a mail (RFC 5322 section 3.6.4), without its angle brackets.
///
/// Written by the sender's software, so neither secret nor surely unique; some have no `@`.
///
/// @param value printable characters without spaces or angle brackets, at most 900
public record MimeMessageId(String value) {
  static final int MAX_LENGTH = 900;

  public MimeMessageId {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "A Message-ID has 1 to %d characters, this one has %d"
              .formatted(MAX_LENGTH, value.length()));
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c == 0x7f || c == '<' || c == '>' || Character.isISOControl(c)) {
        throw new IllegalArgumentException(
            "Message-ID has a character it must not have at position %d".formatted(i));
      }
    }
  }

  /// As it stands in a header, in angle brackets.
  @Override
  public String toString() {
    return "<" + value + ">";
  }
}
