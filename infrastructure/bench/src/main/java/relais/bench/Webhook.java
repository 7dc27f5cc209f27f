package relais.bench;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What Meta sends about WhatsApp, signed as it signs.
final class Webhook {
  private Webhook() {}

  static String picture() {
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages",\
    "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"31205550142","phone_number_id":"%s"},\
    "contacts":[{"profile":{"name":"Jan"},"wa_id":"31612345678"}],\
    "messages":[{"from":"31612345678","id":"wamid.picture","timestamp":"%d","type":"image",\
    "image":{"caption":"The lamp","mime_type":"image/png","sha256":"x","id":"1003383421387256"}}]}}]}]}\
    """
        .formatted(Workspace.PHONE_NUMBER_ID, Instant.now().getEpochSecond());
  }

  static String text(int number) {
    return """
    {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"field":"messages",\
    "value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"31205550142","phone_number_id":"%s"},\
    "contacts":[{"profile":{"name":"Jan"},"wa_id":"31612345678"}],\
    "messages":[{"from":"31612345678","id":"wamid.text%d","timestamp":"%d","type":"text",\
    "text":{"body":"Do you still have the lamp that stood in the window last week?"}}]}}]}]}\
    """
        .formatted(Workspace.PHONE_NUMBER_ID, number, Instant.now().getEpochSecond());
  }

  static String signature(String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(Workspace.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
  }
}
