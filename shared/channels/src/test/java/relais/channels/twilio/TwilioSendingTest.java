package relais.channels.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.channels.Envelope;
import relais.channels.Outgoing;
import relais.channels.Outgoing.File.Source;
import relais.channels.Part.File.Kind;
import relais.channels.SendAnswer;
import relais.channels.Written;
import relais.channels.twilio.SmsSegments.Alphabet;
import relais.conversation.Identity;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TwilioSendingTest {
  private static final TwilioSmsChannel SMS = new TwilioSmsChannel();

  @Test
  void P33_a_short_message_goes_out_as_a_form() {
    Written.Request request =
        (Written.Request) SMS.write(new Outgoing.Text("Hi & bye"), envelope("+31205550142"));
    assertThat(request.path()).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
    assertThat(new String(request.body(), UTF_8))
        .isEqualTo("To=%2B31612345678&From=%2B31205550142&Body=Hi+%26+bye");
  }

  @Test
  void P33_files_go_by_their_address_and_a_service_picks_the_number() {
    Outgoing.File file =
        new Outgoing.File(Kind.IMAGE, new Source.Link("https://x.org/a.png"), "See", null);
    assertThat(new String(((Written.Request) SMS.write(file, envelope("MG9"))).body(), UTF_8))
        .isEqualTo(
            "To=%2B31612345678&MessagingServiceSid=MG9&Body=See"
                + "&MediaUrl=https%3A%2F%2Fx.org%2Fa.png");
  }

  @Test
  void P32_what_a_short_message_cannot_hold_is_refused_in_words() {
    assertThat(refused(new Outgoing.Text("x".repeat(1_601)), "+1")).hasSize(1);
    assertThat(refused(new Outgoing.Text("x"), null)).hasSize(1);
    assertThat(refused(new Outgoing.Typing(), "+1")).hasSize(1);
    assertThat(refused(new Outgoing.File(Kind.IMAGE, new Source.Uploaded("1"), null, null), "+1"))
        .hasSize(1);
  }

  private static List<String> refused(Outgoing message, @Nullable String from) {
    return ((Written.Refused) SMS.write(message, envelope(from))).reasons();
  }

  private static Envelope envelope(@Nullable String from) {
    return new Envelope("AC1", from, new Identity("phone", "+31612345678"), null, null, false);
  }

  @Test
  void P26_an_answer_is_an_acceptance_or_a_failure_in_words() {
    assertThat(SMS.answer(201, "{\"sid\":\"SM1\",\"status\":\"queued\"}".getBytes(UTF_8)))
        .isEqualTo(new SendAnswer.Accepted("SM1", "queued"));
    SendAnswer.Refused stopped =
        (SendAnswer.Refused)
            SMS.answer(400, "{\"code\":21610,\"message\":\"x\",\"status\":400}".getBytes(UTF_8));
    assertThat(stopped.failure().reason()).contains("STOP");
    assertThat(((SendAnswer.Refused) SMS.answer(503, new byte[0])).failure().passing()).isTrue();
    assertThat(((SendAnswer.Refused) SMS.answer(200, new byte[0])).failure().code())
        .isEqualTo("no-message-id");
  }

  @ParameterizedTest
  @CsvSource({
    "a, 160, GSM_7, 160, 1",
    "a, 161, GSM_7, 161, 2",
    "a, 306, GSM_7, 306, 2",
    "a, 307, GSM_7, 307, 3",
    "€, 80, GSM_7, 160, 1",
    "€, 81, GSM_7, 162, 2",
    "ж, 70, UCS_2, 70, 1",
    "ж, 71, UCS_2, 71, 2",
    "ж, 134, UCS_2, 134, 2",
    "ж, 135, UCS_2, 135, 3",
    "😀, 35, UCS_2, 70, 1",
    "😀, 67, UCS_2, 134, 3",
    "a, 0, GSM_7, 0, 0"
  })
  void P39_segments_are_counted_as_they_are_paid_for(
      String letter, int times, Alphabet alphabet, int units, int segments) {
    assertThat(SmsSegments.of(letter.repeat(times)))
        .isEqualTo(new SmsSegments(alphabet, units, segments));
  }

  @Test
  void P39_no_letter_is_torn_apart_between_segments() {
    // 152 letters leave room for one septet; a euro sign needs two.
    assertThat(SmsSegments.of("a".repeat(152) + "€" + "a".repeat(151)).segments()).isEqualTo(2);
    assertThat(SmsSegments.of("a".repeat(152) + "€" + "a".repeat(152)).segments()).isEqualTo(3);
  }
}
