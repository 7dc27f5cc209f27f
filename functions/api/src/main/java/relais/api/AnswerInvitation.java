package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Draft;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.EntryIds;
import relais.conversation.Identity;
import relais.conversation.Inbox;
import relais.conversation.InvitationAnswers;
import relais.conversation.Language;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;
import relais.conversation.Writing;
import relais.conversation.WrittenLanguage;
import relais.mail.Attachment;
import relais.mail.Invitation;
import relais.mail.Mailbox;
import relais.mail.Participation;
import relais.table.Conversations;

/// Answers an invitation, once for each idempotency key: a mail to the organiser with the calendar
/// part that their program reads (RFC 5546, RFC 6047), which goes out as every reply does.
@Singleton
final class AnswerInvitation {
  private final Conversations conversations;
  private final FileStore files;
  private final WrittenEntries written;
  private final EntryPresenter presenter;
  private final InstantSource clock;

  AnswerInvitation(
      Conversations conversations,
      FileStore files,
      WrittenEntries written,
      EntryPresenter presenter,
      InstantSource clock) {
    this.conversations = conversations;
    this.files = files;
    this.written = written;
    this.presenter = presenter;
    this.clock = clock;
  }

  EntryWrittenJson answer(
      Caller caller,
      ConversationId id,
      EntryId entry,
      ReadVersion seen,
      IdempotencyKey key,
      InvitationAnswerRequest request) {
    Participation answer = request.read();
    return Tries.untilSaved(() -> tryTo(caller, id, entry, seen, key, answer));
  }

  private Optional<EntryWrittenJson> tryTo(
      Caller caller,
      ConversationId id,
      EntryId entry,
      ReadVersion seen,
      IdempotencyKey key,
      Participation answer) {
    Conversations.Page page =
        conversations.page(id, ShowConversation.PAGE).orElseThrow(Problem::notFound);
    Conversation before = caller.mayWriteIn(page.conversation());
    Optional<EntryWrittenJson> earlier =
        written.find(caller, before, key, Entry.OutboundMessage.class::isInstance);
    if (earlier.isPresent()) {
      return earlier;
    }
    Entry.InboundMessage message = invited(before, entry);
    MailFields invited = message.mail();
    Invitation invitation = invited == null ? null : invited.invitation();
    if (invited == null || invitation == null || !invitation.canBeAnswered()) {
      throw Problem.notFound();
    }
    if (InvitationAnswers.isSettled(invitation, entry, page.entries())) {
      throw Problem.of(
          ProblemCode.INVITATION_SETTLED,
          "A newer mail changes this appointment or calls it off. Answer that one.");
    }
    Inbox.Email inbox =
        ReplyRecipients.inbox(before, caller.settings()).orElseThrow(Problem::notFound);
    InvitationAnswers.Invited as = InvitationAnswers.invited(invitation, invited, inbox);
    Instant now = clock.instant();
    EntryIds ids = key.entryIds(caller.user().id(), now);
    EntryId answering = ids.next();
    Attachment calendar = invitation.answer(as.attendee(), answer, now);
    Mailbox organiser = organiser(invitation);
    Language language =
        WrittenLanguage.find(message.body().text() + "\n" + invitation.summary())
            .orElse(Language.ENGLISH);
    InvitationAnswers.Words words =
        InvitationAnswers.words(
            answer, language, invitation.summary(), as.from().shown(), before.caseReference());
    MailFields mail =
        ReplyMail.answering(words.subject(), before, as.from(), organiser, invited, answering)
            .withSide(message.side())
            .with(new MailFields.Answer(entry, answer));
    String fileKey = BlobKeys.attachment(answering, 0);
    Writing.Reply reply =
        new Writing.Reply(
            caller.user().id(),
            seen.upTo(before.versions().current()),
            Identity.email(organiser.address().normalised()),
            mail,
            MessageBody.ofText(words.text()),
            List.of(
                new StoredFile(
                    calendar.name(),
                    calendar.type(),
                    calendar.size(),
                    null,
                    true,
                    new StoredFile.State.Stored(fileKey))),
            false,
            SendingTime.dueAt(caller, null, now));
    return switch (Writing.reply(before, reply, answering, ids, now)) {
      case Decision.Changed changed -> {
        files.put(fileKey, calendar.content(), calendar.type());
        yield written.save(caller, before, changed, key, Draft.Kind.REPLY, null);
      }
      case Decision.Unchanged() -> throw new IllegalStateException("An answer changes something");
      case Decision.Refused(Decision.Refusal reason) ->
          throw ReplyRefusals.problem(
              reason, () -> presenter.crossings(page, seen.value(), caller.settings()));
    };
  }

  private Entry.InboundMessage invited(Conversation conversation, EntryId entry) {
    return conversations
        .findEntry(conversation, entry)
        .map(Conversations.Placed::entry)
        .filter(Entry.InboundMessage.class::isInstance)
        .map(Entry.InboundMessage.class::cast)
        .orElseThrow(Problem::notFound);
  }

  private static Mailbox organiser(Invitation invitation) {
    Mailbox organiser = invitation.organiser();
    if (organiser == null) {
      throw new IllegalStateException("What can be answered has an organiser");
    }
    return organiser;
  }
}
