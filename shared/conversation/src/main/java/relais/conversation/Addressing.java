package relais.conversation;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.mail.Mailbox;

/// Who a mail is from and to.
///
/// @param from the mailbox in From of a mail of ours; null when that is the inbox's own, and for
///     mail that came in, whose sender its entry names
/// @param bcc who else gets a mail of ours: in no header, and unknown to all other receivers
/// @param replyTo where the author of a mail that came in wants answers to go; empty when to
///     themselves
public record Addressing(
    @Nullable Mailbox from,
    List<Mailbox> to,
    List<Mailbox> cc,
    List<Mailbox> bcc,
    List<Mailbox> replyTo) {
  public Addressing {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    replyTo = List.copyOf(replyTo);
  }

  /// Of a mail that came in.
  public static Addressing received(List<Mailbox> to, List<Mailbox> cc, List<Mailbox> replyTo) {
    return new Addressing(null, to, cc, List.of(), replyTo);
  }

  /// Of a mail of ours.
  public static Addressing sent(
      Mailbox from, List<Mailbox> to, List<Mailbox> cc, List<Mailbox> bcc) {
    return new Addressing(from, to, cc, bcc, List.of());
  }

  /// Everybody who gets it.
  public Stream<Mailbox> recipients() {
    return Stream.of(to, cc, bcc).flatMap(List::stream);
  }
}
