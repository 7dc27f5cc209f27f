package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class InvitationTest {
  private static final Mailbox ADA =
      new Mailbox("Ada Keller", MailAddress.parse("ada@example.org"));
  private static final Mailbox HELP =
      new Mailbox("Support", MailAddress.parse("help@relais.example"));
  private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");

  @Test
  void M70_an_invitation_says_what_when_where_and_who() {
    assertThat(Golden.mail("invitation-from-outlook").invitation())
        .isEqualTo(
            new Invitation(
                Invitation.Method.REQUEST,
                "040000008200E00074C5B7101A82E008",
                2,
                null,
                "Lampe",
                "Wegen der Lampe,\nbitte kommen.",
                "Raum 3",
                time("2026-11-05T10:00", "W. Europe Standard Time", "2026-11-05T09:00:00Z"),
                time("2026-11-05T11:00", "W. Europe Standard Time", "2026-11-05T10:00:00Z"),
                false,
                ADA,
                List.of(
                    new Invitation.Attendee(HELP, Participation.NEEDS_ACTION, true),
                    new Invitation.Attendee(
                        new Mailbox("Haddad, Omar", MailAddress.parse("omar@example.net")),
                        Participation.ACCEPTED,
                        false))));
  }

  @Test
  void M70_whole_days_and_series() {
    Invitation invitation = invitation("invitation-whole-day-series");
    assertThat(invitation.method()).isEqualTo(Invitation.Method.REQUEST);
    assertThat(invitation.repeats()).isTrue();
    assertThat(invitation.start())
        .isEqualTo(new CalendarTime(LocalDateTime.parse("2026-11-05T00:00"), null, null, true));
    assertThat(invitation.end())
        .isEqualTo(new CalendarTime(LocalDateTime.parse("2026-11-06T00:00"), null, null, true));
  }

  @Test
  void M70_one_date_of_a_series_is_cancelled() {
    Invitation invitation = invitation("invitation-cancelled-for-one-date");
    assertThat(invitation.method()).isEqualTo(Invitation.Method.CANCEL);
    assertThat(invitation.occurrence())
        .isEqualTo(time("2026-11-05T10:00", "Europe/Rome", "2026-11-05T09:00:00Z"));
    assertThat(invitation.canBeAnswered()).isFalse();
  }

  @Test
  void M70_an_answer_says_who_comes() {
    Invitation invitation = invitation("invitation-answered");
    assertThat(invitation.method()).isEqualTo(Invitation.Method.REPLY);
    assertThat(invitation.attendees())
        .containsExactly(new Invitation.Attendee(ADA, Participation.TENTATIVE, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "BEGIN:VCALENDAR",
        "BEGIN:VCALENDAR\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR",
        "not a calendar at all"
      })
  void M71_what_is_no_appointment_is_none(String calendar) {
    assertThat(InvitationReading.read(calendar, "REQUEST")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:tomorrow\nUID:1\nEND:VEVENT\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261399T990000Z\nUID:1\nEND:VEVENT\nEND:VCALENDAR",
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSEQUENCE:many\nATTENDEE:nobody\nEND:VEVENT",
      })
  void M71_what_is_broken_is_left_out(String calendar) {
    Invitation invitation = Objects.requireNonNull(InvitationReading.read(calendar, "request"));
    assertThat(invitation.uid()).isEqualTo("1");
    assertThat(invitation.sequence()).isZero();
    assertThat(invitation.attendees()).isEmpty();
  }

  @Test
  void M71_a_zone_that_changes_its_clock_every_second_costs_no_time() {
    long began = System.nanoTime();
    Invitation invitation = invitation("invitation-with-a-hostile-zone");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    assertThat(invitation.start())
        .isEqualTo(new CalendarTime(LocalDateTime.parse("2026-11-05T10:00"), "Slow", null, false));
  }

  @ParameterizedTest
  @EnumSource(
      value = Participation.class,
      names = {"ACCEPTED", "DECLINED", "TENTATIVE"})
  void M72_an_answer_is_an_attachment_that_calendar_programs_find(Participation answer) {
    Attachment reply = invitation("invitation-from-outlook").answer(HELP, answer, NOW);
    String wire =
        new String(
            MailWriter.write(
                new OutgoingMail(
                    HELP,
                    List.of(ADA),
                    List.of(),
                    List.of(),
                    null,
                    "Accepted: Lampe",
                    "We come.",
                    null,
                    new MimeMessageId("a1@relais.example"),
                    null,
                    List.of(),
                    List.of(),
                    List.of(reply),
                    NOW)),
            StandardCharsets.US_ASCII);
    assertThat(wire.replace("\r\n ", " "))
        .contains("multipart/alternative")
        .contains("Content-Type: text/calendar; charset=utf-8; method=REPLY");
    Invitation read = MailReader.read(wire.getBytes(StandardCharsets.US_ASCII)).invitation();
    assertThat(read)
        .isEqualTo(
            new Invitation(
                Invitation.Method.REPLY,
                "040000008200E00074C5B7101A82E008",
                2,
                null,
                "Lampe",
                "",
                "",
                time("2026-11-05T09:00", "UTC", "2026-11-05T09:00:00Z"),
                null,
                false,
                ADA,
                List.of(new Invitation.Attendee(HELP, answer, true))));
  }

  @Test
  void M72_an_answer_has_what_the_standard_asks_for() {
    String reply =
        new String(
            invitation("invitation-whole-day-series")
                .answer(HELP, Participation.DECLINED, NOW)
                .content(),
            StandardCharsets.UTF_8);
    assertThat(reply)
        .contains("METHOD:REPLY\r\n", "UID:day@example.org\r\n", "DTSTAMP:20261102T090000Z\r\n")
        .contains("ORGANIZER:mailto:ada@example.org\r\n", "SEQUENCE:0\r\n", "PARTSTAT=DECLINED")
        .contains("DTSTART;VALUE=DATE:20261105\r\n")
        .doesNotContain("RRULE", "DTEND");
  }

  @Test
  void M72_what_asks_for_no_answer_gets_none() {
    Invitation cancelled = invitation("invitation-cancelled-for-one-date");
    assertThatThrownBy(() -> cancelled.answer(HELP, Participation.ACCEPTED, NOW))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cancel");
    Invitation request = invitation("invitation-from-outlook");
    assertThatThrownBy(() -> request.answer(HELP, Participation.NEEDS_ACTION, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Invitation invitation(String oddity) {
    return Objects.requireNonNull(Golden.mail(oddity).invitation());
  }

  private static CalendarTime time(String local, String zone, String instant) {
    return new CalendarTime(LocalDateTime.parse(local), zone, Instant.parse(instant), false);
  }
}
