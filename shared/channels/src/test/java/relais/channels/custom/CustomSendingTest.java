package relais.channels.custom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.channels.Envelope;
import relais.channels.Golden;
import relais.channels.Outgoing;
import relais.channels.Outgoing.Choice;
import relais.channels.Outgoing.File.Source;
import relais.channels.Outgoing.Framed;
import relais.channels.Part.File.Kind;
import relais.channels.SendAnswer;
import relais.channels.Written;
import relais.conversation.Identity;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CustomSendingTest {
  private static final CustomChannel CUSTOM = new CustomChannel();
  private static final Envelope ENVELOPE =
      new Envelope("shop-app", null, new Identity("custom", "visitor-7"), "c-1", null, false);

  @Test
  void P33_what_we_send_is_what_is_documented() throws IOException {
    assertSent(new Outgoing.Text("Hallo"), "message.send", "\"text\":\"Hallo\"");
    assertSent(
        new Outgoing.File(Kind.IMAGE, new Source.Link("https://x.org/a"), "See", "a.png"),
        "message.send",
        """
        "text":"See","files":[{"kind":"image","url":"https://x.org/a","name":"a.png"}]
        """);
    assertSent(
        new Outgoing.Choices(Framed.of("Ready?"), List.of(Choice.of("y", "Yes"))),
        "message.send",
        "\"text\":\"Ready?\",\"choices\":[{\"id\":\"y\",\"title\":\"Yes\"}]");
    assertSent(
        new Outgoing.Reaction("c-1", "👍"),
        "message.react",
        "\"message\":\"c-1\",\"emoji\":\"👍\"");
  }

  @Test
  void P32_what_the_channel_cannot_hold_is_refused_in_words() {
    assertThat(
            ((Written.Refused) CUSTOM.write(new Outgoing.Text("x".repeat(10_001)), ENVELOPE))
                .reasons())
        .hasSize(1);
    assertThat(
            ((Written.Refused) CUSTOM.write(new Outgoing.LocationRequest("Where?"), ENVELOPE))
                .reasons())
        .hasSize(1);
  }

  @Test
  void P26_an_answer_may_name_the_message() {
    assertThat(CUSTOM.answer(202, "{\"id\":\"c-9\"}".getBytes(UTF_8)))
        .isEqualTo(new SendAnswer.Accepted("c-9", "accepted"));
    assertThat(CUSTOM.answer(204, new byte[0])).isEqualTo(new SendAnswer.Accepted("", "accepted"));
    assertThat(((SendAnswer.Refused) CUSTOM.answer(410, new byte[0])).failure().passing())
        .isFalse();
    assertThat(((SendAnswer.Refused) CUSTOM.answer(503, new byte[0])).failure().passing()).isTrue();
  }

  private static void assertSent(Outgoing message, String type, String fields) throws IOException {
    Written.Request request = (Written.Request) CUSTOM.write(message, ENVELOPE);
    assertThat(Golden.read(new String(request.body(), UTF_8)))
        .isEqualTo(
            Golden.read(
                """
                {"type": "%s", "data": {"account": "shop-app",
                  "to": {"kind": "custom", "id": "visitor-7"}, "replyTo": "c-1", %s}}
                """
                    .formatted(type, fields)));
  }
}
