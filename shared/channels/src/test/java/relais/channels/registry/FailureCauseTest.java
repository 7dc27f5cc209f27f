package relais.channels.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.channels.FailureCause;
import relais.conversation.Channel;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FailureCauseTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "whatsapp, 190, SIGN_IN",
        "whatsapp, 131047, WINDOW_CLOSED",
        "whatsapp, 131053, BAD_FILE",
        "whatsapp, 130429, TOO_FAST",
        "whatsapp, 999999, none",
        "whatsapp, 132001, none",
        "messenger, 10/2018278, WINDOW_CLOSED",
        "messenger, 190, SIGN_IN",
        "instagram, 551, CUSTOMER_GONE",
        "instagram, 100/2018047, BAD_FILE",
        "telegram, 403, CUSTOMER_GONE",
        "telegram, 400/file, BAD_FILE",
        "telegram, 400, none",
        "sms, 21610, OPTED_OUT",
        "sms, 30003, CUSTOMER_UNREACHABLE",
        "sms, 20003, SIGN_IN",
        "custom, http-410, SIGN_IN",
        "custom, http-400, none",
        "sms, nonsense, none"
      })
  void P705_a_code_comes_to_a_cause_for_which_every_reader_has_words(
      String channel, String code, String cause) {
    assertThat(
            Optional.ofNullable(
                Channels.findSending(Channel.of(channel)).orElseThrow().cause(code)))
        .isEqualTo(Optional.ofNullable(cause).map(FailureCause::valueOf));
  }

  @Test
  void P705_codes_of_ours_and_of_mail_have_causes_too() {
    assertThat(FailureCause.ofOurs("no-token")).isEqualTo(FailureCause.SIGN_IN);
    assertThat(FailureCause.ofOurs("http-503")).isEqualTo(FailureCause.OUTAGE);
    assertThat(FailureCause.ofOurs("131047")).isNull();
    assertThat(FailureCause.ofMail("SendingPausedException")).isEqualTo(FailureCause.LOCKED);
  }
}
