package relais.intake;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.conversation.AddressMark;
import relais.conversation.Identity;
import relais.conversation.InboundItem.MailReport;
import relais.conversation.InboundItem.Marked;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.InboundItem.ReportedStatus.Kind;
import relais.mail.Automatic;
import relais.mail.MailAddress;
import relais.mail.ReportedRecipient;

/// What a mail reports on a mail of ours, in the words in which SES's events are told.
final class ReportedMail {
  private static final int MAX_REASON = 500;
  private static final int MAX_RECIPIENTS = 50;

  private ReportedMail() {}

  /// The report that a mail is; null when it is none, or says nothing about how far a mail came.
  static @Nullable MailReport of(Automatic automatic, Instant receivedAt) {
    List<ReportedRecipient> recipients =
        automatic.recipients().stream().limit(MAX_RECIPIENTS).toList();
    boolean forGood =
        !recipients.isEmpty() && recipients.stream().allMatch(ReportedRecipient::hard);
    return switch (automatic) {
      case Automatic.Bounce _ ->
          report(
              automatic,
              recipients,
              new ReportedStatus(
                  Kind.FAILED,
                  receivedAt,
                  "bounce",
                  words(
                      forGood
                          ? "The mail came back for good. Check the address."
                          : "The mail came back, perhaps only for now. You can send it again"
                              + " later.",
                      recipients),
                  !forGood),
              recipients.stream()
                  .filter(ReportedRecipient::hard)
                  .map(recipient -> mark(recipient, AddressMark.Kind.BOUNCING, receivedAt))
                  .filter(Objects::nonNull)
                  .toList());
      case Automatic.Delayed _ ->
          report(
              automatic,
              recipients,
              new ReportedStatus(
                  Kind.DELAYED,
                  receivedAt,
                  "delayed",
                  words("The mail is late; the other side goes on trying.", recipients),
                  false),
              List.of());
      case Automatic.Delivered _ ->
          report(
              automatic,
              recipients,
              new ReportedStatus(Kind.DELIVERED, receivedAt, null, null, false),
              List.of());
      case Automatic.ReadReceipt receipt ->
          receipt.disposition().equals("displayed")
              ? report(
                  automatic,
                  recipients,
                  new ReportedStatus(Kind.READ, receivedAt, null, null, false),
                  List.of())
              : null;
      case Automatic.Complaint complaint ->
          complaint.feedback().equals("not-spam")
              ? null
              : report(
                  automatic,
                  recipients,
                  new ReportedStatus(
                      Kind.COMPLAINED,
                      receivedAt,
                      "complaint",
                      words("The recipient marked the mail as spam.", recipients),
                      false),
                  recipients.stream()
                      .map(recipient -> mark(recipient, AddressMark.Kind.COMPLAINED, receivedAt))
                      .filter(Objects::nonNull)
                      .toList());
      case Automatic.Not _,
          Automatic.AutoReply _,
          Automatic.MailingList _,
          Automatic.Bulk _,
          Automatic.Generated _ ->
          null;
    };
  }

  private static MailReport report(
      Automatic automatic,
      List<ReportedRecipient> recipients,
      ReportedStatus status,
      List<Marked> marks) {
    return new MailReport(
        automatic.originals().stream().limit(MAX_RECIPIENTS).toList(),
        status,
        recipients.stream()
            .map(ReportedRecipient::address)
            .filter(Objects::nonNull)
            .map(ReportedMail::identity)
            .toList(),
        marks);
  }

  private static @Nullable Marked mark(
      ReportedRecipient recipient, AddressMark.Kind kind, Instant at) {
    MailAddress address = recipient.address();
    return address == null
        ? null
        : new Marked(identity(address), new AddressMark(kind, at, said(recipient)));
  }

  private static Identity identity(MailAddress address) {
    return Identity.email(address.normalised());
  }

  private static String words(String what, List<ReportedRecipient> recipients) {
    String whom = recipients.stream().map(ReportedMail::said).collect(Collectors.joining("; "));
    String all = whom.isBlank() ? what : what + " (" + whom + ")";
    return all.length() <= MAX_REASON ? all : all.substring(0, MAX_REASON - 2) + "…)";
  }

  private static String said(ReportedRecipient recipient) {
    MailAddress address = recipient.address();
    String words = (recipient.status() + " " + recipient.reason()).strip();
    String whom = address == null ? "" : address.toString();
    String all = whom.isEmpty() || words.isEmpty() ? whom + words : whom + ": " + words;
    return all.length() <= MAX_REASON ? all : all.substring(0, MAX_REASON - 1) + "…";
  }
}
