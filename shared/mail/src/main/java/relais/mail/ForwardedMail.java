package relais.mail;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A mail that somebody passed on, as far as its header came along.
///
/// Written by whoever passed it on, so it proves nothing about the sender it names.
///
/// @param name what its sender is called; null when only the address is there
/// @param address who sent it; null when the forward names no address
/// @param date as the forwarding program wrote it, in any language; empty for none
/// @param sentAt the moment meant, where the date names its zone; null when it does not
/// @param subject one line; empty for none
/// @param text what it says, quotations included
/// @param attached whether it is an attachment rather than part of the text
public record ForwardedMail(
    @Nullable String name,
    @Nullable MailAddress address,
    String date,
    @Nullable Instant sentAt,
    String subject,
    String text,
    boolean attached) {

  /// Its sender, where the address is known: who an answer is for.
  public Optional<Mailbox> findSender() {
    return address == null ? Optional.empty() : Optional.of(new Mailbox(name, address));
  }
}
