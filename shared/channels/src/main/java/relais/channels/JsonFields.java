package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The members of a JSON object that a browser sent. What is absent or of another shape reads as
/// null, zero or nothing.
public final class JsonFields {
  private final JsonNode node;

  private JsonFields(JsonNode node) {
    this.node = node;
  }

  /// Reads a whole text.
  ///
  /// @return null when it is no JSON object
  public static @Nullable JsonFields read(byte[] json) {
    JsonNode node = LenientJson.read(new String(json, UTF_8));
    return node == null || !node.isObject() ? null : new JsonFields(node);
  }

  public @Nullable String text(String name) {
    JsonNode value = node.get(name);
    return value == null ? null : LenientJson.text(value);
  }

  /// A whole number, or 0.
  public long number(String name) {
    JsonNode value = node.get(name);
    return value != null && value.canConvertToLong() ? value.longValue() : 0;
  }

  /// True only where it says so.
  public boolean flag(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isBoolean() && value.booleanValue();
  }

  public @Nullable JsonFields object(String name) {
    JsonNode value = node.get(name);
    return value != null && value.isObject() ? new JsonFields(value) : null;
  }

  /// The objects of a list; what is none is left out.
  public List<JsonFields> objects(String name) {
    List<JsonFields> objects = new ArrayList<>();
    JsonNode list = node.get(name);
    if (list != null && list.isArray()) {
      for (JsonNode each : list) {
        if (each.isObject()) {
          objects.add(new JsonFields(each));
        }
      }
    }
    return objects;
  }
}
