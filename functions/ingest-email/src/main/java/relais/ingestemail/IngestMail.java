package relais.ingestemail;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.blobs.RawStore;
import relais.blobs.RawStore.Original;
import relais.conversation.Channel;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Envelope;
import relais.conversation.InboundItem.MailReport;
import relais.conversation.InboundItem.Quarantined;
import relais.conversation.InboundItem.Reason;
import relais.conversation.InboundItem.Received;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Incoming;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.ReplyKeys;
import relais.conversation.Settings;
import relais.conversation.StoredFile;
import relais.mail.Attachment;
import relais.mail.Automatic;
import relais.mail.MailReader;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.mail.ReceivedMail;
import relais.mail.ThreadingHeaders;
import relais.mail.UnreadableMail;
import relais.runtime.InboundQueue;
import relais.runtime.LogKey;
import relais.runtime.Metrics;
import relais.table.SettingsStore;

/// A mail has come in: it is read, its files are put aside, and each inbox it is for gets an item
/// on the inbound queue. Doing it again, from the start or after a crash at any point, puts the
/// same things in the same places.
@Singleton
@Requires(beans = RawStore.class) // the other function of this zip has none
final class IngestMail {
  /// What SES takes in at most.
  static final int MAX_BYTES = 40 << 20;

  /// Files beyond this many stay in the original.
  static final int MAX_FILES = 100;

  private static final Logger LOG = LoggerFactory.getLogger(IngestMail.class);
  private static final Duration OLDEST = Duration.ofDays(365);
  private static final int MAX_SUBJECT = 500;
  private static final int MAX_MAILBOXES = 50;
  private static final int MAX_REFERENCES = 25;

  private final SettingsStore settings;
  private final RawStore originals;
  private final FileStore files;
  private final InboundQueue queue;
  private final Metrics metrics;

  IngestMail(
      SettingsStore settings,
      RawStore originals,
      FileStore files,
      InboundQueue queue,
      Metrics metrics) {
    this.settings = settings;
    this.originals = originals;
    this.files = files;
    this.queue = queue;
    this.metrics = metrics;
  }

  /// A mail that could be read, or why it could not.
  private sealed interface Reading {
    record Done(ReceivedMail mail) implements Reading {}

    record Failed(Reason reason, String detail) implements Reading {}
  }

  /// One mail on its way in.
  ///
  /// @param from whom it is from, null when nobody says
  private record Arrival(SesReceipt receipt, String rawKey, long size, @Nullable Mailbox from) {}

  /// Takes one mail in.
  ///
  /// @return how many items went to the queue
  /// @throws IllegalStateException when the mail is not in the raw bucket; SES stores it before it
  ///     tells, so trying again is right
  int ingest(SesReceipt receipt) {
    String rawKey = BlobKeys.mail(receipt.messageId());
    Settings known = settings.load();
    Routing routing = Routing.of(receipt.recipients(), known);
    List<InboundItem> items =
        switch (originals.get(rawKey, MAX_BYTES)) {
          case Original.Missing() ->
              throw new IllegalStateException("The original %s is not there".formatted(rawKey));
          case Original.TooLarge(long size) ->
              kept(
                  new Arrival(receipt, rawKey, size, null),
                  routing,
                  null,
                  new Reading.Failed(
                      Reason.TOO_LARGE,
                      "The mail has %d bytes, and at most %d are read."
                          .formatted(size, MAX_BYTES)));
          case Original.Found found ->
              read(receipt, rawKey, found.bytes(), routing, known.replyKeys());
        };
    queue.send(items);
    count(items);
    LOG.atInfo()
        .addKeyValue(LogKey.SES_MESSAGE_ID.field(), receipt.messageId())
        .addKeyValue(LogKey.COUNT.field(), items.size())
        .log("Mail is on its way");
    return items.size();
  }

  private List<InboundItem> read(
      SesReceipt receipt, String rawKey, byte[] bytes, Routing routing, @Nullable ReplyKeys keys) {
    Reading reading =
        receipt.infected()
            ? new Reading.Failed(
                Reason.UNREADABLE, "SES found a virus in the mail, so it was not opened.")
            : read(receipt, bytes);
    Arrival arrival =
        new Arrival(
            receipt,
            rawKey,
            bytes.length,
            reading instanceof Reading.Done(ReceivedMail mail) ? author(mail) : null);
    return kept(arrival, routing, keys, reading);
  }

  private static Reading read(SesReceipt receipt, byte[] bytes) {
    try {
      return new Reading.Done(MailReader.read(bytes));
    } catch (UnreadableMail e) {
      return new Reading.Failed(Reason.UNREADABLE, "Nothing in the mail can be read.");
    } catch (RuntimeException e) {
      // The reader promises not to fail. Should it, people see the mail rather than nobody.
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKey.SES_MESSAGE_ID.field(), receipt.messageId())
          .log("Reading a mail failed; it goes to quarantine");
      return new Reading.Failed(Reason.PROCESSING_FAILED, "Reading the mail failed.");
    }
  }

  private List<InboundItem> kept(
      Arrival arrival, Routing routing, @Nullable ReplyKeys keys, Reading reading) {
    List<InboundItem> items = new ArrayList<>();
    List<String> sources =
        routing.inboxes().keySet().stream().map(inbox -> source(inbox.id(), arrival)).toList();
    for (Map.Entry<Inbox.Email, Routing.Way> entry : routing.inboxes().entrySet()) {
      InboxId inbox = entry.getKey().id();
      String recipient = entry.getValue().recipient();
      items.add(
          switch (reading) {
            case Reading.Done(ReceivedMail mail) ->
                received(
                    arrival,
                    mail,
                    inbox,
                    recipient,
                    envelope(
                        mail,
                        entry.getValue(),
                        keys,
                        source(inbox, arrival),
                        sources,
                        arrival.receipt().receivedAt()));
            case Reading.Failed(Reason reason, String detail) ->
                quarantined(arrival, source(inbox, arrival), reason, detail, inbox, recipient);
          });
    }
    for (String address : routing.unknown()) {
      items.add(unrouted(arrival, address));
    }
    if (items.isEmpty()) {
      items.add(unrouted(arrival, null));
    }
    return items;
  }

  /// What the envelope says, and the header where it says the same: a mail system in front of us
  /// may have given the mail another recipient, but nobody else can sign a reply address.
  private static @Nullable Envelope envelope(
      ReceivedMail mail,
      Routing.Way way,
      @Nullable ReplyKeys keys,
      String source,
      List<String> sources,
      Instant receivedAt) {
    ConversationId answers =
        way.answers() != null
            ? way.answers()
            : Stream.of(mail.to(), mail.cc())
                .flatMap(List::stream)
                .map(mailbox -> Routing.answered(mailbox.address(), keys))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    List<String> siblings = sources.stream().filter(other -> !other.equals(source)).toList();
    MailReport report = ReportedMail.of(mail.automatic(), receivedAt);
    return answers == null && siblings.isEmpty() && report == null
        ? null
        : new Envelope(answers, siblings, report);
  }

  private InboundItem received(
      Arrival arrival,
      ReceivedMail mail,
      InboxId inbox,
      String recipient,
      @Nullable Envelope envelope) {
    Mailbox from = arrival.from();
    Identity identity = from == null ? envelopeSender(arrival.receipt()) : identity(from);
    if (identity == null) {
      return quarantined(
          arrival,
          source(inbox, arrival),
          Reason.UNREADABLE,
          "The mail does not say whom it is from.",
          inbox,
          recipient);
    }
    MimeMessageId messageId = mail.threading().messageId();
    BodyForm form = BodyForm.of(mail);
    Received bare =
        new Received(
            source(inbox, arrival),
            arrival.receipt().receivedAt(),
            inbox,
            Channel.EMAIL,
            identity,
            from == null ? null : from.name(),
            writtenAt(mail, arrival.receipt().receivedAt()),
            fields(mail),
            form.body(null),
            List.of(),
            messageId == null ? arrival.receipt().messageId() : messageId.value(),
            arrival.rawKey(),
            mail.automatic() instanceof Automatic.Not ? null : mail.automatic().kind(),
            envelope);
    if (!InboundQueue.fits(bare)) {
      return quarantined(
          arrival,
          bare.source(),
          Reason.TOO_LARGE,
          "The header of the mail is larger than can be handled.",
          inbox,
          recipient);
    }
    EntryId entry = Incoming.messageId(bare);
    FileStore.WholeBody whole = form.whole();
    MessageBody body = form.body(whole == null ? null : files.putBody(entry, whole));
    return bare.with(body, store(entry, mail.attachments()));
  }

  private List<StoredFile> store(EntryId entry, List<Attachment> attachments) {
    List<StoredFile> stored = new ArrayList<>();
    for (Attachment attachment : attachments.subList(0, Math.min(MAX_FILES, attachments.size()))) {
      String key = BlobKeys.attachment(entry, stored.size());
      files.put(key, attachment.content(), attachment.type());
      stored.add(
          new StoredFile(
              attachment.name(),
              attachment.type(),
              attachment.size(),
              attachment.contentId(),
              attachment.inline(),
              new StoredFile.State.Stored(key)));
    }
    int left = attachments.size() - stored.size();
    if (left > 0) {
      stored.add(
          new StoredFile(
              left + " more",
              "application/octet-stream",
              0,
              null,
              false,
              new StoredFile.State.Failed(
                  "", "The mail has more than %d files; see the original.".formatted(MAX_FILES))));
    }
    return stored;
  }

  private static MailFields fields(ReceivedMail mail) {
    List<MimeMessageId> answered = mail.threading().inReplyTo();
    String subject = mail.subject();
    return new MailFields(
        subject.substring(
            0,
            subject.offsetByCodePoints(
                0, Math.min(MAX_SUBJECT, subject.codePointCount(0, subject.length())))),
        first(mail.to()),
        first(mail.cc()),
        first(mail.replyTo()),
        mail.threading().messageId(),
        answered.isEmpty() ? null : answered.getFirst(),
        references(mail.threading()));
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
  private static Instant writtenAt(ReceivedMail mail, Instant receivedAt) {
    Instant date = mail.date();
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

  private static @Nullable Identity envelopeSender(SesReceipt receipt) {
    String address = receipt.envelopeFrom();
    return address == null ? null : Identity.email(address);
  }

  private static Quarantined unrouted(Arrival arrival, @Nullable String address) {
    return quarantined(
        arrival,
        "email/unrouted/%s/%s"
            .formatted(arrival.receipt().messageId(), address == null ? "" : address),
        Reason.UNROUTED,
        "No inbox has this address. Add it to an inbox and let the mail in again.",
        null,
        address);
  }

  private static Quarantined quarantined(
      Arrival arrival,
      String source,
      Reason reason,
      String detail,
      @Nullable InboxId inbox,
      @Nullable String to) {
    Mailbox from = arrival.from();
    return new Quarantined(
        source,
        arrival.receipt().receivedAt(),
        Channel.EMAIL,
        reason,
        detail,
        inbox,
        from == null ? arrival.receipt().envelopeFrom() : from.address().toString(),
        to,
        arrival.rawKey(),
        arrival.size());
  }

  private static String source(InboxId inbox, Arrival arrival) {
    return "email/%s/%s".formatted(inbox, arrival.receipt().messageId());
  }

  private void count(List<InboundItem> items) {
    for (InboundItem item : items) {
      metrics.count(
          item instanceof Received ? "MessageReceived" : "MessageQuarantined", Channel.EMAIL);
    }
  }
}
