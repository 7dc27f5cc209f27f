package relais.channels.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.channels.ChannelEvent;
import relais.channels.WebhookArrival;
import relais.channels.WebhookCall;
import relais.channels.WebhookIntake;
import relais.conversation.Amendment;
import relais.conversation.BusinessHours;
import relais.conversation.Channel;
import relais.conversation.ChatPart;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.conversation.TeamId;
import relais.conversation.Workspace;

@DisplayNameGeneration(ReplaceUnderscores.class)
class VoiceAnswerTest {
  /// A Thursday, 11 in the morning in Brussels.
  private static final Instant THURSDAY = Instant.parse("2026-11-26T10:00:00Z");

  private static final String RINGS =
      "CallSid=CA1&From=%2B31612345678&To=%2B31205550144&Direction=inbound&CallStatus=ringing";
  private static final Map<String, String> OFFICE =
      Map.of("forwardTo", "+31201112233", "language", "nl");

  /// On Thursdays, with a break at noon; not on the next one.
  private static final BusinessHours HOURS =
      new BusinessHours(
          ZoneId.of("Europe/Brussels"),
          Map.of(DayOfWeek.THURSDAY, List.of(between(9, 12), between(13, 17))),
          new TreeSet<>(List.of(LocalDate.of(2026, 12, 3))));

  private static BusinessHours.Interval between(int from, int until) {
    return new BusinessHours.Interval(LocalTime.of(from, 0), LocalTime.of(until, 0));
  }

  @Test
  void P600_inside_business_hours_the_team_is_rung() {
    assertThat(answer(OFFICE, RINGS, THURSDAY))
        .contains(
            "<Dial timeout=\"20\" action=\"/webhooks/voice/desk\" answerOnBridge=\"true\">"
                + "<Number url=\"/webhooks/voice/desk?screened=1\">+31201112233</Number></Dial>");
    assertThat(answer(Map.of("forwardTo", "sip:desk@pbx.example", "ringSeconds", "9"), RINGS))
        .contains("<Dial timeout=\"9\"")
        .contains("<Sip>sip:desk@pbx.example</Sip>");
  }

  @Test
  void P601_outside_of_them_and_unanswered_a_caller_can_leave_a_message_in_their_language() {
    for (String outside :
        List.of(
            answer(OFFICE, RINGS, Instant.parse("2026-11-26T20:00:00Z")),
            answer(OFFICE, RINGS, Instant.parse("2026-11-26T11:30:00Z")),
            answer(OFFICE, RINGS, Instant.parse("2026-11-28T10:00:00Z")),
            answer(OFFICE, RINGS, Instant.parse("2026-12-03T10:00:00Z")),
            answer(OFFICE, progress("no-answer"), THURSDAY),
            answer(OFFICE, progress("busy"), THURSDAY),
            answer(Map.of("language", "nl"), RINGS, THURSDAY))) {
      assertThat(outside)
          .contains("<Say language=\"nl-NL\">Er kan nu niemand opnemen")
          .contains("<Record action=\"/webhooks/voice/desk\"")
          .doesNotContain("transcribe");
    }
    assertThat(answer(Map.of(), RINGS, THURSDAY)).contains("transcribe=\"true\"");
  }

  @Test
  void P601_a_greeting_is_text_and_nothing_else() {
    assertThat(answer(Map.of("greeting", "Hi & <Dial>+1900</Dial>"), RINGS, THURSDAY))
        .contains("Hi &amp; &lt;Dial&gt;+1900&lt;/Dial&gt;");
  }

  @Test
  void P662_whoever_answers_for_the_team_is_asked_for_a_key_unless_the_inbox_says_otherwise() {
    String asked = screened("");
    assertThat(asked)
        .contains("<Say language=\"nl-NL\">Een klant belt u.")
        .contains("action=\"/webhooks/voice/desk?screened=1\"")
        .endsWith("<Hangup/></Response>");
    assertThat(asked.split("<Gather ", -1)).hasSize(3);
    assertThat(screened("&Digits=5")).endsWith("<Response></Response>");
    assertThat(answer(Map.of("forwardTo", "+31201112233", "screening", "off"), RINGS))
        .contains("<Number>+31201112233</Number>");
  }

  @Test
  void P663_a_voicemail_that_answered_there_does_not_get_the_caller() {
    String swallowed = progress("completed") + "&DialCallDuration=11&DialBridged=false";
    assertThat(answer(OFFICE, swallowed, THURSDAY)).contains("<Record ");
    assertThat(items(swallowed)).noneMatch(item -> item instanceof InboundItem.Amended);
    assertThat(answer(OFFICE, progress("completed") + "&DialBridged=true", THURSDAY))
        .contains("<Response><Hangup/></Response>");
  }

  @Test
  void P664_what_is_asked_on_the_line_to_the_team_is_no_call() {
    WebhookCall call =
        new WebhookCall(
            LEG.getBytes(UTF_8),
            Map.of(),
            "https://relais.example/webhooks/voice/desk?screened=1",
            THURSDAY);
    assertThat(new TwilioVoiceChannel().read(call))
        .singleElement()
        .isInstanceOf(ChannelEvent.Notice.class);
  }

  private static final String LEG =
      "CallSid=CA2&ParentCallSid=CA1&From=%2B31612345678&To=%2B31201112233"
          + "&Direction=outbound-dial&CallStatus=in-progress";

  private static String screened(String more) {
    return new TwilioVoiceChannel()
        .reply(
            new WebhookCall(
                (LEG + more).getBytes(UTF_8),
                Map.of(),
                "https://relais.example/webhooks/voice/desk?screened=1",
                THURSDAY),
            inbox(OFFICE))
        .body();
  }

  @Test
  void P602_a_call_that_was_answered_or_is_over_is_left_alone() {
    assertThat(answer(OFFICE, progress("completed"), THURSDAY)).contains("<Hangup/>");
    assertThat(answer(OFFICE, RINGS.replace("ringing", "completed"), THURSDAY))
        .doesNotContain("<Dial")
        .doesNotContain("<Record");
    assertThat(
            answer(
                OFFICE,
                RINGS.replace("ringing", "in-progress") + "&RecordingSid=RE1&RecordingUrl=x",
                THURSDAY))
        .contains("Bedankt");
  }

  @Test
  void P603_every_report_brings_the_call_and_what_is_new_of_it() {
    assertThat(items(RINGS))
        .singleElement()
        .isInstanceOfSatisfying(
            InboundItem.Received.class,
            rings -> {
              assertThat(rings.automatic()).isEqualTo("call");
              assertThat(rings.from()).isEqualTo(new Identity("phone", "+31612345678"));
              assertThat(rings.source()).isEqualTo("voice/+31205550144/CA1");
            });
    assertThat(known(progress("completed") + "&DialCallDuration=42"))
        .isEqualTo(new ChatPart.Call(false, 42, null, null, null));
    assertThat(known(RINGS.replace("ringing", "completed") + "&CallDuration=7"))
        .isEqualTo(new ChatPart.Call(true, null, 7, null, null));
    String recording = "https://api.twilio.com/2010-04-01/Accounts/AC/Recordings/RE1";
    assertThat(
            known(
                RINGS.replace("ringing", "in-progress")
                    + "&RecordingSid=RE1&RecordingUrl="
                    + recording))
        .isEqualTo(new ChatPart.Call(false, null, null, recording, null));
    assertThat(
            known(
                "CallSid=CA1&RecordingSid=RE1&TranscriptionSid=TR1&TranscriptionStatus=completed"
                    + "&TranscriptionText=Call+me"))
        .isEqualTo(new ChatPart.Call(false, null, null, null, "Call me"));
  }

  @Test
  void P604_who_hides_their_number_is_a_stranger_in_each_call() {
    InboundItem.Received hidden =
        (InboundItem.Received) items(RINGS.replace("%2B31612345678", "anonymous")).getFirst();
    assertThat(hidden.from()).isEqualTo(new Identity("voice", "CA1"));
  }

  private static String progress(String rung) {
    return RINGS.replace("ringing", "in-progress") + "&DialCallStatus=" + rung;
  }

  private static ChatPart.Call known(String form) {
    InboundItem.Amended amended = (InboundItem.Amended) items(form).getLast();
    assertThat(amended.original()).isEqualTo("CA1");
    return ((Amendment.Called) amended.amendment()).call();
  }

  private static List<InboundItem> items(String form) {
    Inbox.Connected inbox = inbox(OFFICE);
    Settings settings =
        new Settings(
            1,
            new Workspace("Desk"),
            List.of(inbox),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null);
    return WebhookIntake.read(
            new TwilioVoiceChannel(),
            call(form, THURSDAY),
            new WebhookArrival(settings, THURSDAY, "raw", inbox))
        .items();
  }

  private static String answer(Map<String, String> settings, String form) {
    return answer(settings, form, THURSDAY);
  }

  private static String answer(Map<String, String> settings, String form, Instant now) {
    return new TwilioVoiceChannel().reply(call(form, now), inbox(settings)).body();
  }

  private static WebhookCall call(String form, Instant now) {
    return new WebhookCall(form.getBytes(UTF_8), Map.of(), null, now);
  }

  private static Inbox.Connected inbox(Map<String, String> settings) {
    return new Inbox.Connected(
        new InboxId("desk"),
        "Desk",
        new TeamId("support"),
        Channel.of("voice"),
        "+31205550144",
        "+31 20 555 0144",
        settings,
        settings.equals(OFFICE) ? HOURS : null);
  }
}
