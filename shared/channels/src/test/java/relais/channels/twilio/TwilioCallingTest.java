package relais.channels.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.channels.FailureCause;
import relais.channels.Outgoing;
import relais.channels.SendAnswer;
import relais.channels.SendingChannel;
import relais.channels.WebhookArrival;
import relais.channels.WebhookCall;
import relais.channels.WebhookIntake;
import relais.channels.Written;
import relais.conversation.CallProgress;
import relais.conversation.Channel;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.conversation.TeamId;
import relais.conversation.Workspace;

/// We call somebody through Twilio.
@DisplayNameGeneration(ReplaceUnderscores.class)
class TwilioCallingTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
  private static final TwilioVoiceChannel CHANNEL = new TwilioVoiceChannel();
  private static final String AGENT = "+31698765432";
  private static final Identity CUSTOMER = new Identity("phone", "+31612345678");
  private static final MessageReference.Ours OURS =
      new MessageReference.Ours(
          new ConversationId("01JD0000000000000000000001"),
          new EntryId("01JD0000000000000000000002"));
  private static final String ADDRESS = "https://relais.example/webhooks/voice/desk";
  private static final String REFERENCE =
      "?message=01JD0000000000000000000001%2F01JD0000000000000000000002";
  private static final String OUTBOUND =
      "CallSid=CA9&Direction=outbound-api&From=%2B31205550144&To=%2B31698765432";

  private static final Inbox.Connected INBOX =
      new Inbox.Connected(
          new InboxId("desk"),
          "Desk",
          new TeamId("support"),
          Channel.of("voice"),
          "+31205550144",
          "+31 20 555 0144",
          Map.of("accountSid", "AC1"));

  private static final String CUSTOMER_IN_ADDRESS = "&customer=%2B31612345678";

  @Test
  void P640_the_agent_is_rung_first_and_the_address_that_is_asked_then_says_who_is_called() {
    Written.Request request = (Written.Request) write(new Outgoing.Call(AGENT), CUSTOMER);
    assertThat(request.path()).isEqualTo("/2010-04-01/Accounts/AC1/Calls.json");
    FormParameters form = FormParameters.of(new String(request.body(), UTF_8));
    assertThat(form.word("To")).isEqualTo(AGENT);
    assertThat(form.word("From")).isEqualTo("+31205550144");
    assertThat(form.word("StatusCallback")).isEqualTo(ADDRESS + REFERENCE);
    assertThat(form.word("Url")).isEqualTo(ADDRESS + REFERENCE + CUSTOMER_IN_ADDRESS);
  }

  @Test
  void P660_the_agent_is_asked_twice_for_a_key_in_the_language_of_the_inbox() {
    String asked = answer(OUTBOUND + "&CallStatus=in-progress");
    assertThat(asked)
        .containsOnlyOnce("<Hangup/></Response>")
        .contains("<Say language=\"en-GB\">Press any key")
        .doesNotContain("<Dial");
    assertThat(asked.split("<Gather ", -1)).hasSize(3);
    assertThat(asked)
        .contains(
            "action=\"/webhooks/voice/desk"
                + (REFERENCE + CUSTOMER_IN_ADDRESS).replace("&", "&amp;")
                + "\"");
  }

  @Test
  void P661_with_a_key_pressed_the_customer_is_rung_who_sees_the_number_of_the_inbox() {
    assertThat(answer(OUTBOUND + "&CallStatus=in-progress&Digits=%23"))
        .endsWith(
            "<Response><Dial callerId=\"+31205550144\" timeout=\"40\" action=\"%s\">"
                    .formatted("/webhooks/voice/desk" + REFERENCE)
                + "<Number>+31612345678</Number></Dial></Response>");
  }

  @Test
  void P661_nobody_is_rung_once_the_agent_has_hung_up_or_where_no_number_stands() {
    for (String over :
        List.of(
            "&CallStatus=completed&Digits=1",
            "&CallStatus=in-progress&DialCallStatus=no-answer&Digits=1")) {
      assertThat(answer(OUTBOUND + over)).contains("<Response><Hangup/></Response>");
    }
    assertThat(
            CHANNEL
                .reply(
                    call(
                        OUTBOUND + "&CallStatus=in-progress&Digits=1",
                        ADDRESS + REFERENCE + "&customer=0900"),
                    INBOX)
                .body())
        .contains("<Response><Hangup/></Response>");
  }

  private static String answer(String form) {
    return CHANNEL.reply(call(form, ADDRESS + REFERENCE + CUSTOMER_IN_ADDRESS), INBOX).body();
  }

  @Test
  void P641_nothing_but_a_call_goes_out_and_to_nobody_without_a_number() {
    assertThat(write(new Outgoing.Text("Hello"), CUSTOMER)).isInstanceOf(Written.Refused.class);
    assertThat(write(new Outgoing.Call(AGENT), new Identity("voice", "CA1")))
        .isInstanceOf(Written.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "CallStatus=in-progress&Digits=1, false, true, -",
        "CallStatus=in-progress&DialCallStatus=completed&DialCallDuration=42, false, true, 42",
        "CallStatus=in-progress&DialCallStatus=no-answer, false, true, -",
        "CallStatus=completed&CallDuration=50, true, false, -",
        "CallStatus=no-answer, true, false, -",
        "CallStatus=busy, true, false, -",
        "CallStatus=failed, true, false, -"
      })
  void P642_each_report_tells_what_it_knows_of_the_call_and_that_twilio_has_it(
      String report, boolean over, boolean agentReached, Integer talked) {
    List<InboundItem> items = items(OUTBOUND + "&" + report, ADDRESS + REFERENCE);
    assertThat(items.getFirst())
        .isInstanceOfSatisfying(
            InboundItem.StatusReported.class,
            status -> {
              assertThat(status.message()).isEqualTo(OURS);
              assertThat(status.providerId()).isEqualTo("CA9");
              assertThat(status.status().kind()).isEqualTo(InboundItem.ReportedStatus.Kind.SENT);
            });
    assertThat(items.getLast())
        .isInstanceOfSatisfying(
            InboundItem.CallReported.class,
            call -> {
              assertThat(call.call()).isEqualTo(OURS);
              assertThat(call.progress()).isEqualTo(new CallProgress(over, agentReached, talked));
            });
  }

  @Test
  void P642_a_call_that_was_begun_elsewhere_stays_in_quarantine() {
    assertThat(items(OUTBOUND + "&CallStatus=completed", ADDRESS))
        .singleElement()
        .isInstanceOf(InboundItem.Quarantined.class);
  }

  @Test
  void P643_what_is_asked_within_a_call_of_ours_is_answered_with_its_end() {
    for (String asked :
        List.of(
            "&CallStatus=in-progress&DialCallStatus=no-answer",
            "&CallStatus=in-progress&DialCallStatus=completed",
            "&CallStatus=completed")) {
      assertThat(CHANNEL.reply(call(OUTBOUND + asked, ADDRESS + REFERENCE), INBOX).body())
          .contains("<Response><Hangup/></Response>");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "21211, AGENT_NUMBER, your own number",
    "21210, NOT_SET_UP, inbox",
    "21215, COUNTRY, country",
    "20003, SIGN_IN, auth token",
    "20429, TOO_FAST, Call again"
  })
  void P644_a_refusal_says_what_to_do_and_nothing_is_begun_again_by_itself(
      String code, FailureCause cause, String words) {
    SendAnswer answer =
        CHANNEL.answer(400, "{\"code\":%s,\"message\":\"No\"}".formatted(code).getBytes(UTF_8));
    assertThat(answer)
        .isInstanceOfSatisfying(
            SendAnswer.Refused.class,
            refused -> {
              assertThat(refused.failure().reason()).contains(words);
              assertThat(refused.failure().retryable()).isFalse();
              assertThat(refused.failure().passing()).isFalse();
            });
    assertThat(CHANNEL.cause(code)).isEqualTo(cause);
    assertThat(CHANNEL.answer(201, "{\"sid\":\"CA9\",\"status\":\"queued\"}".getBytes(UTF_8)))
        .isEqualTo(new SendAnswer.Accepted("CA9", "queued"));
  }

  private static Written write(Outgoing message, Identity to) {
    return CHANNEL.write(
        message, CHANNEL.envelope(INBOX, new SendingChannel.Route(to, null, OURS, false, ADDRESS)));
  }

  private static List<InboundItem> items(String form, String url) {
    return WebhookIntake.read(
            CHANNEL,
            call(form, url),
            new WebhookArrival(
                new Settings(
                    1,
                    new Workspace("Desk"),
                    List.of(INBOX),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of()),
                NOW,
                "raw",
                INBOX))
        .items();
  }

  private static WebhookCall call(String form, String url) {
    return new WebhookCall(form.getBytes(UTF_8), Map.of(), url, NOW);
  }
}
