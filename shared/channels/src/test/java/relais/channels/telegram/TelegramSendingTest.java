package relais.channels.telegram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relais.channels.Envelope;
import relais.channels.Golden;
import relais.channels.Outgoing;
import relais.channels.Outgoing.Choice;
import relais.channels.Outgoing.File.Source;
import relais.channels.Outgoing.Framed;
import relais.channels.Part;
import relais.channels.Part.File.Kind;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.SignatureCheck;
import relais.channels.WebhookCall;
import relais.channels.Written;
import relais.conversation.Identity;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TelegramSendingTest {
  private static final TelegramChannel TELEGRAM = new TelegramChannel();

  @Test
  void P43_the_word_we_chose_proves_telegram() {
    assertThat(check("s3cret-word")).isEqualTo(SignatureCheck.VALID);
    assertThat(check("s3cret-wore")).isEqualTo(SignatureCheck.INVALID);
    assertThat(check(null)).isEqualTo(SignatureCheck.MISSING);
  }

  private static SignatureCheck check(@Nullable String word) {
    Map<String, String> headers =
        word == null ? Map.of() : Map.of("X-Telegram-Bot-Api-Secret-Token", word);
    return TELEGRAM.check(
        new WebhookCall(new byte[0], headers, null, null), List.of("", "other", "s3cret-word"));
  }

  @Test
  void P33_every_message_goes_out_by_its_method() throws IOException {
    assertSent(new Outgoing.Text("Hallo <b>"), "sendMessage", "{\"text\":\"Hallo <b>\"}");
    assertSent(file(Kind.IMAGE, "See"), "sendPhoto", "{\"photo\":\"AgAC\",\"caption\":\"See\"}");
    assertSent(file(Kind.VOICE, null), "sendVoice", "{\"voice\":\"AgAC\"}");
    assertSent(file(Kind.VIDEO_NOTE, null), "sendVideoNote", "{\"video_note\":\"AgAC\"}");
    assertSent(
        new Outgoing.Album(List.of(file(Kind.IMAGE, null), file(Kind.VIDEO, "Both"))),
        "sendMediaGroup",
        """
        {"media": [{"type": "photo", "media": "AgAC"},
                   {"type": "video", "media": "AgAC", "caption": "Both"}]}
        """);
    BigDecimal one = BigDecimal.ONE;
    assertSent(
        new Outgoing.Place(one, one, null, null),
        "sendLocation",
        "{\"latitude\":1,\"longitude\":1}");
    assertSent(
        new Outgoing.Place(one, one, "Shop", "Dam 1"),
        "sendVenue",
        "{\"latitude\":1,\"longitude\":1,\"title\":\"Shop\",\"address\":\"Dam 1\"}");
    assertSent(
        new Outgoing.Cards(List.of(new Part.Card("Jan", null, List.of("+316"), List.of()))),
        "sendContact",
        "{\"phone_number\":\"+316\",\"first_name\":\"Jan\"}");
    assertSent(
        new Outgoing.Choices(
            Framed.of("Ready?"), List.of(Choice.of("y", "Yes"), Choice.of("n", "No"))),
        "sendMessage",
        """
        {"text": "Ready?", "reply_markup": {"inline_keyboard": [
          [{"text": "Yes", "callback_data": "y"}], [{"text": "No", "callback_data": "n"}]]}}
        """);
    assertSent(
        new Outgoing.Reaction("5", "👍"),
        "setMessageReaction",
        "{\"message_id\":5,\"reaction\":[{\"type\":\"emoji\",\"emoji\":\"👍\"}]}");
    assertSent(
        new Outgoing.Reaction("5", null),
        "setMessageReaction",
        "{\"message_id\":5,\"reaction\":[]}");
    assertSent(new Outgoing.Typing(), "sendChatAction", "{\"action\":\"typing\"}");
  }

  @Test
  void P22_an_answer_names_the_message_it_answers() throws IOException {
    Envelope envelope =
        new Envelope("1", "bc1", new Identity("telegram", "-100123"), "44", null, false);
    Written.Request request = (Written.Request) TELEGRAM.write(new Outgoing.Text("Ja"), envelope);
    assertThat(Golden.read(new String(request.body(), UTF_8)))
        .isEqualTo(
            Golden.read(
                """
                {"business_connection_id": "bc1", "chat_id": -100123, "text": "Ja",
                 "reply_parameters": {"message_id": 44, "allow_sending_without_reply": true}}
                """));
  }

  @Test
  void P32_what_telegram_would_refuse_is_refused_in_words() {
    assertThat(refused(new Outgoing.Text("x".repeat(4_097)))).hasSize(1);
    assertThat(refused(file(Kind.STICKER, "words"))).hasSize(1);
    assertThat(refused(new Outgoing.Album(List.of(file(Kind.VOICE, null))))).hasSize(2);
    assertThat(
            refused(
                new Outgoing.Choices(
                    new Framed("x", "h", null), List.of(Choice.of("é".repeat(33), "t")))))
        .hasSize(2);
    assertThat(refused(new Outgoing.Seen("5", false))).hasSize(1);
    assertThat(refused(new Outgoing.Reaction("wamid", "👍"))).hasSize(1);
    assertThat(
            ((Written.Refused)
                    TELEGRAM.write(
                        new Outgoing.Text("x"),
                        Envelope.of("1", new Identity("phone", "+31612345678"))))
                .reasons())
        .hasSize(1);
  }

  @Test
  void P26_an_accepted_message_has_its_id() {
    assertThat(answer(200, "{\"ok\":true,\"result\":{\"message_id\":77}}"))
        .isEqualTo(new SendAnswer.Accepted("77", "accepted"));
    assertThat(answer(200, "{\"ok\":true,\"result\":[{\"message_id\":8},{\"message_id\":9}]}"))
        .isEqualTo(new SendAnswer.Accepted("8", "accepted"));
  }

  @ParameterizedTest
  @CsvSource({
    "429, 'Too Many Requests: retry after 7', true, 7 seconds",
    "403, 'Forbidden: bot was blocked by the user', false, blocked",
    "403, 'Forbidden: bot can''t initiate conversation with a user', false, press Start",
    "400, 'Bad Request: chat not found', false, write to the bot first",
    "400, 'Bad Request: something new', false, something new",
    "401, Unauthorized, false, token",
    "502, 'Bad Gateway', true, later try"
  })
  void P27_a_failure_says_what_to_do(int code, String words, boolean passing, String reason) {
    ProviderFailure failure =
        ((SendAnswer.Refused)
                answer(
                    code,
                    """
                    {"ok":false,"error_code":%d,"description":"%s","parameters":{"retry_after":7}}
                    """
                        .formatted(code, words)))
            .failure();
    assertThat(failure.passing()).isEqualTo(passing);
    assertThat(failure.reason()).contains(reason);
  }

  private static SendAnswer answer(int status, String body) {
    return TELEGRAM.answer(status, body.getBytes(UTF_8));
  }

  private static Outgoing.File file(Kind kind, @Nullable String caption) {
    return new Outgoing.File(kind, new Source.Uploaded("AgAC"), caption, null);
  }

  private static List<String> refused(Outgoing message) {
    return ((Written.Refused) TELEGRAM.write(message, envelope())).reasons();
  }

  private static Envelope envelope() {
    return Envelope.of("1", new Identity("telegram", "7301122334"));
  }

  private static void assertSent(Outgoing message, String method, String fields)
      throws IOException {
    Written.Request request = (Written.Request) TELEGRAM.write(message, envelope());
    assertThat(request.path()).isEqualTo("/bot{token}/" + method);
    assertThat(Golden.read(new String(request.body(), UTF_8)))
        .isEqualTo(Golden.read("{\"chat_id\":7301122334," + fields.strip().substring(1)));
  }
}
