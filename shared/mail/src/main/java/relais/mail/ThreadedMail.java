package relais.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What of a mail decides where it belongs. Small, so that many fit into memory.
///
/// @param senders the normalised addresses of its authors and of who sent it for them
/// @param participants those, and everybody it went to
/// @param content tells two mails with one Message-ID apart
public record ThreadedMail(
    ThreadingHeaders threading,
    String subject,
    Set<String> senders,
    Set<String> participants,
    String content) {

  public ThreadedMail {
    senders = Set.copyOf(senders);
    participants = Set.copyOf(participants);
  }

  /// What is needed of a whole mail.
  public static ThreadedMail of(ReceivedMail mail) {
    Set<String> senders = new LinkedHashSet<>();
    add(senders, mail.from());
    if (mail.sender() != null) {
      senders.add(mail.sender().address().normalised());
    }
    Set<String> participants = new LinkedHashSet<>(senders);
    add(participants, mail.replyTo());
    add(participants, mail.to());
    add(participants, mail.cc());
    return new ThreadedMail(
        mail.threading(), mail.subject(), senders, participants, digest(mail.text()));
  }

  private static void add(Set<String> addresses, List<Mailbox> mailboxes) {
    mailboxes.forEach(each -> addresses.add(each.address().normalised()));
  }

  private static String digest(String text) {
    try {
      byte[] bytes = text.strip().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
