package relais.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WebhookInspectionTest {
  private static final byte[] BODY = Golden.payload("image-with-caption");

  @Test
  void P29_the_signature_is_valid_invalid_or_not_checked() {
    Map<String, String> headers =
        Map.of("X-Hub-Signature-256", WhatsAppWebhook.sign(BODY, "secret"));
    assertThat(WebhookInspection.inspect("whatsapp", BODY, headers, "secret").signature())
        .isEqualTo(WebhookInspection.Signature.VALID);
    assertThat(WebhookInspection.inspect("whatsapp", BODY, headers, "other").signature())
        .isEqualTo(WebhookInspection.Signature.INVALID);
    assertThat(WebhookInspection.inspect("whatsapp", BODY, Map.of(), "secret").signature())
        .isEqualTo(WebhookInspection.Signature.INVALID);
    assertThat(WebhookInspection.inspect("whatsapp", BODY, headers, null).signature())
        .isEqualTo(WebhookInspection.Signature.NOT_CHECKED);
  }

  @Test
  void P29_an_unknown_channel_is_told_which_ones_there_are() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebhookInspection.inspect("telegraph", BODY, Map.of(), null))
        .withMessage("There is no webhook channel 'telegraph'. Use one of: whatsapp.");
  }

  @Test
  void P30_an_inspection_is_one_line_of_json() throws IOException {
    String json = WebhookInspection.inspect("whatsapp", BODY, Map.of(), null).toJson();
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
                   "media": [{"id": "1003383421387256", "type": "image/jpeg",
                     "sha256": "SfInY0gGKTsJlUWbwxC1k+FAD0FZHvzwfpvO0zX0GUI=", "name": null}],
                   "pointer": "/entry/0/changes/0/value/messages/0"}]}
                """));
  }
}
