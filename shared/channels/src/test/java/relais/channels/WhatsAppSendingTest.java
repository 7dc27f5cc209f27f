package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relais.channels.WhatsAppContent.MediaKind;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem.MessageReference;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WhatsAppSendingTest {
  private static final Identity PHONE = new Identity("phone", "+31612345678");
  private static final MessageReference.Ours OURS =
      new MessageReference.Ours(
          new ConversationId("01K9ZZZZZZ0000000000000001"),
          new EntryId("01K9ZZZZZZ0000000000000002"));
  private static final String CALLBACK = "01K9ZZZZZZ0000000000000001/01K9ZZZZZZ0000000000000002";

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @Test
  void P22_a_text_goes_out_with_our_reference() throws IOException {
    assertThat(Golden.read(string(WhatsAppRequests.text(PHONE, "Hallo 👋", null, OURS))))
        .isEqualTo(
            Golden.read(
                """
                {"messaging_product": "whatsapp", "recipient_type": "individual",
                 "to": "+31612345678", "type": "text",
                 "biz_opaque_callback_data": "%s",
                 "text": {"body": "Hallo 👋"}}
                """
                    .formatted(CALLBACK)));
    assertThat(WhatsAppRequests.path("106540352242922")).isEqualTo("/106540352242922/messages");
  }

  @Test
  void P22_an_answer_names_the_message_it_answers() throws IOException {
    assertThat(
            Golden.read(string(WhatsAppRequests.text(PHONE, "Ja", "wamid.X", OURS)))
                .at("/context/message_id")
                .textValue())
        .isEqualTo("wamid.X");
  }

  @Test
  void P22_our_reference_comes_back_as_it_went_out() {
    assertThat(CallbackReference.read(CallbackReference.write(OURS))).isEqualTo(OURS);
    assertThat(CallbackReference.read(CALLBACK + "/1")).isNull();
    assertThat(CallbackReference.read("")).isNull();
  }

  @Test
  void P23_somebody_known_by_user_id_alone_is_reached_by_it() throws IOException {
    assertThat(
            Golden.read(
                string(
                    WhatsAppRequests.text(new Identity("whatsapp", "NL.1349"), "Hi", null, OURS))))
        .isEqualTo(
            Golden.read(
                """
                {"messaging_product": "whatsapp", "recipient_type": "individual",
                 "recipient": "NL.1349", "type": "text",
                 "biz_opaque_callback_data": "%s", "text": {"body": "Hi"}}
                """
                    .formatted(CALLBACK)));
  }

  @Test
  void P23_a_mail_address_is_not_reached_on_whatsapp() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WhatsAppRequests.text(Identity.email("a@example.org"), "Hi", null, OURS))
        .withMessageContaining("email");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void P24_a_long_text_loses_nothing_but_white_space_at_the_cuts(long seed) {
    Random random = new Random(seed);
    String text = anyText(random);
    int limit = 20 + random.nextInt(200);
    List<String> parts = WhatsAppText.parts(text, limit);
    assertThat(parts).allSatisfy(part -> assertThat(part.length()).isBetween(1, limit));
    assertThat(parts).allSatisfy(part -> assertThat(part).isEqualTo(part.strip()));
    assertThat(String.join("", parts).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    assertThat(parts).allSatisfy(part -> assertThat(LenientJson.storable(part)).isEqualTo(part));
  }

  private static String anyText(Random random) {
    String[] pieces = {
      "Hello",
      " ",
      "\n",
      "\n\n",
      ". ",
      "👩‍👩‍👧",
      "é",
      "e\u0301",
      "😀",
      "x".repeat(50),
      "! ",
      "word "
    };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < random.nextInt(120); i++) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  @Test
  void P24_cuts_fall_between_paragraphs_then_lines_then_sentences_then_words() {
    assertThat(WhatsAppText.parts("aaaa bbbb\n\ncccc dddd. eeee", 16))
        .containsExactly("aaaa bbbb", "cccc dddd. eeee");
    assertThat(WhatsAppText.parts("aaaa bbbb\ncccc dddd. eeee", 16))
        .containsExactly("aaaa bbbb", "cccc dddd. eeee");
    assertThat(WhatsAppText.parts("Aaaa bbbb. Cccc dddd eeee", 16))
        .containsExactly("Aaaa bbbb.", "Cccc dddd eeee");
    assertThat(WhatsAppText.parts("aaaa bbbb cccc dddd", 16))
        .containsExactly("aaaa bbbb cccc", "dddd");
  }

  @Test
  void P24_a_family_of_emoji_stays_together() {
    assertThat(WhatsAppText.parts("👩‍👩‍👧".repeat(3), 10))
        .containsExactly("👩‍👩‍👧", "👩‍👩‍👧", "👩‍👩‍👧");
  }

  @Test
  void P24_a_text_beyond_the_limit_or_without_words_is_not_sent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WhatsAppRequests.text(PHONE, "x".repeat(4097), null, OURS));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WhatsAppRequests.text(PHONE, " \n", null, OURS));
    assertThat(WhatsAppText.parts(" \n ")).isEmpty();
  }

  @Test
  void P25_a_document_goes_out_with_its_name_and_caption() throws IOException {
    assertThat(
            Golden.read(
                string(
                    WhatsAppRequests.media(
                        PHONE,
                        MediaKind.DOCUMENT,
                        "77",
                        "Your invoice",
                        "invoice.pdf",
                        "wamid.X",
                        OURS))))
        .isEqualTo(
            Golden.read(
                """
                {"messaging_product": "whatsapp", "recipient_type": "individual",
                 "to": "+31612345678", "type": "document",
                 "context": {"message_id": "wamid.X"},
                 "biz_opaque_callback_data": "%s",
                 "document": {"id": "77", "caption": "Your invoice", "filename": "invoice.pdf"}}
                """
                    .formatted(CALLBACK)));
  }

  @Test
  void P25_a_caption_goes_only_where_it_is_shown() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> WhatsAppRequests.media(PHONE, MediaKind.AUDIO, "77", "words", null, null, OURS));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WhatsAppRequests.media(
                    PHONE, MediaKind.IMAGE, "77", "x".repeat(1025), null, null, OURS));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "image/jpeg, 5242880, IMAGE",
        "image/jpeg, 5242881, DOCUMENT",
        "image/gif, 10, DOCUMENT",
        "audio/ogg, 10, AUDIO",
        "video/mp4, 16777217, DOCUMENT",
        "application/pdf, 104857600, DOCUMENT",
        "application/pdf, 104857601, none"
      })
  void P25_size_and_type_decide_as_what_a_file_goes(String type, long size, String kind) {
    assertThat(String.valueOf(WhatsAppMedia.kindOf(type, size))).isEqualTo(String.valueOf(kind));
  }

  @Test
  void P26_an_accepted_message_has_its_id() {
    assertThat(
            answer(
                200,
                """
                {"messaging_product":"whatsapp",
                 "contacts":[{"input":"+31612345678","wa_id":"31612345678"}],
                 "messages":[{"id":"wamid.A","message_status":"held_for_quality_assessment"}]}
                """))
        .isEqualTo(new SendAnswer.Accepted("wamid.A", "held_for_quality_assessment"));
    assertThat(answer(200, "{\"messages\":[{\"id\":\"wamid.A\"}]}"))
        .isEqualTo(new SendAnswer.Accepted("wamid.A", "accepted"));
  }

  @Test
  void P26_an_answer_without_an_id_is_not_sent_again_on_our_own() {
    for (String body : List.of("", "{}", "<html>", "{\"messages\":[]}")) {
      ProviderFailure failure = refused(200, body);
      assertThat(failure.code()).isEqualTo("no-message-id");
      assertThat(failure.passing()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"500, true", "503, true", "429, true", "404, false", "400, false"})
  void P26_a_status_without_an_error_object_decides_alone(int status, boolean passing) {
    assertThat(refused(status, "<html>").passing()).isEqualTo(passing);
    assertThat(refused(status, "<html>").code()).isEqualTo("http-" + status);
  }

  @Test
  void P26_an_error_object_decides_by_its_code_whatever_the_status() {
    ProviderFailure failure =
        refused(
            400,
            """
            {"error":{"message":"(#130429) Rate limit hit","type":"OAuthException","code":130429,
             "error_data":{"messaging_product":"whatsapp","details":"Slow down"},
             "fbtrace_id":"A"}}
            """);
    assertThat(failure).isEqualTo(WhatsAppFailures.of(130429, "Slow down"));
    assertThat(failure.passing()).isTrue();
  }

  @Test
  void P26_an_unknown_error_is_passing_when_whatsapp_says_so() {
    assertThat(refused(400, "{\"error\":{\"code\":999,\"is_transient\":true}}").passing()).isTrue();
    assertThat(refused(500, "{\"error\":{\"code\":999}}").passing()).isTrue();
    assertThat(refused(400, "{\"error\":{\"code\":999}}").passing()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 80007, 130429, 131056, 131000, 131016, 131057, 133016})
  void P27_what_passes_by_itself_is_tried_again(int code) {
    assertThat(WhatsAppFailures.of(code, null).passing()).isTrue();
    assertThat(WhatsAppFailures.of(code, null).retryable()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        190, 10, 200, 299, 131026, 131047, 131021, 131030, 131051, 131031, 368, 130497, 132000,
        132001, 132005, 132007, 132008, 132012, 132015, 132016, 131042, 131048, 131049, 131050,
        131052, 131053, 131062, 130472, 100, 131008, 131009
      })
  void P27_everything_else_stops_with_words_of_our_own(int code) {
    ProviderFailure failure = WhatsAppFailures.of(code, "their words");
    assertThat(failure.passing()).isFalse();
    assertThat(failure.code()).isEqualTo(Integer.toString(code));
    assertThat(failure.reason()).doesNotContain("their words").endsWith(".");
    assertThat(failure.reason()).isNotEqualTo(WhatsAppFailures.of(0, null).reason());
  }

  @ParameterizedTest
  @CsvSource({
    "190, true",
    "10, true",
    "131031, true",
    "131042, true",
    "131047, false",
    "131021, false",
    "131051, false",
    "131050, false",
    "132001, false",
    "131053, false"
  })
  void P27_the_same_message_goes_again_only_where_something_else_can_change(
      int code, boolean retryable) {
    assertThat(WhatsAppFailures.of(code, null).retryable()).isEqualTo(retryable);
  }

  @Test
  void P28_a_file_is_found_with_its_digest_in_one_form() {
    String hex = "49f22763482062930995459b3317b02be10137f019bf3c3f3e0bb4d33f9c40d5";
    assertThat(
            WhatsAppMedia.lookup(
                200,
                """
                {"messaging_product":"whatsapp","url":"https://lookaside.fbsbx.com/x?mid=1",
                 "mime_type":"image/jpeg","sha256":"%s","file_size":"303833","id":"1"}
                """
                    .formatted(hex)
                    .getBytes(UTF_8)))
        .isEqualTo(
            new WhatsAppMedia.Lookup.Found(
                URI.create("https://lookaside.fbsbx.com/x?mid=1"), hex, "image/jpeg", 303833));
    assertThat(WhatsAppMedia.sha256("SfInY0ggYpMJlUWbMxewK+EBN/AZvzw/Pgu00z+cQNU=")).isEqualTo(hex);
    assertThat(WhatsAppMedia.sha256("nonsense")).isNull();
  }

  @Test
  void P28_a_file_that_is_gone_says_so_and_one_that_is_late_is_tried_again() {
    assertThat(
            lookupFailure(
                    400, "{\"error\":{\"code\":100,\"error_subcode\":33,\"message\":\"gone\"}}")
                .reason())
        .contains("seven days");
    assertThat(lookupFailure(503, "").passing()).isTrue();
    assertThat(lookupFailure(200, "{}").code()).isEqualTo("no-address");
    assertThat(lookupFailure(401, "{\"error\":{\"code\":190}}").reason()).contains("access token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../me", "1/2", "", "1?x=y", ".."})
  void P28_an_id_that_is_none_is_never_asked_for(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> WhatsAppMedia.path(id));
  }

  private static ProviderFailure lookupFailure(int status, String body) {
    return ((WhatsAppMedia.Lookup.Refused) WhatsAppMedia.lookup(status, body.getBytes(UTF_8)))
        .failure();
  }

  private static SendAnswer answer(int status, String body) {
    return WhatsAppRequests.answer(status, body.getBytes(UTF_8));
  }

  private static ProviderFailure refused(int status, String body) {
    return ((SendAnswer.Refused) answer(status, body)).failure();
  }

  private static String string(byte[] json) {
    return new String(json, UTF_8);
  }
}
