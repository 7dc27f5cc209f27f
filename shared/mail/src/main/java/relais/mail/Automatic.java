package relais.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a person wrote the mail, and if not, which kind of machine did.
///
/// Automatic mail is stored like any other; it reopens nothing and is never answered by a machine.
public sealed interface Automatic {
  /// As far as can be told a person wrote it.
  record Not() implements Automatic {}

  /// A mail of ours could not be delivered.
  ///
  /// @param originals the Message-IDs of the mail that failed; empty when the report has none
  record Bounce(List<ReportedRecipient> recipients, List<MimeMessageId> originals)
      implements Automatic {
    public Bounce {
      recipients = List.copyOf(recipients);
      originals = List.copyOf(originals);
    }
  }

  /// A mail of ours is late; the other side is still trying.
  record Delayed(List<ReportedRecipient> recipients, List<MimeMessageId> originals)
      implements Automatic {
    public Delayed {
      recipients = List.copyOf(recipients);
      originals = List.copyOf(originals);
    }
  }

  /// A mail of ours arrived, was relayed or expanded, and a receipt for that was sent.
  record Delivered(List<ReportedRecipient> recipients, List<MimeMessageId> originals)
      implements Automatic {
    public Delivered {
      recipients = List.copyOf(recipients);
      originals = List.copyOf(originals);
    }
  }

  /// Somebody called a mail of ours spam (RFC 5965), or a filter did on their behalf.
  ///
  /// @param feedback the kind of complaint in the report's word, mostly `abuse`
  record Complaint(
      String feedback, List<ReportedRecipient> recipients, List<MimeMessageId> originals)
      implements Automatic {
    public Complaint {
      recipients = List.copyOf(recipients);
      originals = List.copyOf(originals);
    }
  }

  /// A mail of ours was displayed, or deleted unread (RFC 8098).
  ///
  /// @param disposition the report's word: `displayed`, `deleted`, `dispatched`, `processed`
  record ReadReceipt(
      String disposition, List<ReportedRecipient> recipients, List<MimeMessageId> originals)
      implements Automatic {
    public ReadReceipt {
      recipients = List.copyOf(recipients);
      originals = List.copyOf(originals);
    }
  }

  /// An out-of-office note or the like, sent in answer to a mail of ours.
  record AutoReply() implements Automatic {}

  /// A mail that went through a mailing list; a person may well have written it.
  ///
  /// @param listId the identifier between the angle brackets of List-Id (RFC 2919), if any
  record MailingList(@Nullable String listId) implements Automatic {}

  /// Mass mail that nobody is expected to answer: newsletters, offers.
  record Bulk() implements Automatic {}

  /// Written by a program about some event: an order, an alarm, a report.
  record Generated() implements Automatic {}

  /// One lower-case word for it, stable: it is stored and shown.
  default String kind() {
    return switch (this) {
      case Not() -> "none";
      case Bounce(_, _) -> "bounce";
      case Delayed(_, _) -> "delayed";
      case Delivered(_, _) -> "delivered";
      case Complaint(_, _, _) -> "complaint";
      case ReadReceipt(_, _, _) -> "read-receipt";
      case AutoReply() -> "auto-reply";
      case MailingList(_) -> "list";
      case Bulk() -> "bulk";
      case Generated() -> "generated";
    };
  }

  /// Those of our recipients it reports on; empty when it is not a report.
  default List<ReportedRecipient> recipients() {
    return switch (this) {
      case Bounce(List<ReportedRecipient> recipients, _) -> recipients;
      case Delayed(List<ReportedRecipient> recipients, _) -> recipients;
      case Delivered(List<ReportedRecipient> recipients, _) -> recipients;
      case Complaint(_, List<ReportedRecipient> recipients, _) -> recipients;
      case ReadReceipt(_, List<ReportedRecipient> recipients, _) -> recipients;
      case Not(), AutoReply(), MailingList(_), Bulk(), Generated() -> List.of();
    };
  }

  /// The Message-IDs of the mails it reports on; empty when it is not a report.
  default List<MimeMessageId> originals() {
    return switch (this) {
      case Bounce(_, List<MimeMessageId> originals) -> originals;
      case Delayed(_, List<MimeMessageId> originals) -> originals;
      case Delivered(_, List<MimeMessageId> originals) -> originals;
      case Complaint(_, _, List<MimeMessageId> originals) -> originals;
      case ReadReceipt(_, _, List<MimeMessageId> originals) -> originals;
      case Not(), AutoReply(), MailingList(_), Bulk(), Generated() -> List.of();
    };
  }
}
