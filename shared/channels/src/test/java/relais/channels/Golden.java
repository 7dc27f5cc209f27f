package relais.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Files with what must come out beside what goes in. `-Dgolden.write` writes the expected ones
/// anew, for review as a diff.
public final class Golden {
  private static final Path FOLDERS = Path.of("src/test/resources");
  private static final String EXPECTED = ".expected.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private Golden() {}

  /// The names of all payloads of a channel.
  public static Stream<String> names(String folder) {
    try (Stream<Path> files = Files.list(FOLDERS.resolve(folder))) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.endsWith(EXPECTED))
              .map(name -> name.substring(0, name.lastIndexOf('.')))
              .sorted()
              .toList();
      return names.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] payload(String folder, String name) {
    try {
      Path form = FOLDERS.resolve(folder).resolve(name + ".form");
      return Files.readAllBytes(
          Files.exists(form) ? form : FOLDERS.resolve(folder).resolve(name + ".json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void compare(String folder, String name, JsonNode actual) throws IOException {
    Path file = FOLDERS.resolve(folder).resolve(name + EXPECTED);
    if (System.getProperty("golden.write") != null) {
      Files.writeString(file, JSON.writeValueAsString(actual) + "\n");
    }
    assertThat(JSON.writeValueAsString(actual))
        .isEqualTo(JSON.writeValueAsString(JSON.readTree(Files.readString(file))));
  }

  public static JsonNode read(String json) throws IOException {
    return JSON.readTree(json);
  }

  /// Any value made of records, lists and words, with the name of the case where there are several.
  public static JsonNode render(@Nullable Object value) {
    if (value == null) {
      return NullNode.instance;
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      list.forEach(item -> array.add(render(item)));
      return array;
    }
    if (!(value instanceof Record)) {
      return JsonNodeFactory.instance.textNode(value.toString());
    }
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("is", value.getClass().getSimpleName());
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        object.set(component.getName(), render(component.getAccessor().invoke(value)));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
    return object;
  }
}
