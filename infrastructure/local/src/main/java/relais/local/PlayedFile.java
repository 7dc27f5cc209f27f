package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A file that came with a reply, as the customer has it.
///
/// @param id under which the simulator keeps its bytes
record PlayedFile(String id, String name, String type) {
  ObjectNode json() {
    return Json.object().put("id", id).put("name", name).put("type", type);
  }

  static PlayedFile of(JsonNode json) {
    return new PlayedFile(
        json.path("id").asText(), json.path("name").asText(), json.path("type").asText());
  }
}
