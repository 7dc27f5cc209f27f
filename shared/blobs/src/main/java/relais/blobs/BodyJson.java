package relais.blobs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// A long body as JSON. Members this version does not know are passed over.
final class BodyJson {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              // A mail of 40 MB may be one text.
              StreamReadConstraints.builder().maxStringLength(64 << 20).build())
          .build();

  private BodyJson() {}

  static byte[] write(FileStore.WholeBody body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("text", body.text());
      json.writeStringField("html", body.html());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  static FileStore.WholeBody read(byte[] bytes) throws IOException {
    String text = "";
    String html = null;
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("A stored body must be a JSON object");
      }
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        json.nextToken();
        switch (name) {
          case "text" -> text = or(json.getValueAsString(), "");
          case "html" -> html = json.getValueAsString();
          default -> json.skipChildren();
        }
      }
    }
    return new FileStore.WholeBody(text, html);
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
