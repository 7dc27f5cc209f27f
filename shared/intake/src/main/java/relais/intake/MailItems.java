package relais.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.blobs.BlobKeys;
import relais.conversation.Addressing;
import relais.conversation.Channel;
import relais.conversation.EntryId;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem.Answerable;
import relais.conversation.InboundItem.Envelope;
import relais.conversation.InboundItem.MailReport;
import relais.conversation.InboundItem.Quarantined;
import relais.conversation.InboundItem.Reason;
import relais.conversation.InboundItem.Received;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.MailFields;
import relais.conversation.MailPolicy;
import relais.conversation.Postmark;
import relais.conversation.StoredFile;
import relais.conversation.Verdict;
import relais.conversation.Verdicts;
import relais.conversation.WrittenLanguage;
import relais.mail.Attachment;
import relais.mail.Automatic;
import relais.mail.ForwardedMail;
import relais.mail.ForwardingRequest;
import relais.mail.Invitation;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.mail.ReceivedMail;
import relais.mail.ThreadingHeaders;

/// Makes inbound items of a stored mail: one for each inbox it is for, one for quarantine for each
/// recipient that no inbox has. A function of its arguments: the same mail makes the same items,
/// whether it has just come in, comes out of quarantine, or is read again years later.
public final class MailItems {
  /// What SES takes in at most.
  public static final int MAX_BYTES = 40 << 20;

  /// Files beyond this many stay in the original.
  public static final int MAX_FILES = 100;

  private static final Envelope NOTHING_TO_SAY = new Envelope(null, List.of());
  private static final int MAX_ATTENDEES = 50;
  private static final int MAX_DESCRIPTION = 2_000;
  private static final Duration OLDEST = Duration.ofDays(365);
  private static final int MAX_SUBJECT = 500;
  private static final int MAX_MAILBOXES = 50;
  private static final int MAX_REFERENCES = 25;

  private final MailArrival arrival;
  private final Routing routing;
  private final Supplier<Opened> opening;
  private final Postmark postmark;
  private @Nullable Opened opened;

  private MailItems(MailArrival arrival, Routing routing, Supplier<Opened> opening) {
    int copies = Math.max(1, routing.inboxes().size() + routing.unknown().size());
    this.arrival = arrival;
    this.routing = routing;
    this.opening = opening;
    this.postmark = new Postmark(arrival.storedAt(), copies, arrival.verdicts());
  }

  /// The items of a mail, at least one.
  ///
  /// @param opening opens the mail; not asked for a mail that no inbox lets in
  public static List<PreparedItem> of(
      MailArrival arrival, Supplier<Opened> opening, Routing routing) {
    MailItems mail = new MailItems(arrival, routing, opening);
    List<PreparedItem> items = new ArrayList<>();
    routing.inboxes().forEach((inbox, way) -> items.add(mail.item(inbox, way)));
    routing.unknown().forEach(address -> items.add(mail.unrouted(address)));
    if (items.isEmpty()) {
      items.add(mail.unrouted(null));
    }
    return items;
  }

  private Opened open() {
    if (opened == null) {
      opened = opening.get();
    }
    return opened;
  }

  private String source(Inbox.Email inbox) {
    return "email/%s/%s".formatted(inbox.id(), arrival.sesMessageId());
  }

  private PreparedItem item(Inbox.Email inbox, Routing.Way way) {
    String source = source(inbox);
    String recipient = way.recipient();
    if (arrival.isInfected() && !inbox.policy().admitsInfected()) {
      return PreparedItem.of(
          quarantined(
              source,
              Reason.VIRUS,
              "A virus was found in the mail, so it was not opened.",
              inbox.id(),
              recipient,
              null));
    }
    return switch (open()) {
      case Opened.Read(ReceivedMail mail) -> item(mail, inbox, way);
      case Opened.Unread(Reason reason, String detail) ->
          PreparedItem.of(quarantined(source, reason, detail, inbox.id(), recipient, null));
    };
  }

  private PreparedItem item(ReceivedMail mail, Inbox.Email inbox, Routing.Way way) {
    String source = source(inbox);
    String recipient = way.recipient();
    Mailbox author = author(mail);
    Identity from = author == null ? envelopeSender() : identity(author);
    if (from == null) {
      return PreparedItem.of(
          quarantined(
              source,
              Reason.UNREADABLE,
              "The mail does not say whom it is from.",
              inbox.id(),
              recipient,
              null));
    }
    if (arrival.isSpam() && inbox.policy().spam() instanceof MailPolicy.OnSpam.Quarantine) {
      return PreparedItem.of(
          quarantined(
              source,
              Reason.SPAM,
              "The mail looks like spam, and this inbox keeps spam out.",
              inbox.id(),
              recipient,
              author));
    }
    BodyForm form = BodyForm.of(mail);
    MimeMessageId messageId = mail.threading().messageId();
    Received bare =
        new Received(
            source,
            arrival.receivedAt(),
            inbox.id(),
            Channel.EMAIL,
            from,
            author == null ? null : author.name(),
            writtenAt(mail),
            fields(mail, inbox),
            form.body(null),
            List.of(),
            messageId == null ? arrival.sesMessageId() : messageId.value(),
            arrival.rawKey(),
            automatic(mail, author),
            envelope(mail, inbox, way),
            postmark.withDigest(MailDigest.of(mail, from)));
    EntryId message = Incoming.messageId(bare);
    List<Attachment> kept =
        mail.attachments().subList(0, Math.min(MAX_FILES, mail.attachments().size()));
    return new PreparedItem(
        bare.with(
            form.body(form.whole() == null ? null : BlobKeys.body(message)),
            files(message, kept, mail.attachments().size() - kept.size())),
        form.whole(),
        kept,
        recipient);
  }

  /// A request to forward counts only where DMARC says that its sender wrote it: an admin is going
  /// to follow it.
  private @Nullable String automatic(ReceivedMail mail, @Nullable Mailbox author) {
    Verdicts verdicts = arrival.verdicts();
    if (author != null
        && verdicts != null
        && verdicts.dmarc() == Verdict.PASS
        && ForwardingRequest.find(author.address(), mail.subject(), mail.text(), mail.html())
            .isPresent()) {
      return Incoming.FORWARDING_REQUEST;
    }
    return mail.automatic() instanceof Automatic.Not ? null : mail.automatic().kind();
  }

  private @Nullable Envelope envelope(ReceivedMail mail, Inbox.Email inbox, Routing.Way way) {
    String source = source(inbox);
    Routing.Way answered = routing.withHeader(way, mail);
    List<String> siblings =
        routing.inboxes().keySet().stream()
            .map(this::source)
            .filter(other -> !other.equals(source))
            .toList();
    MailReport report = ReportedMail.of(mail.automatic(), arrival.receivedAt());
    Answerable answerable = inbox.acknowledgement().on() ? answerable(mail) : null;
    Envelope envelope =
        new Envelope(answered.answers(), siblings, report, answerable, answered.side());
    return envelope.equals(NOTHING_TO_SAY) ? null : envelope;
  }

  /// Who gives no address to return mail to is not to be answered (RFC 3834 section 2).
  private @Nullable Answerable answerable(ReceivedMail mail) {
    String returnPath = arrival.envelopeFrom();
    return returnPath != null && !returnPath.isBlank() && mail.mayBeAnsweredAutomatically()
        ? new Answerable(WrittenLanguage.find(mail).orElse(null))
        : null;
  }

  private static List<StoredFile> files(EntryId message, List<Attachment> kept, int left) {
    List<StoredFile> files = new ArrayList<>();
    for (Attachment attachment : kept) {
      files.add(
          new StoredFile(
              attachment.name(),
              attachment.type(),
              attachment.size(),
              attachment.contentId(),
              attachment.inline(),
              new StoredFile.State.Stored(BlobKeys.attachment(message, files.size()))));
    }
    if (left > 0) {
      files.add(
          new StoredFile(
              left + " more",
              "application/octet-stream",
              0,
              null,
              false,
              new StoredFile.State.Failed("", FileTrouble.TOO_MANY)));
    }
    return files;
  }

  private static MailFields fields(ReceivedMail mail, Inbox.Email inbox) {
    List<MimeMessageId> answered = mail.threading().inReplyTo();
    return new MailFields(
            cut(mail.subject(), MAX_SUBJECT),
            Addressing.received(first(mail.to()), first(mail.cc()), first(mail.replyTo())),
            mail.threading().messageId(),
            answered.isEmpty() ? null : answered.getFirst(),
            references(mail.threading()))
        .with(invitation(mail.invitation(), inbox), originalSender(mail));
  }

  private static String cut(String text, int most) {
    return text.substring(
        0, text.offsetByCodePoints(0, Math.min(most, text.codePointCount(0, text.length()))));
  }

  /// The appointment as far as people need it: its whole calendar is a file of the mail. Our own
  /// addresses are kept before others, for they answer.
  private static @Nullable Invitation invitation(@Nullable Invitation whole, Inbox.Email inbox) {
    if (whole == null) {
      return null;
    }
    Map<Boolean, List<Invitation.Attendee>> ours =
        whole.attendees().stream()
            .collect(
                Collectors.partitioningBy(
                    each -> inbox.findSender(each.mailbox().address()).isPresent()));
    return new Invitation(
        whole.method(),
        whole.uid(),
        whole.sequence(),
        whole.occurrence(),
        whole.summary(),
        cut(whole.description(), MAX_DESCRIPTION),
        whole.location(),
        whole.start(),
        whole.end(),
        whole.repeats(),
        whole.organiser(),
        Stream.of(ours.get(true), ours.get(false))
            .flatMap(List::stream)
            .limit(MAX_ATTENDEES)
            .toList());
  }

  private static @Nullable Mailbox originalSender(ReceivedMail mail) {
    ForwardedMail forwarded = mail.forwarded();
    return forwarded == null ? null : forwarded.findSender().orElse(null);
  }

  /// The mails before it: the first one and the newest. Who answers several names them all in
  /// In-Reply-To; those that References leave out follow.
  private static List<MimeMessageId> references(ThreadingHeaders threading) {
    SequencedSet<MimeMessageId> all = new LinkedHashSet<>(threading.references());
    threading.inReplyTo().stream().skip(1).forEach(all::add);
    List<MimeMessageId> listed = List.copyOf(all);
    if (listed.size() <= MAX_REFERENCES) {
      return listed;
    }
    List<MimeMessageId> kept = new ArrayList<>(MAX_REFERENCES);
    kept.add(listed.getFirst());
    kept.addAll(listed.subList(listed.size() - MAX_REFERENCES + 1, listed.size()));
    return kept;
  }

  private static List<Mailbox> first(List<Mailbox> mailboxes) {
    return mailboxes.subList(0, Math.min(MAX_MAILBOXES, mailboxes.size()));
  }

  /// A mail cannot be written after it came; a clock that is a year behind is not believed.
  private Instant writtenAt(ReceivedMail mail) {
    Instant date = mail.date();
    Instant receivedAt = arrival.receivedAt();
    boolean believable =
        date != null && !date.isAfter(receivedAt) && date.isAfter(receivedAt.minus(OLDEST));
    return date != null && believable ? date : receivedAt;
  }

  private static @Nullable Mailbox author(ReceivedMail mail) {
    return mail.from().isEmpty() ? mail.sender() : mail.from().getFirst();
  }

  private static Identity identity(Mailbox mailbox) {
    return Identity.email(mailbox.address().normalised());
  }

  private @Nullable Identity envelopeSender() {
    String address = arrival.envelopeFrom();
    return address == null ? null : Identity.email(address);
  }

  private PreparedItem unrouted(@Nullable String address) {
    Mailbox author =
        !arrival.isInfected() && open() instanceof Opened.Read(ReceivedMail mail)
            ? author(mail)
            : null;
    return PreparedItem.of(
        quarantined(
            "email/unrouted/%s/%s"
                .formatted(arrival.sesMessageId(), address == null ? "" : address),
            Reason.UNROUTED,
            "No inbox has this address. Add it to an inbox and let the mail in again.",
            null,
            address,
            author));
  }

  private Quarantined quarantined(
      String source,
      Reason reason,
      String detail,
      @Nullable InboxId inbox,
      @Nullable String to,
      @Nullable Mailbox author) {
    return new Quarantined(
        source,
        arrival.receivedAt(),
        Channel.EMAIL,
        reason,
        detail,
        inbox,
        author == null ? arrival.envelopeFrom() : author.address().toString(),
        to,
        arrival.rawKey(),
        arrival.size(),
        postmark);
  }
}
