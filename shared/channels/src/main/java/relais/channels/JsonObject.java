package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A JSON object for a provider, written field by field. A field without a value is left out.
public final class JsonObject {
  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  public JsonObject with(String field, @Nullable String value) {
    if (value != null) {
      node.put(field, value);
    }
    return this;
  }

  public JsonObject with(String field, long value) {
    node.put(field, value);
    return this;
  }

  public JsonObject with(String field, boolean value) {
    node.put(field, value);
    return this;
  }

  public JsonObject with(String field, BigDecimal value) {
    node.put(field, value);
    return this;
  }

  public JsonObject with(String field, @Nullable JsonObject value) {
    if (value != null) {
      node.set(field, value.node);
    }
    return this;
  }

  /// A list of objects.
  public JsonObject with(String field, List<JsonObject> values) {
    ArrayNode array = node.putArray(field);
    values.forEach(value -> array.add(value.node));
    return this;
  }

  /// A list of lists, each with one of these objects.
  public JsonObject withRows(String field, List<JsonObject> values) {
    ArrayNode rows = node.putArray(field);
    values.forEach(value -> rows.addArray().add(value.node));
    return this;
  }

  /// A list of words.
  public JsonObject withWords(String field, List<String> values) {
    ArrayNode array = node.putArray(field);
    values.forEach(array::add);
    return this;
  }

  /// Its fields as those of a form: words as they are, everything else in JSON.
  public void forEach(BiConsumer<String, String> field) {
    node.properties()
        .forEach(
            each ->
                field.accept(
                    each.getKey(),
                    each.getValue().isTextual()
                        ? each.getValue().textValue()
                        : each.getValue().toString()));
  }

  /// On one line.
  @Override
  public String toString() {
    return node.toString();
  }

  public byte[] bytes() {
    return toString().getBytes(UTF_8);
  }
}
