package relais.channels.meta;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
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
import relais.channels.Part.File.Kind;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.SendingChannel;
import relais.channels.Written;
import relais.channels.instagram.InstagramChannel;
import relais.channels.messenger.MessengerChannel;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.InboundItem.MessageReference;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MessagingSendingTest {
  private static final SendingChannel MESSENGER = new MessengerChannel();
  private static final SendingChannel INSTAGRAM = new InstagramChannel();
  private static final Outgoing TEXT = new Outgoing.Text("Hallo");

  @Test
  void P33_a_text_goes_to_messenger_with_our_reference() throws IOException {
    MessageReference.Ours ours =
        new MessageReference.Ours(
            new ConversationId("01K9ZZZZZZ0000000000000001"),
            new EntryId("01K9ZZZZZZ0000000000000002"));
    assertSent(
        MESSENGER,
        TEXT,
        new Envelope("99", null, new Identity("messenger", "7"), "m_1", ours, false),
        """
        {"recipient": {"id": "7"}, "messaging_type": "RESPONSE",
         "message": {"text": "Hallo",
           "metadata": "01K9ZZZZZZ0000000000000001/01K9ZZZZZZ0000000000000002"},
         "reply_to": {"mid": "m_1"}}
        """);
  }

  @Test
  void P33_a_late_answer_bears_the_tag_for_people() throws IOException {
    assertSent(
        INSTAGRAM,
        TEXT,
        new Envelope("99", null, new Identity("instagram", "7"), null, null, true),
        """
        {"recipient": {"id": "7"}, "messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT",
         "message": {"text": "Hallo"}}
        """);
  }

  @Test
  void P33_files_buttons_links_and_signs_go_out_in_their_form() throws IOException {
    assertSent(
        INSTAGRAM,
        new Outgoing.File(Kind.IMAGE, new Source.Link("https://x.org/a.png"), null, null),
        """
        {"recipient": {"id": "7"}, "message": {"attachment": {"type": "image",
          "payload": {"url": "https://x.org/a.png", "is_reusable": false}}}}
        """);
    assertSent(
        MESSENGER,
        new Outgoing.File(Kind.DOCUMENT, new Source.Uploaded("55"), null, "a.pdf"),
        """
        {"recipient": {"id": "7"}, "messaging_type": "RESPONSE", "message": {"attachment":
          {"type": "file", "payload": {"attachment_id": "55"}}}}
        """);
    assertSent(
        INSTAGRAM,
        new Outgoing.Choices(Framed.of("Ready?"), List.of(Choice.of("y", "Yes"))),
        """
        {"recipient": {"id": "7"}, "message": {"text": "Ready?", "quick_replies": [
          {"content_type": "text", "title": "Yes", "payload": "y"}]}}
        """);
    assertSent(
        MESSENGER,
        new Outgoing.LinkButton(Framed.of("Track it"), "Open", "https://x.org"),
        """
        {"recipient": {"id": "7"}, "messaging_type": "RESPONSE", "message": {"attachment":
          {"type": "template", "payload": {"template_type": "button", "text": "Track it",
            "buttons": [{"type": "web_url", "url": "https://x.org", "title": "Open"}]}}}}
        """);
    assertSent(
        INSTAGRAM,
        new Outgoing.Reaction("m_1", "❤️"),
        """
        {"recipient": {"id": "7"}, "sender_action": "react",
         "payload": {"message_id": "m_1", "reaction": "love"}}
        """);
    assertSent(
        MESSENGER,
        new Outgoing.Seen("m_1", false),
        """
        {"recipient": {"id": "7"}, "sender_action": "mark_seen"}
        """);
    assertSent(
        MESSENGER,
        new Outgoing.Typing(),
        """
        {"recipient": {"id": "7"}, "sender_action": "typing_on"}
        """);
  }

  @Test
  void P32_each_has_its_own_limits() {
    assertThat(refused(MESSENGER, new Outgoing.Text("x".repeat(2_001)))).hasSize(1);
    // Instagram counts bytes: 501 letters of two bytes are too many.
    assertThat(refused(INSTAGRAM, new Outgoing.Text("é".repeat(501))))
        .containsExactly(
            "The text has 1002 bytes; at most 1000 are taken. Shorten it or send it in parts.");
    assertThat(MESSENGER.write(new Outgoing.Text("é".repeat(501)), envelope(MESSENGER)))
        .isInstanceOf(Written.Request.class);
    Outgoing document = new Outgoing.File(Kind.DOCUMENT, new Source.Uploaded("5"), null, "a");
    assertThat(refused(INSTAGRAM, document)).hasSize(1);
    assertThat(refused(MESSENGER, new Outgoing.Reaction("m", "👍"))).hasSize(1);
    assertThat(refused(INSTAGRAM, new Outgoing.Reaction("m", "👍"))).hasSize(1);
    assertThat(refused(INSTAGRAM, new Outgoing.LocationRequest("Where?"))).hasSize(1);
    assertThat(
            ((Written.Refused)
                    MESSENGER.write(TEXT, Envelope.of("99", new Identity("phone", "+316"))))
                .reasons())
        .hasSize(1);
  }

  @Test
  void P26_an_answer_is_an_acceptance_or_a_failure_in_words() {
    assertThat(
            MESSENGER.answer(
                200, "{\"recipient_id\":\"7\",\"message_id\":\"m_9\"}".getBytes(UTF_8)))
        .isEqualTo(new SendAnswer.Accepted("m_9", "accepted"));
    assertThat(((SendAnswer.Refused) MESSENGER.answer(200, new byte[0])).failure().code())
        .isEqualTo("no-message-id");
  }

  @ParameterizedTest
  @CsvSource({
    "10, 2018278, false, Too much time",
    "10, 2534022, false, Too much time",
    "551, 0, false, cannot be reached",
    "100, 2018001, false, cannot be reached",
    "10, 2018300, false, Another application",
    "190, 0, false, access token",
    "613, 0, true, later try",
    "2, 0, true, later try",
    "77777, 0, false, their words"
  })
  void P27_a_failure_says_what_to_do(int code, int subcode, boolean passing, String reason) {
    ProviderFailure failure =
        ((SendAnswer.Refused)
                INSTAGRAM.answer(
                    400,
                    "{\"error\":{\"message\":\"their words\",\"code\":%d,\"error_subcode\":%d}}"
                        .formatted(code, subcode)
                        .getBytes(UTF_8)))
            .failure();
    assertThat(failure.passing()).isEqualTo(passing);
    assertThat(failure.reason()).contains(reason);
  }

  private static Envelope envelope(SendingChannel channel) {
    return Envelope.of("99", new Identity(channel.word(), "7"));
  }

  private static List<String> refused(SendingChannel channel, Outgoing message) {
    return ((Written.Refused) channel.write(message, envelope(channel))).reasons();
  }

  private static void assertSent(SendingChannel channel, Outgoing message, String expected)
      throws IOException {
    assertSent(channel, message, envelope(channel), expected);
  }

  private static void assertSent(
      SendingChannel channel, Outgoing message, Envelope envelope, String expected)
      throws IOException {
    Written.Request request = (Written.Request) channel.write(message, envelope);
    assertThat(request.path()).isEqualTo("/99/messages");
    assertThat(Golden.read(new String(request.body(), UTF_8))).isEqualTo(Golden.read(expected));
  }
}
