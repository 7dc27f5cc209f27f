package relais.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.InboxId;
import relais.mail.MimeMessageId;

/// The Message-IDs under which later mails find a message.
///
/// @param own its own; null when it has none or a mail of that id is here already
/// @param unseen ids of mails that it quotes and that never came here: whoever quotes them too
///     belongs with it
/// @param digest by which the same mail is known when it comes again; null when it cannot be
/// @param inbox where later mails look for them; null for the conversation's own inbox
/// @param awaitedIn other inboxes it is addressed to where no mail of its own id was when this was
///     decided; the save is refused when one came meanwhile
public record MailIds(
    @Nullable MimeMessageId own,
    List<MimeMessageId> unseen,
    @Nullable String digest,
    @Nullable InboxId inbox,
    List<InboxId> awaitedIn) {
  /// Of a message that nobody can quote.
  public static final MailIds NONE = of(null);

  public MailIds {
    unseen = List.copyOf(unseen);
    awaitedIn = List.copyOf(awaitedIn);
  }

  /// Of a message that says nothing about others.
  public static MailIds of(@Nullable MimeMessageId own) {
    return new MailIds(own, List.of(), null, null, List.of());
  }
}
