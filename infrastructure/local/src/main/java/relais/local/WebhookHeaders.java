package relais.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Reads the headers of a webhook from the forms in which people keep them: `Name: value` lines, as
/// they are on the wire or as a tool prints them, or a JSON object.
final class WebhookHeaders {
  private static final JsonFactory JSON = new JsonFactory();

  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private WebhookHeaders() {}

  /// @param text one character for each byte
  /// @return values by name, in whatever case; several of one name are joined by a comma
  /// @throws IOException when it looks like JSON but is none
  static Map<String, String> read(String text) throws IOException {
    WebhookHeaders reading = new WebhookHeaders();
    String kept = text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3) : text;
    if (kept.stripLeading().startsWith("{") || kept.stripLeading().startsWith("[")) {
      try (JsonParser json = JSON.createParser(kept)) {
        json.nextToken();
        reading.value(json, "");
      }
    } else {
      reading.lines(kept);
    }
    return reading.headers;
  }

  private void lines(String text) {
    String last = null;
    for (String line : text.split("\r?\n|\r", -1)) {
      if (line.isBlank()) {
        if (last != null) {
          return; // the body follows
        }
        continue;
      }
      String bare = line.startsWith("> ") || line.startsWith("< ") ? line.substring(2) : line;
      int colon = bare.indexOf(':');
      String name = colon < 0 ? "" : bare.substring(0, colon).strip();
      if (Character.isWhitespace(bare.charAt(0)) && last != null) {
        headers.merge(last, bare.strip(), (first, more) -> first + " " + more);
      } else if (!name.isEmpty() && name.indexOf(' ') < 0) {
        put(name, bare.substring(colon + 1).strip());
        last = name;
      }
    }
  }

  /// Takes a value apart: of an object its fields, of a list the pairs in it, else the text itself.
  private void value(JsonParser json, String name) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> list(json, name);
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> put(name, json.getText());
      case null, default -> {}
    }
  }

  /// `{"Name": "value"}`, the same within a request (`{"headers": …}`), or `{"name": …, "value":
  /// …}`.
  private void object(JsonParser json) throws IOException {
    String called = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      boolean text = json.currentToken() == JsonToken.VALUE_STRING;
      switch (field.toLowerCase(Locale.ROOT)) {
        case "name", "key" -> {
          called = text ? json.getText() : null;
          json.skipChildren();
        }
        case "value" -> value(json, called == null ? field : called);
        default -> value(json, field);
      }
    }
  }

  /// Several values of one name, or a list of pairs.
  private void list(JsonParser json, String name) throws IOException {
    String first = null;
    while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
      if (name.isEmpty() && json.currentToken() == JsonToken.VALUE_STRING) {
        if (first != null) {
          put(first, json.getText());
        }
        first = first == null ? json.getText() : null;
      } else {
        value(json, name.equalsIgnoreCase("headers") ? "" : name);
      }
    }
  }

  private void put(String name, String value) {
    if (!name.isEmpty()) {
      headers.merge(name, value, (first, more) -> first.equals(more) ? first : first + ", " + more);
    }
  }
}
