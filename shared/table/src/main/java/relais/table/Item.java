package relais.table;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The attributes of one item or of one map inside an item, read and written by type. What is null
/// is left out; what is missing reads as null.
final class Item {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Map<String, AttributeValue> attributes;

  private Item(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  static Item empty() {
    return new Item(new HashMap<>());
  }

  static Item at(TableKeys.Key key) {
    return empty().text("pk", key.pk()).text("sk", key.sk());
  }

  static Item of(Map<String, AttributeValue> attributes) {
    return new Item(attributes);
  }

  /// A moment as it sorts: ISO 8601 in UTC with milliseconds.
  static String sortable(Instant at) {
    return MILLIS.format(at);
  }

  Map<String, AttributeValue> attributes() {
    return attributes;
  }

  TableKeys.Key key() {
    return new TableKeys.Key(text("pk"), text("sk"));
  }

  boolean isEmpty() {
    return attributes.isEmpty();
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  Item text(String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, AttributeValue.fromS(value));
    }
    return this;
  }

  Item number(String name, long value) {
    attributes.put(name, AttributeValue.fromN(Long.toString(value)));
    return this;
  }

  Item flag(String name, boolean value) {
    attributes.put(name, AttributeValue.fromBool(value));
    return this;
  }

  Item instant(String name, @Nullable Instant value) {
    return text(name, value == null ? null : sortable(value));
  }

  Item texts(String name, Collection<String> values) {
    if (!values.isEmpty()) {
      attributes.put(
          name, AttributeValue.fromL(values.stream().map(AttributeValue::fromS).toList()));
    }
    return this;
  }

  Item map(String name, @Nullable Item value) {
    if (value != null) {
      attributes.put(name, AttributeValue.fromM(value.attributes));
    }
    return this;
  }

  Item maps(String name, List<Item> values) {
    if (!values.isEmpty()) {
      attributes.put(
          name,
          AttributeValue.fromL(
              values.stream().map(value -> AttributeValue.fromM(value.attributes)).toList()));
    }
    return this;
  }

  String text(String name) {
    String value = findText(name);
    if (value == null) {
      throw new IllegalStateException(
          "Item %s/%s has no attribute '%s'".formatted(findText("pk"), findText("sk"), name));
    }
    return value;
  }

  @Nullable String findText(String name) {
    AttributeValue value = attributes.get(name);
    return value == null ? null : value.s();
  }

  long number(String name) {
    AttributeValue value = attributes.get(name);
    if (value == null || value.n() == null) {
      throw new IllegalStateException(
          "Item %s/%s has no number '%s'".formatted(findText("pk"), findText("sk"), name));
    }
    return Long.parseLong(value.n());
  }

  long numberOr(String name, long otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  boolean flag(String name) {
    AttributeValue value = attributes.get(name);
    return value != null && Boolean.TRUE.equals(value.bool());
  }

  Instant instant(String name) {
    return Instant.parse(text(name));
  }

  @Nullable Instant findInstant(String name) {
    String value = findText(name);
    return value == null ? null : Instant.parse(value);
  }

  List<String> texts(String name) {
    AttributeValue value = attributes.get(name);
    return value == null ? List.of() : value.l().stream().map(AttributeValue::s).toList();
  }

  /// All texts in it, by their names.
  Map<String, String> allTexts() {
    Map<String, String> texts = new HashMap<>();
    attributes.forEach(
        (name, value) -> {
          if (value.s() != null) {
            texts.put(name, value.s());
          }
        });
    return texts;
  }

  @Nullable Item findMap(String name) {
    AttributeValue value = attributes.get(name);
    return value == null || !value.hasM() ? null : new Item(value.m());
  }

  Item map(String name) {
    Item value = findMap(name);
    if (value == null) {
      throw new IllegalStateException(
          "Item %s/%s has no map '%s'".formatted(findText("pk"), findText("sk"), name));
    }
    return value;
  }

  List<Item> maps(String name) {
    AttributeValue value = attributes.get(name);
    return value == null ? List.of() : value.l().stream().map(v -> new Item(v.m())).toList();
  }
}
