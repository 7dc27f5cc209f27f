package relais.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One line of the timeline an agent reads. A private note is another type than a message: no
/// channel accepts one, so it cannot leave (requirement 002-16).
public sealed interface Entry {
  /// Its name; entries sort by it, oldest first.
  EntryId id();

  /// When it happened.
  Instant at();

  /// The side thread it is in; null for everything else.
  default @Nullable EntryId side() {
    MailFields mail =
        switch (this) {
          case InboundMessage message -> message.mail();
          case OutboundMessage message -> message.mail();
          case PrivateNote _, Event _ -> null;
        };
    return mail == null ? null : mail.side();
  }

  /// The files it carries; none for what is no message.
  default List<StoredFile> files() {
    return List.of();
  }

  /// What has become of it since; nothing for what is no message.
  default Amendments amendments() {
    return Amendments.NONE;
  }

  /// Something the customer wrote.
  ///
  /// @param from the identity it came from
  /// @param fromName what the sender calls themselves, null when they do not
  /// @param providerId the channel's own name for it (Message-ID, wamid)
  /// @param rawKey where the untouched original lies in the raw bucket
  /// @param threadedBy why it is in this conversation
  /// @param automatic what kind of automatic mail it is ("bounce", "auto-reply", …), null when a
  ///     person wrote it
  /// @param verdicts what the receiving mail server found out; null when nobody checked
  /// @param chat null for everything but chats
  /// @param amendments what has become of it since
  record InboundMessage(
      EntryId id,
      Instant at,
      ContactId contact,
      Identity from,
      @Nullable String fromName,
      @Nullable MailFields mail,
      MessageBody body,
      List<StoredFile> files,
      @Nullable String providerId,
      String rawKey,
      Evidence threadedBy,
      @Nullable String automatic,
      @Nullable Verdicts verdicts,
      @Nullable ChatFields chat,
      Amendments amendments)
      implements Entry {
    public InboundMessage {
      files = List.copyOf(files);
    }

    /// Of a mail, or of what has no more to it than a mail.
    public InboundMessage(
        EntryId id,
        Instant at,
        ContactId contact,
        Identity from,
        @Nullable String fromName,
        @Nullable MailFields mail,
        MessageBody body,
        List<StoredFile> files,
        @Nullable String providerId,
        String rawKey,
        Evidence threadedBy,
        @Nullable String automatic,
        @Nullable Verdicts verdicts) {
      this(
          id,
          at,
          contact,
          from,
          fromName,
          mail,
          body,
          files,
          providerId,
          rawKey,
          threadedBy,
          automatic,
          verdicts,
          null,
          Amendments.NONE);
    }

    /// Of what a person wrote and nobody checked.
    public InboundMessage(
        EntryId id,
        Instant at,
        ContactId contact,
        Identity from,
        @Nullable String fromName,
        @Nullable MailFields mail,
        MessageBody body,
        List<StoredFile> files,
        @Nullable String providerId,
        String rawKey,
        Evidence threadedBy) {
      this(
          id,
          at,
          contact,
          from,
          fromName,
          mail,
          body,
          files,
          providerId,
          rawKey,
          threadedBy,
          null,
          null);
    }

    /// The same message with its files as they are now.
    public InboundMessage withFiles(List<StoredFile> files) {
      return new InboundMessage(
          id,
          at,
          contact,
          from,
          fromName,
          mail,
          body,
          files,
          providerId,
          rawKey,
          threadedBy,
          automatic,
          verdicts,
          chat,
          amendments);
    }

    /// What is known of the call that it is; empty for everything else.
    public Optional<ChatPart.Call> findCall() {
      return chat == null
          ? Optional.empty()
          : chat.parts().stream()
              .filter(ChatPart.Call.class::isInstance)
              .map(ChatPart.Call.class::cast)
              .findFirst();
    }

    /// The same call with what is known of it now; what the caller left is a file to be fetched.
    InboundMessage with(ChatPart.Call call) {
      String recording = call.recording();
      return new InboundMessage(
          id,
          at,
          contact,
          from,
          fromName,
          mail,
          MessageBody.ofText(call.words()),
          recording == null || !files.isEmpty()
              ? files
              : List.of(
                  new StoredFile(
                      "voicemail.wav",
                      "audio/wav",
                      0,
                      null,
                      false,
                      new StoredFile.State.Fetching(recording))),
          providerId,
          rawKey,
          threadedBy,
          automatic,
          verdicts,
          ChatFields.of(call.transcription() == null ? "" : call.transcription(), List.of(call)),
          amendments);
    }

    /// The same message with what has become of it.
    InboundMessage with(Amendments amendments) {
      return new InboundMessage(
          id,
          at,
          contact,
          from,
          fromName,
          mail,
          body,
          files,
          providerId,
          rawKey,
          threadedBy,
          automatic,
          verdicts,
          chat,
          amendments);
    }
  }

  /// Something the team wrote to the customer.
  ///
  /// @param author who wrote it: an agent, or the rule that did
  /// @param to the identity it goes to
  /// @param providerId the channel's own name for it, null until the provider has taken it over
  /// @param act what it is beyond words and files; null when it is nothing more
  /// @param amendments what has become of it since
  /// @param portions the channel's names of its portions, in their order, for a message that the
  ///     channel takes as several only; empty where a portion has not been taken over. No entry at
  ///     all for a message that leaves as one
  record OutboundMessage(
      EntryId id,
      Instant at,
      Actor author,
      Identity to,
      @Nullable MailFields mail,
      MessageBody body,
      List<StoredFile> files,
      @Nullable String providerId,
      DeliveryStatus status,
      @Nullable ChatAct act,
      Amendments amendments,
      List<String> portions)
      implements Entry {
    public OutboundMessage {
      files = List.copyOf(files);
      portions = List.copyOf(portions);
    }

    /// Of a message whose portions nobody has counted yet.
    public OutboundMessage(
        EntryId id,
        Instant at,
        Actor author,
        Identity to,
        @Nullable MailFields mail,
        MessageBody body,
        List<StoredFile> files,
        @Nullable String providerId,
        DeliveryStatus status,
        @Nullable ChatAct act,
        Amendments amendments) {
      this(id, at, author, to, mail, body, files, providerId, status, act, amendments, List.of());
    }

    /// Of words and files.
    public OutboundMessage(
        EntryId id,
        Instant at,
        Actor author,
        Identity to,
        @Nullable MailFields mail,
        MessageBody body,
        List<StoredFile> files,
        @Nullable String providerId,
        DeliveryStatus status) {
      this(id, at, author, to, mail, body, files, providerId, status, null, Amendments.NONE);
    }

    /// Everybody it goes to.
    public Set<Identity> recipients() {
      return mail == null
          ? Set.of(to)
          : mail.addressing()
              .recipients()
              .map(mailbox -> Identity.email(mailbox.address().normalised()))
              .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether a rule or the product wrote it: nobody was answered by it.
    public boolean isAutomatic() {
      return switch (author) {
        case Actor.ByRule _, Actor.Relais _ -> true;
        case Actor.Agent _, Actor.Customer _, Actor.Outside _ -> false;
      };
    }

    /// The same message with its files as they are now.
    public OutboundMessage withFiles(List<StoredFile> files) {
      return new OutboundMessage(
          id, at, author, to, mail, body, files, providerId, status, act, amendments, portions);
    }

    /// The same message, further on its way.
    public OutboundMessage with(DeliveryStatus status) {
      return new OutboundMessage(
          id, at, author, to, mail, body, files, providerId, status, act, amendments, portions);
    }

    /// The same message with what has become of it.
    OutboundMessage with(Amendments amendments) {
      return new OutboundMessage(
          id, at, author, to, mail, body, files, providerId, status, act, amendments, portions);
    }

    /// The same call, further on.
    OutboundMessage with(ChatAct.Call call) {
      return new OutboundMessage(
          id,
          at,
          author,
          to,
          mail,
          MessageBody.ofText(call.progress().words()),
          files,
          providerId,
          status,
          call,
          amendments,
          portions);
    }

    /// Whether it is a telephone call.
    public boolean isCall() {
      return act instanceof ChatAct.Call;
    }

    /// Whether it is a reaction to another message, and no message of its own to read.
    public boolean isReaction() {
      return act instanceof ChatAct.Reaction;
    }

    /// The same message with the names of its portions.
    OutboundMessage withPortions(List<String> portions) {
      return new OutboundMessage(
          id, at, author, to, mail, body, files, providerId, status, act, amendments, portions);
    }

    /// The places of the portions that the provider does not have yet.
    public List<Integer> missingPortions() {
      return portions.isEmpty()
          ? List.of(0)
          : IntStream.range(0, portions.size())
              .filter(portion -> portions.get(portion).isEmpty())
              .boxed()
              .toList();
    }

    /// The same message under the provider's name for it.
    public OutboundMessage withProviderId(String providerId) {
      return new OutboundMessage(
          id, at, author, to, mail, body, files, providerId, status, act, amendments, portions);
    }
  }

  /// Something the team wrote to itself.
  record PrivateNote(EntryId id, Instant at, UserId author, MessageBody body) implements Entry {}

  /// Something that happened.
  record Event(EntryId id, Instant at, Actor actor, Happening what) implements Entry {}

  /// Why a message is in the conversation it is in.
  enum Evidence {
    /// It began the conversation.
    FIRST,
    /// It was sent to the conversation's own address, which only we can have made.
    REPLY_ADDRESS,
    /// It reports on a message of ours in the conversation.
    REPORT,
    /// Its In-Reply-To or References name a message of the conversation.
    MESSAGE_ID,
    /// It and a mail of the conversation speak of the same mail, which never came here, or it is
    /// that mail.
    SAME_ROOT,
    /// Its subject bears the case number, and the sender takes part.
    CASE_NUMBER,
    /// It came on the one open chat of this identity.
    OPEN_CHAT
  }
}
