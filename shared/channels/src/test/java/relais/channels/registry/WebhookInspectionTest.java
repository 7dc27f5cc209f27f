package relais.channels.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import relais.channels.Golden;
import relais.channels.WebhookCall;
import relais.channels.WebhookChannel;
import relais.channels.WebhookInspection;
import relais.channels.WebhookInspection.Signature;
import relais.channels.meta.MetaWebhook;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhookInspectionTest {
  private static final byte[] BODY = Golden.payload("whatsapp", "image-with-caption");
  private static final WebhookChannel WHATSAPP = Channels.of("whatsapp");

  static final List<WebhookChannel> CHANNELS = Channels.all();

  @Test
  void P29_the_signature_is_valid_invalid_or_not_checked() {
    Map<String, String> headers = Map.of("X-Hub-Signature-256", MetaWebhook.sign(BODY, "secret"));
    assertThat(signature(headers, List.of("secret"))).isEqualTo(Signature.VALID);
    assertThat(signature(headers, List.of("old", "secret"))).isEqualTo(Signature.VALID);
    assertThat(signature(headers, List.of("other"))).isEqualTo(Signature.INVALID);
    assertThat(signature(Map.of(), List.of("secret"))).isEqualTo(Signature.INVALID);
    assertThat(signature(headers, List.of())).isEqualTo(Signature.NOT_CHECKED);
  }

  private static Signature signature(Map<String, String> headers, List<String> secrets) {
    return WebhookInspection.of(WHATSAPP, new WebhookCall(BODY, headers, null, null), secrets)
        .signature();
  }

  @Test
  void P29_an_unknown_channel_is_told_which_ones_there_are() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Channels.of("telegraph"))
        .withMessageStartingWith("There is no webhook channel 'telegraph'. Use one of: whatsapp");
  }

  @Test
  void P30_an_inspection_is_one_line_of_json() throws IOException {
    String json = WebhookInspection.of(WHATSAPP, WebhookCall.of(BODY), List.of()).toJson();
    assertThat(json).doesNotContain("\n");
    assertThat(Golden.read(json))
        .isEqualTo(
            Golden.read(
                """
                {"channel": "whatsapp", "signature": "not checked", "events": [
                  {"kind": "message", "id": "wamid.GOLD0007", "type": "image",
                   "from": "31612345678", "to": "106540352242922",
                   "at": "2025-11-21T16:00:00Z", "text": "It arrived like this",
                   "status": null, "errors": [],
                   "media": [{"kind": "image", "id": "1003383421387256", "url": null,
                     "type": "image/jpeg",
                     "sha256": "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=", "name": null,
                     "size": null}],
                   "parts": [], "context": [], "about": null, "chat": null, "upTo": null,
                   "pointer": "/entry/0/changes/0/value/messages/0"}]}
                """));
  }

  @ParameterizedTest
  @FieldSource("CHANNELS")
  void P31_every_channel_reads_nonsense_without_failing(WebhookChannel channel) {
    for (String body : List.of("", "{", "[]", "null", "1", "{\"entry\":{}}", "a=b&&=c&%zz=%")) {
      assertThat(channel.read(WebhookCall.of(body.getBytes(UTF_8)))).isNotNull();
    }
  }

  @Test
  void P31_no_two_channels_share_a_word() {
    assertThat(
            CHANNELS.stream()
                .flatMap(
                    channel ->
                        Stream.concat(Stream.of(channel.word()), channel.aliases().stream())))
        .doesNotHaveDuplicates();
  }
}
