package relais.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.mail.MimeMessageId;

/// What travels on the inbound queue: everything the outside world has to say, in our words. The
/// untouched original is in the raw bucket before one of these is made.
public sealed interface InboundItem {
  /// Names the input for good: a second item with the same source changes nothing. For instance
  /// `email/support/<SES id>` or `whatsapp/<phone number id>/<wamid>`.
  String source();

  /// When it reached us.
  Instant receivedAt();

  /// A customer wrote.
  ///
  /// @param at when they wrote it, by the channel's clock; orders the timeline
  /// @param mail null for everything but mail
  /// @param automatic what kind of automatic mail it is ("bounce", "auto-reply", …), null when a
  ///     person wrote it. Automatic mail is kept; it opens nothing and triggers nothing
  /// @param envelope null when there is nothing to say
  /// @param postmark null for everything but mail
  /// @param chat null for everything but chats
  record Received(
      String source,
      Instant receivedAt,
      InboxId inbox,
      Channel channel,
      Identity from,
      @Nullable String fromName,
      Instant at,
      @Nullable MailFields mail,
      MessageBody body,
      List<StoredFile> files,
      String providerId,
      String rawKey,
      @Nullable String automatic,
      @Nullable Envelope envelope,
      @Nullable Postmark postmark,
      @Nullable ChatFields chat)
      implements InboundItem {
    public Received {
      files = List.copyOf(files);
    }

    /// A mail.
    public Received(
        String source,
        Instant receivedAt,
        InboxId inbox,
        Channel channel,
        Identity from,
        @Nullable String fromName,
        Instant at,
        @Nullable MailFields mail,
        MessageBody body,
        List<StoredFile> files,
        String providerId,
        String rawKey,
        @Nullable String automatic,
        @Nullable Envelope envelope,
        @Nullable Postmark postmark) {
      this(
          source,
          receivedAt,
          inbox,
          channel,
          from,
          fromName,
          at,
          mail,
          body,
          files,
          providerId,
          rawKey,
          automatic,
          envelope,
          postmark,
          null);
    }

    /// A message without an envelope and a postmark: no mail, or one of which nothing more is
    /// known.
    public Received(
        String source,
        Instant receivedAt,
        InboxId inbox,
        Channel channel,
        Identity from,
        @Nullable String fromName,
        Instant at,
        @Nullable MailFields mail,
        MessageBody body,
        List<StoredFile> files,
        String providerId,
        String rawKey,
        @Nullable String automatic) {
      this(
          source,
          receivedAt,
          inbox,
          channel,
          from,
          fromName,
          at,
          mail,
          body,
          files,
          providerId,
          rawKey,
          automatic,
          null,
          null);
    }

    /// The same message under another name.
    public Received withSource(String source) {
      return new Received(
          source,
          receivedAt,
          inbox,
          channel,
          from,
          fromName,
          at,
          mail,
          body,
          files,
          providerId,
          rawKey,
          automatic,
          envelope,
          postmark,
          chat);
    }

    /// The same message with its body and files as they are stored.
    public Received with(MessageBody body, List<StoredFile> files) {
      return new Received(
          source,
          receivedAt,
          inbox,
          channel,
          from,
          fromName,
          at,
          mail,
          body,
          files,
          providerId,
          rawKey,
          automatic,
          envelope,
          postmark,
          chat);
    }

    /// The same message in another envelope.
    public Received with(Envelope envelope) {
      return new Received(
          source,
          receivedAt,
          inbox,
          channel,
          from,
          fromName,
          at,
          mail,
          body,
          files,
          providerId,
          rawKey,
          automatic,
          envelope,
          postmark,
          chat);
    }

    /// The same message with another postmark.
    public Received with(Postmark postmark) {
      return new Received(
          source,
          receivedAt,
          inbox,
          channel,
          from,
          fromName,
          at,
          mail,
          body,
          files,
          providerId,
          rawKey,
          automatic,
          envelope,
          postmark,
          chat);
    }

    /// What the receiving mail server found out, null when nobody checked.
    public @Nullable Verdicts verdicts() {
      return postmark == null ? null : postmark.verdicts();
    }
  }

  /// What a mail says beside its words, of use while it is taken in.
  ///
  /// @param answers the conversation whose reply address is among the recipients, verified; null
  ///     when none is
  /// @param siblings the items that the same mail makes in other inboxes of ours, by their source
  /// @param report what the mail reports on a mail of ours; null when it is no report
  /// @param answerable what a machine has to know to answer it; null when none may, or none is to
  /// @param side the side thread whose reply address is among the recipients, verified; null when
  ///     none is
  record Envelope(
      @Nullable ConversationId answers,
      List<String> siblings,
      @Nullable MailReport report,
      @Nullable Answerable answerable,
      @Nullable EntryId side) {
    public Envelope {
      siblings = List.copyOf(siblings);
    }

    /// Of a mail to no side thread.
    public Envelope(
        @Nullable ConversationId answers,
        List<String> siblings,
        @Nullable MailReport report,
        @Nullable Answerable answerable) {
      this(answers, siblings, report, answerable, null);
    }

    /// Of a mail that is no report and that no machine answers.
    public Envelope(@Nullable ConversationId answers, List<String> siblings) {
      this(answers, siblings, null, null);
    }
  }

  /// That a machine may answer a mail (RFC 3834 section 2): a person wrote it and can be reached.
  ///
  /// @param language that it is written in; null when that is not clear
  record Answerable(@Nullable Language language) {}

  /// What a mail reports on a mail of ours (RFC 3464, 5965, 8098, and free words).
  ///
  /// @param originals the Message-IDs of the mail it is about, as far as it names them
  /// @param about whom that mail was for
  /// @param marks what it says against their addresses
  record MailReport(
      List<MimeMessageId> originals,
      ReportedStatus status,
      List<Identity> about,
      List<Marked> marks) {
    public MailReport {
      originals = List.copyOf(originals);
      about = List.copyOf(about);
      marks = List.copyOf(marks);
    }
  }

  /// An address and what is known against it from now on.
  record Marked(Identity identity, AddressMark mark) {}

  /// A provider tells how far a message of ours has come.
  ///
  /// @param message which message it is about
  /// @param providerId the provider's name for the message, null when it does not say
  /// @param mimeMessageId the Message-ID under which SES sends the mail, null on other channels
  /// @param marks what it says against addresses the message was for
  record StatusReported(
      String source,
      Instant receivedAt,
      MessageReference message,
      @Nullable String providerId,
      @Nullable String mimeMessageId,
      ReportedStatus status,
      List<Marked> marks)
      implements InboundItem {
    public StatusReported {
      marks = List.copyOf(marks);
    }

    /// Of a report that says nothing against an address.
    public StatusReported(
        String source,
        Instant receivedAt,
        MessageReference message,
        @Nullable String providerId,
        @Nullable String mimeMessageId,
        ReportedStatus status) {
      this(source, receivedAt, message, providerId, mimeMessageId, status, List.of());
    }
  }

  /// Something came that nobody can read or place. Shown to people with its reason.
  ///
  /// @param reason why, as a stable word
  /// @param detail why, in a sentence for an admin
  /// @param inbox where it was going, null when unknown
  /// @param from who sent it, null when unknown
  /// @param to the address or number it was sent to, null when unknown
  /// @param size of the original in bytes
  /// @param postmark null for everything but mail
  record Quarantined(
      String source,
      Instant receivedAt,
      Channel channel,
      Reason reason,
      String detail,
      @Nullable InboxId inbox,
      @Nullable String from,
      @Nullable String to,
      String rawKey,
      long size,
      @Nullable Postmark postmark)
      implements InboundItem {
    /// Something without a postmark: no mail.
    public Quarantined(
        String source,
        Instant receivedAt,
        Channel channel,
        Reason reason,
        String detail,
        @Nullable InboxId inbox,
        @Nullable String from,
        @Nullable String to,
        String rawKey,
        long size) {
      this(source, receivedAt, channel, reason, detail, inbox, from, to, rawKey, size, null);
    }
  }

  /// The account of the team said something to a customer, as its provider tells every application:
  /// a message of ours comes back, or somebody wrote without Relais.
  ///
  /// @param to who got it
  /// @param at when it was sent, by the channel's clock
  /// @param providerId the channel's own name for it
  record SentByAccount(
      String source,
      Instant receivedAt,
      InboxId inbox,
      Channel channel,
      Identity to,
      Instant at,
      MessageBody body,
      List<StoredFile> files,
      String providerId,
      String rawKey)
      implements InboundItem {
    public SentByAccount {
      files = List.copyOf(files);
    }
  }

  /// Something happened to a message that was sent before: the customer did it, or the team's
  /// account outside of Relais.
  ///
  /// @param customer with whom the message was exchanged
  /// @param original the channel's own name for that message
  record Amended(
      String source,
      Instant receivedAt,
      InboxId inbox,
      Channel channel,
      Identity customer,
      String original,
      Amendment amendment,
      String rawKey)
      implements InboundItem {}

  /// A provider tells how far a call of ours is.
  ///
  /// @param call which one, by the name we sent along
  /// @param at by the provider's clock
  record CallReported(
      String source,
      Instant receivedAt,
      MessageReference.Ours call,
      CallProgress progress,
      Instant at)
      implements InboundItem {}

  /// A provider tells something about an account of ours.
  ///
  /// @param at by the provider's clock
  record AccountReported(
      String source,
      Instant receivedAt,
      InboxId inbox,
      Channel channel,
      Instant at,
      AccountReport report,
      String rawKey)
      implements InboundItem {}

  /// Why something is in quarantine.
  enum Reason {
    /// No inbox has the address or number it was sent to.
    UNROUTED("unrouted"),
    /// The bytes are not a mail or not the JSON the provider promises.
    UNREADABLE("unreadable"),
    /// A kind of event that this version does not know.
    UNKNOWN_TYPE("unknown-type"),
    /// Larger than the limits.
    TOO_LARGE("too-large"),
    /// Read, but processing it failed again and again.
    PROCESSING_FAILED("processing-failed"),
    /// It looks like spam, and its inbox keeps spam out.
    SPAM("spam"),
    /// It carries a virus, and its inbox keeps viruses out.
    VIRUS("virus");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    /// The word for it in JSON and in the table.
    public String word() {
      return word;
    }

    /// Whether the policy of an inbox says so, rather than that nobody could read or place it.
    public boolean isPolicy() {
      return switch (this) {
        case SPAM, VIRUS -> true;
        case UNROUTED, UNREADABLE, UNKNOWN_TYPE, TOO_LARGE, PROCESSING_FAILED -> false;
      };
    }

    /// Finds a reason by its word.
    ///
    /// @throws IllegalArgumentException when there is no such reason
    public static Reason of(String word) {
      for (Reason reason : values()) {
        if (reason.word.equals(word)) {
          return reason;
        }
      }
      throw new IllegalArgumentException("There is no quarantine reason '%s'".formatted(word));
    }
  }

  /// How a provider names the message it speaks of.
  sealed interface MessageReference {
    /// By the tags we sent along.
    ///
    /// @param portion which portion of the message, from 0
    record Ours(ConversationId conversation, EntryId message, int portion)
        implements MessageReference {
      /// Of a message that leaves as one, or as a whole.
      public Ours(ConversationId conversation, EntryId message) {
        this(conversation, message, 0);
      }
    }

    /// By the provider's own id, in the inbox it was sent from.
    record Theirs(InboxId inbox, String providerId) implements MessageReference {}

    /// All of ours to a customer up to a moment, in the inbox they were sent from.
    record UpTo(InboxId inbox, Identity to, Instant moment) implements MessageReference {}
  }

  /// What a provider reports.
  ///
  /// @param at by the provider's clock
  /// @param code the provider's code for a failure, null otherwise
  /// @param reason what went wrong, in words for the agent, null otherwise
  /// @param retryable whether the same message may be sent once more
  record ReportedStatus(
      Kind kind, Instant at, @Nullable String code, @Nullable String reason, boolean retryable) {
    /// The steps a message can take.
    public enum Kind {
      SENT,
      /// Late; the other side is still trying.
      DELAYED,
      DELIVERED,
      READ,
      FAILED,
      /// It arrived, and the recipient called it spam.
      COMPLAINED
    }
  }
}
