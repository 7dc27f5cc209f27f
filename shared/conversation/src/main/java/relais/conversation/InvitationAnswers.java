package relais.conversation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import relais.mail.Invitation;
import relais.mail.Mailbox;
import relais.mail.Participation;

/// What the team answers to an invitation, as whom, and when it no longer can.
public final class InvitationAnswers {
  private InvitationAnswers() {}

  /// Who answers.
  ///
  /// @param attendee as the invitation spells them, so that the organiser's program finds them
  /// @param from the mailbox of the inbox that is theirs
  public record Invited(Mailbox attendee, Mailbox from) {}

  /// As whom an inbox answers: the one of its addresses that is invited; where none is, because a
  /// list was, the one that the mail came to.
  public static Invited invited(Invitation invitation, MailFields mail, Inbox.Email inbox) {
    Optional<Invited> named =
        invitation.attendees().stream()
            .map(Invitation.Attendee::mailbox)
            .flatMap(each -> invited(each, inbox).stream())
            .findFirst();
    return named.orElseGet(
        () -> {
          Mailbox from =
              mail.addressing()
                  .recipients()
                  .flatMap(each -> inbox.findSender(each.address()).stream())
                  .findFirst()
                  .orElseGet(inbox::sender);
          return new Invited(from, from);
        });
  }

  private static Optional<Invited> invited(Mailbox attendee, Inbox.Email inbox) {
    return inbox.findSender(attendee.address()).map(from -> new Invited(attendee, from));
  }

  /// Whether something that came later settles an invitation: a newer version of it, or that the
  /// appointment does not take place. Only what names the same organiser counts, for anybody can
  /// write down an appointment's name.
  ///
  /// @param message the one that has the invitation
  /// @param entries of its conversation, in any order
  public static boolean isSettled(Invitation invitation, EntryId message, List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.id().compareTo(message) > 0)
        .flatMap(InvitationAnswers::invitation)
        .anyMatch(later -> settles(later, invitation));
  }

  private static Stream<Invitation> invitation(Entry entry) {
    if (!(entry instanceof Entry.InboundMessage message)) {
      return Stream.empty();
    }
    MailFields mail = message.mail();
    return mail == null ? Stream.empty() : Stream.ofNullable(mail.invitation());
  }

  private static boolean settles(Invitation later, Invitation invitation) {
    Mailbox organiser = invitation.organiser();
    Mailbox laters = later.organiser();
    boolean sameAppointment =
        later.uid().equals(invitation.uid())
            && organiser != null
            && laters != null
            && laters.address().normalised().equals(organiser.address().normalised())
            && (later.occurrence() == null || later.occurrence().equals(invitation.occurrence()));
    return sameAppointment
        && switch (later.method()) {
          case REQUEST -> later.sequence() > invitation.sequence();
          case CANCEL -> later.sequence() >= invitation.sequence();
          case REPLY, PUBLISH, ADD, REFRESH, COUNTER, DECLINECOUNTER -> false;
        };
  }

  /// What an answer says to people, whose programs do not read its calendar part.
  public record Words(String subject, String text) {}

  /// The words of an answer.
  ///
  /// @param name who answers
  /// @param reference how the subject names the conversation
  public static Words words(
      Participation answer, Language language, String summary, String name, String reference) {
    Phrases phrases = phrases(answer, language);
    return new Words(
        "%s: %s [%s]".formatted(phrases.subject(), summary, reference),
        phrases.text().formatted(name, summary));
  }

  private record Phrases(String subject, String text) {}

  private static Phrases phrases(Participation answer, Language language) {
    return switch (answer) {
      case ACCEPTED ->
          switch (language) {
            case ENGLISH -> new Phrases("Accepted", "%s accepts the invitation: %s");
            case FRENCH -> new Phrases("Accepté", "%s accepte l’invitation : %s");
            case ITALIAN -> new Phrases("Accettato", "%s accetta l’invito: %s");
            case DUTCH -> new Phrases("Geaccepteerd", "%s neemt de uitnodiging aan: %s");
          };
      case TENTATIVE ->
          switch (language) {
            case ENGLISH -> new Phrases("Tentative", "%s may come: %s");
            case FRENCH -> new Phrases("Provisoire", "%s viendra peut-être : %s");
            case ITALIAN -> new Phrases("Provvisorio", "%s forse partecipa: %s");
            case DUTCH -> new Phrases("Voorlopig", "%s komt misschien: %s");
          };
      case DECLINED ->
          switch (language) {
            case ENGLISH -> new Phrases("Declined", "%s declines the invitation: %s");
            case FRENCH -> new Phrases("Refusé", "%s décline l’invitation : %s");
            case ITALIAN -> new Phrases("Rifiutato", "%s rifiuta l’invito: %s");
            case DUTCH -> new Phrases("Geweigerd", "%s slaat de uitnodiging af: %s");
          };
      case NEEDS_ACTION, DELEGATED ->
          throw new IllegalArgumentException("An answer accepts, declines, or says perhaps");
    };
  }
}
