package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;

/// Whether an inbox tells the sender of a mail that it has come (RFC 3834). Two machines that
/// answer each other never stop by themselves, so there are three walls: no machine is answered,
/// nobody is told twice a day, and too much automatic mail is held.
public final class Acknowledging {
  /// Who writes acknowledgements.
  public static final Actor AUTHOR = new Actor.Relais("acknowledgement");

  private Acknowledging() {}

  /// Automatic mail of late, in two counts: of the hour that runs, and of the one before it.
  ///
  /// @param since when the hour that runs began
  /// @param before the count of the hour before
  public record Running(Instant since, int count, int before) {
    private static final Duration HOUR = Duration.ofHours(1);

    /// How many there were within the last hour: those of the hour that runs, and of the one before
    /// the share that is not an hour old, as if they had come evenly.
    public static int at(@Nullable Running running, Instant now) {
      Running moved = moved(running, now);
      return moved == null ? 0 : moved.count() + moved.carried(now);
    }

    /// How many the hour that runs may have, so that no limit within the last hour is passed.
    ///
    /// @param limit of the last hour
    public static int room(@Nullable Running running, int limit, Instant now) {
      Running moved = moved(running, now);
      return moved == null ? limit : Math.max(0, limit - moved.carried(now));
    }

    /// With one more.
    public static Running next(@Nullable Running running, Instant now) {
      Running moved = moved(running, now);
      return moved == null
          ? new Running(now, 1, 0)
          : new Running(moved.since(), moved.count() + 1, moved.before());
    }

    /// In the hour that runs now; null when nothing of it counts any more.
    private static @Nullable Running moved(@Nullable Running running, Instant now) {
      if (running == null || !now.isBefore(running.since().plus(HOUR.multipliedBy(2)))) {
        return null;
      }
      return now.isBefore(running.since().plus(HOUR))
          ? running
          : new Running(running.since().plus(HOUR), 0, running.count());
    }

    private int carried(Instant now) {
      long left = HOUR.minus(Duration.between(since, now)).toMillis();
      return (int) Math.ceilDiv(before * left, HOUR.toMillis());
    }
  }

  /// What is known of a sender, and of automatic mail before.
  ///
  /// @param told when this inbox told them last; null when never, or long ago
  /// @param marked whether anything is known against writing to them
  /// @param toSender automatic mail to them; null for none
  /// @param fromInbox automatic mail from this inbox; null for none
  public record Earlier(
      @Nullable Instant told,
      boolean marked,
      @Nullable Running toSender,
      @Nullable Running fromInbox) {
    /// Nothing.
    public static final Earlier NOTHING = new Earlier(null, false, null, null);
  }

  /// What is to be done.
  public sealed interface Answer {
    /// Nothing is said.
    record Silence() implements Answer {}

    /// It is said now.
    record Told(Entry.OutboundMessage message) implements Answer {}

    /// It would be too much automatic mail: it is held until an admin decides.
    record Held(HeldMail mail) implements Answer {}
  }

  /// An acknowledgement that was not sent.
  ///
  /// @param id its name, and its place among those that are held
  /// @param answered the mail it was to answer
  /// @param at when it was held
  /// @param why which limit was reached
  public record HeldMail(
      EntryId id,
      InboxId inbox,
      ConversationId conversation,
      EntryId answered,
      Identity to,
      String text,
      Instant at,
      Brake why) {}

  /// Which limit was reached.
  public enum Brake {
    /// That of mail to one address.
    RECIPIENT("recipient"),
    /// That of mail from one inbox.
    INBOX("inbox");

    private final String word;

    Brake(String word) {
      this.word = word;
    }

    /// The word for it in JSON and in the table.
    public String word() {
      return word;
    }

    /// Finds one by its word.
    ///
    /// @throws IllegalArgumentException when there is none of that word
    public static Brake of(String word) {
      for (Brake brake : values()) {
        if (brake.word.equals(word)) {
          return brake;
        }
      }
      throw new IllegalArgumentException("There is no brake '%s'".formatted(word));
    }
  }

  /// Whether a mail may be answered by a machine at all, by what it says itself. Asked first: for
  /// most mail nothing more has to be known.
  public static boolean mayAnswer(InboundItem.Received item, Inbox.Email inbox, Settings settings) {
    InboundItem.Envelope envelope = item.envelope();
    Verdicts verdicts = item.verdicts();
    boolean suspicious =
        verdicts != null
            && (verdicts.isSpam() || verdicts.isInfected() || verdicts.dmarc() == Verdict.FAIL);
    return inbox.acknowledgement().on()
        && item.automatic() == null
        && envelope != null
        && envelope.answerable() != null
        && !suspicious
        && !settings.isOurs(address(item.from()));
  }

  /// Decides what is said about a mail that was just taken in, and that [#mayAnswer]. Only who
  /// begins a conversation, or opens one again, is told: in between somebody is at it.
  ///
  /// @param taken what the mail did
  public static Answer answer(
      InboundItem.Received item,
      Decision.Changed taken,
      Inbox.Email inbox,
      Earlier earlier,
      EntryIds ids,
      Instant now) {
    Conversation conversation = taken.conversation();
    Instant told = earlier.told();
    boolean toldLately = told != null && now.isBefore(told.plus(Acknowledgement.ONCE_IN));
    String text =
        toldLately || earlier.marked() || !isFresh(taken)
            ? null
            : text(item, conversation, inbox, now);
    if (text == null) {
      return new Answer.Silence();
    }
    Acknowledgement.Limits limits = inbox.acknowledgement().limits();
    Brake brake =
        Running.at(earlier.toSender(), now) >= limits.perRecipient()
            ? Brake.RECIPIENT
            : Running.at(earlier.fromInbox(), now) >= limits.perInbox() ? Brake.INBOX : null;
    EntryId id = ids.next();
    if (brake != null) {
      return new Answer.Held(
          new HeldMail(
              id,
              inbox.id(),
              conversation.id(),
              Incoming.messageId(item),
              item.from(),
              text,
              now,
              brake));
    }
    return new Answer.Told(
        message(
            conversation, inbox, new To(item.from(), item.fromName(), item.mail()), text, id, now));
  }

  /// Sends what was held. Nobody's reply is crossed by it.
  ///
  /// @param answered the mail it answers, as the timeline has it
  public static Decision.Changed release(
      Conversation conversation,
      HeldMail held,
      Entry.InboundMessage answered,
      Inbox.Email inbox,
      EntryId id,
      Instant now) {
    To to = new To(answered.from(), answered.fromName(), answered.mail());
    return new Decision.Changed(
        conversation.with(conversation.versions().next()),
        List.of(message(conversation, inbox, to, held.text(), id, now)));
  }

  /// Whether the mail began the conversation or opened it again, and it is open now.
  private static boolean isFresh(Decision.Changed taken) {
    return taken.conversation().status() instanceof Status.Open
        && taken.entries().stream()
            .anyMatch(
                entry ->
                    entry instanceof Entry.Event event
                        && (event.what() instanceof Happening.Created
                            || event.what() instanceof Happening.Reopened));
  }

  /// The words in the sender's language, filled in; null where something cannot be.
  private static @Nullable String text(
      InboundItem.Received item, Conversation conversation, Inbox.Email inbox, Instant now) {
    InboundItem.Envelope envelope = item.envelope();
    InboundItem.Answerable answerable = envelope == null ? null : envelope.answerable();
    Acknowledgement acknowledgement = inbox.acknowledgement();
    Language language =
        acknowledgement.languageFor(answerable == null ? null : answerable.language());
    Acknowledgement.Wording wording = acknowledgement.wordings().get(language);
    if (wording == null) {
      throw new IllegalStateException("An acknowledgement without words in " + language);
    }
    BusinessHours hours = inbox.hours();
    Placeholders.Values values =
        new Placeholders.Values(
            item.fromName(), conversation.caseReference(), null, inbox.outgoing().senderName());
    String template = wording.at(hours == null || hours.areOpen(now));
    return switch (Placeholders.fillText(template, values)) {
      case Placeholders.Filling.Filled(String words) -> words;
      case Placeholders.Filling.Faulty _ -> null;
    };
  }

  /// Whom it goes to.
  ///
  /// @param answered the fields of the mail it answers
  private record To(Identity sender, @Nullable String name, @Nullable MailFields answered) {}

  private static Entry.OutboundMessage message(
      Conversation conversation, Inbox.Email inbox, To to, String text, EntryId id, Instant now) {
    MailFields answered = to.answered();
    MimeMessageId quoted = answered == null ? null : answered.messageId();
    List<MimeMessageId> references =
        new ArrayList<>(answered == null ? List.of() : answered.references());
    if (quoted != null) {
      references.remove(quoted);
      references.add(quoted);
    }
    return new Entry.OutboundMessage(
        id,
        now,
        AUTHOR,
        to.sender(),
        new MailFields(
            Threading.replySubject(conversation),
            Addressing.sent(
                inbox.sender(),
                List.of(new Mailbox(to.name(), address(to.sender()))),
                List.of(),
                List.of()),
            new MimeMessageId(
                "%s.%s@%s"
                    .formatted(id, conversation.id(), inbox.mailAddress().domain())
                    .toLowerCase(Locale.ROOT)),
            quoted,
            references),
        MessageBody.ofText(text),
        List.of(),
        null,
        new DeliveryStatus.Queued(now, 1));
  }

  private static MailAddress address(Identity identity) {
    return MailAddress.parse(identity.value());
  }
}
