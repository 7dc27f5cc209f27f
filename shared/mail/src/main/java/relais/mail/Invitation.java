package relais.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a mail says about one appointment (RFC 5545, RFC 5546, RFC 6047).
///
/// Written by the sender's program: that the organiser or an attendee is named here proves nothing.
///
/// @param method what is wanted
/// @param uid names the appointment in all mails about it; empty where the sender forgot
/// @param sequence counts its versions: a lower one than known is old news
/// @param occurrence which date of a series is meant; null for the whole series, or where there is
///     none
/// @param summary one line; empty for none
/// @param description may be empty
/// @param location may be empty
/// @param start null where it is missing or cannot be read
/// @param end null where nothing tells it
/// @param repeats whether it is a series
/// @param organiser to whom answers go; null where none is named
/// @param attendees those invited, or for an answer the one who answers
public record Invitation(
    Method method,
    String uid,
    int sequence,
    @Nullable CalendarTime occurrence,
    String summary,
    String description,
    String location,
    @Nullable CalendarTime start,
    @Nullable CalendarTime end,
    boolean repeats,
    @Nullable Mailbox organiser,
    List<Attendee> attendees) {

  /// What is wanted with an appointment (RFC 5546 section 1.4).
  public enum Method {
    /// A new appointment, or a change of one: an answer is asked for.
    REQUEST,
    /// The appointment does not take place, or not with the reader.
    CANCEL,
    /// An attendee answers.
    REPLY,
    /// The appointment is told to everybody; no answer is wanted.
    PUBLISH,
    /// More dates for a series.
    ADD,
    /// An attendee asks for the newest version.
    REFRESH,
    /// An attendee proposes another time.
    COUNTER,
    /// The organiser turns such a proposal down.
    DECLINECOUNTER;

    /// The word for it, stable: it is stored and shown.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Somebody who is invited.
  ///
  /// @param required false where it is said that they need not come, or are only told
  public record Attendee(Mailbox mailbox, Participation participation, boolean required) {}

  public Invitation {
    attendees = List.copyOf(attendees);
  }

  /// Whether there is somebody who waits for an answer.
  public boolean canBeAnswered() {
    return method == Method.REQUEST && organiser != null && !uid.isEmpty();
  }

  /// The answer of one attendee (RFC 5546 section 3.2.3), to be sent to the organiser as an
  /// attachment of an [OutgoingMail].
  ///
  /// @param attendee the invited address in the invitation's own spelling, or who answers instead
  /// @param now when it is answered
  /// @throws IllegalArgumentException when the invitation cannot be answered, or the answer says
  ///     nothing yet
  public Attachment answer(Mailbox attendee, Participation answer, Instant now) {
    if (!canBeAnswered()) {
      throw new IllegalArgumentException(
          "Only a request with an organiser and a UID can be answered, this is a " + method.word());
    }
    if (answer == Participation.NEEDS_ACTION) {
      throw new IllegalArgumentException("An answer accepts, declines, or says perhaps");
    }
    return InvitationAnswer.write(this, attendee, answer, now);
  }
}
