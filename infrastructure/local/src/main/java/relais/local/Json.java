package relais.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/// JSON as trees: events are made, routed and stored here, never bound to classes.
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /// @throws UncheckedIOException when the bytes are not JSON
  static JsonNode read(byte[] json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      return node == null ? MAPPER.missingNode() : node;
    } catch (IOException e) {
      throw new UncheckedIOException("Not JSON", e);
    }
  }

  /// @throws UncheckedIOException when the text is not JSON
  static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Not JSON", e);
    }
  }

  /// Turns maps, lists and plain values into a tree.
  static JsonNode of(Object value) {
    return MAPPER.valueToTree(value);
  }

  static ObjectNode ofTexts(Map<String, String> texts) {
    ObjectNode node = object();
    texts.forEach(node::put);
    return node;
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
