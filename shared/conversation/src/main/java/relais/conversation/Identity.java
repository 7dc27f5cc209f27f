package relais.conversation;

import java.util.Locale;
import java.util.regex.Pattern;

/// One address under which a person outside is known: an e-mail address, a phone number, a
/// user id at a provider. One person may have many (requirement 000-37).
///
/// @param kind what sort of address: "email", "phone", or the word of a channel for the
///     user id that its provider gave them
/// @param value the address in its comparing form: e-mail in lower case, phone as digits with "+"
public record Identity(String kind, String value) implements Comparable<Identity> {
  private static final Pattern KIND = Pattern.compile("[a-z]{2,20}");

  public Identity {
    if (!KIND.matcher(kind).matches() || value.isBlank() || value.length() > 512) {
      throw new IllegalArgumentException(
          "Not an identity: kind '%s' with %d characters".formatted(kind, value.length()));
    }
  }

  /// The identity of an e-mail address.
  public static Identity email(String address) {
    return new Identity("email", address.strip().toLowerCase(Locale.ROOT));
  }

  @Override
  public int compareTo(Identity other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return kind + ":" + value;
  }
}
