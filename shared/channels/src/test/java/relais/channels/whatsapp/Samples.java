package relais.channels.whatsapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import relais.channels.ChannelEvent;
import relais.channels.Golden;
import relais.channels.WebhookArrival;
import relais.channels.WebhookCall;
import relais.channels.WebhookIntake;
import relais.channels.WebhookReading;
import relais.conversation.Channel;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;
import relais.conversation.TeamId;
import relais.conversation.Workspace;

/// Values that the tests of this room share.
final class Samples {
  static final WhatsAppChannel CHANNEL = new WhatsAppChannel();
  static final Instant RECEIVED_AT = Instant.parse("2025-11-21T16:05:00Z");

  static final Settings SETTINGS =
      new Settings(
          1,
          new Workspace("Harbour Goods"),
          List.of(
              new Inbox.Connected(
                  new InboxId("whatsapp"),
                  "WhatsApp",
                  new TeamId("support"),
                  Channel.WHATSAPP,
                  "106540352242922",
                  "+31 20 555 0142")),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private Samples() {}

  static List<ChannelEvent> events(String golden) {
    return CHANNEL.read(WebhookCall.of(Golden.payload("whatsapp", golden)));
  }

  static WebhookReading read(byte[] body) {
    return WebhookIntake.read(
        CHANNEL,
        WebhookCall.of(body),
        new WebhookArrival(SETTINGS, RECEIVED_AT, "webhook/whatsapp/2025-11-21/0"));
  }

  static WebhookReading readGolden(String name) {
    return read(Golden.payload("whatsapp", name));
  }

  /// The only item of a payload.
  static InboundItem only(String golden) {
    List<InboundItem> items = readGolden(golden).items();
    if (items.size() != 1) {
      throw new AssertionError("%s has %d items".formatted(golden, items.size()));
    }
    return items.getFirst();
  }

  static InboundItem.Received received(String golden) {
    return (InboundItem.Received) only(golden);
  }

  static InboundItem.StatusReported reported(String golden) {
    return (InboundItem.StatusReported) only(golden);
  }

  static InboundItem.Quarantined quarantined(String golden) {
    return (InboundItem.Quarantined) only(golden);
  }

  static ObjectNode textMessage(String id, String words) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("from", "31612345678").put("id", id).put("timestamp", "1763740800");
    message.put("type", "text").putObject("text").put("body", words);
    return message;
  }

  static ObjectNode status(String id, String word) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id)
        .put("status", word)
        .put("timestamp", "1763740860")
        .put("recipient_id", "31612345678");
  }

  /// One payload with these pieces, each in a change of its own.
  static byte[] payload(List<ObjectNode> pieces) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("object", "whatsapp_business_account");
    ArrayNode changes =
        root.putArray("entry").addObject().put("id", "419561257915477").putArray("changes");
    for (ObjectNode piece : pieces) {
      ObjectNode value = changes.addObject().put("field", "messages").putObject("value");
      value.putObject("metadata").put("phone_number_id", "106540352242922");
      value.putArray(piece.has("status") ? "statuses" : "messages").add(piece);
    }
    return root.toString().getBytes(UTF_8);
  }
}
