package relais.mail;

import org.jspecify.annotations.Nullable;

/// Somebody a mail is from or to (RFC 5322 section 3.4): an address and what they call themselves.
///
/// @param name the display name, decoded and without quotes; null when none was given
/// @param address where their mail goes
public record Mailbox(@Nullable String name, MailAddress address) {
  public Mailbox {
    if (name != null) {
      name = HeaderText.oneLine(name);
      if (name.isEmpty()) {
        name = null;
      }
    }
  }

  /// The name if there is one, else the address: what a person reads in a list.
  public String shown() {
    return name != null ? name : address.toString();
  }
}
