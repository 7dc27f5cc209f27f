package relais.channels;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Writes an inspection as JSON on one line. Every field is always there; what is absent is null.
final class WebhookInspectionJson {
  private WebhookInspectionJson() {}

  static String of(WebhookInspection inspection) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("channel", inspection.channel());
    json.put("signature", inspection.signature().words());
    ArrayNode events = json.putArray("events");
    for (WebhookInspection.Event event : inspection.events()) {
      events.add(of(event));
    }
    return json.toString();
  }

  private static ObjectNode of(WebhookInspection.Event event) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("kind", event.kind());
    json.put("id", event.id());
    json.put("type", event.type());
    json.put("from", event.from());
    json.put("to", event.to());
    json.put("at", event.at() == null ? null : event.at().toString());
    json.put("text", event.text());
    json.put("status", event.status());
    ArrayNode errors = json.putArray("errors");
    for (WebhookInspection.Event.Problem error : event.errors()) {
      errors
          .addObject()
          .put("code", error.code())
          .put("title", error.title())
          .put("details", error.details());
    }
    ArrayNode media = json.putArray("media");
    for (WebhookInspection.Event.Media file : event.media()) {
      media
          .addObject()
          .put("id", file.id())
          .put("type", file.type())
          .put("sha256", file.sha256())
          .put("name", file.name());
    }
    json.put("pointer", event.pointer());
    return json;
  }
}
