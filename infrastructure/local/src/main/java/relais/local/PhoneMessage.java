package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A message as a customer's phone shows it.
///
/// @param business the id of the business number it goes to or comes from
/// @param mine whether the customer wrote it
/// @param type Meta's word: text, image, document, …
/// @param media the id of its file, null for plain text
/// @param status of a message to the phone: sent, delivered, read or failed
/// @param tracking what the sender wants back in status reports, null when nothing
/// @param mark what became of it, such as a reaction; null for nothing
/// @param around what stands around the text of a template: header, file, place, footer, buttons;
///     null for everything else
record PhoneMessage(
    String id,
    String business,
    boolean mine,
    Instant at,
    String type,
    String text,
    @Nullable String media,
    @Nullable String fileName,
    String status,
    @Nullable String tracking,
    @Nullable String mark,
    @Nullable JsonNode around) {

  PhoneMessage withStatus(String next) {
    return new PhoneMessage(
        id, business, mine, at, type, text, media, fileName, next, tracking, mark, around);
  }

  /// The same with other words, and what became of it.
  PhoneMessage marked(String words, @Nullable String mark) {
    return new PhoneMessage(
        id, business, mine, at, type, words, media, fileName, status, tracking, mark, around);
  }

  ObjectNode json() {
    ObjectNode json = Json.object();
    json.set("around", around);
    return json.put("id", id)
        .put("business", business)
        .put("mine", mine)
        .put("at", at.toString())
        .put("type", type)
        .put("text", text)
        .put("media", media)
        .put("fileName", fileName)
        .put("status", status)
        .put("tracking", tracking)
        .put("mark", mark);
  }

  static PhoneMessage of(JsonNode json) {
    return new PhoneMessage(
        json.path("id").asText(),
        json.path("business").asText(),
        json.path("mine").asBoolean(),
        Instant.parse(json.path("at").asText()),
        json.path("type").asText(),
        json.path("text").asText(),
        json.path("media").textValue(),
        json.path("fileName").textValue(),
        json.path("status").asText(),
        json.path("tracking").textValue(),
        json.path("mark").textValue(),
        json.path("around").isObject() ? json.path("around") : null);
  }
}
