package relais.runtime;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The members of a JSON object, each asked for with the type it must have. Members nobody asks for
/// do not matter.
///
/// Messages name the place and never quote the content.
///
/// @param path where the object stands in the whole, for messages
/// @param members texts, numbers, booleans, lists, maps and nulls by name
public record Fields(String path, Map<String, ? extends @Nullable Object> members) {

  /// The members of an object in JSON.
  ///
  /// @throws IllegalArgumentException when the text is no JSON object
  public static Fields parse(String json) {
    return new Fields("$", JsonText.readObject(json));
  }

  /// The members of an object that was read already, as Lambda hands over an event.
  public static Fields of(Map<String, ? extends @Nullable Object> members) {
    return new Fields("$", members);
  }

  /// A text that must be there.
  public String text(String name) {
    return Objects.requireNonNullElseGet(
        textOrNull(name),
        () -> {
          throw wrong(name, "is missing");
        });
  }

  /// A text, or null when there is none.
  public @Nullable String textOrNull(String name) {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(name, "must be a text");
  }

  /// A moment that must be there, in ISO 8601.
  public Instant instant(String name) {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeException e) {
      throw wrong(name, "must be a moment such as 2026-11-24T09:30:00Z");
    }
  }

  /// A whole number that must be there.
  public long number(String name) {
    if (members.get(name) instanceof Number number && number.doubleValue() == number.longValue()) {
      return number.longValue();
    }
    throw wrong(name, "must be a whole number");
  }

  /// A whole number, or another when there is none.
  public long numberOr(String name, long otherwise) {
    return members.get(name) == null ? otherwise : number(name);
  }

  /// True or false; false when there is neither.
  public boolean truth(String name) {
    return switch (members.get(name)) {
      case Boolean truth -> truth;
      case null -> false;
      default -> throw wrong(name, "must be true or false");
    };
  }

  /// An object that must be there.
  public Fields object(String name) {
    Fields object = objectOrNull(name);
    if (object == null) {
      throw wrong(name, "is missing");
    }
    return object;
  }

  /// An object, or null when there is none.
  public @Nullable Fields objectOrNull(String name) {
    Object value = members.get(name);
    return value == null ? null : fields(path + "." + name, value);
  }

  /// The objects of a list; none when there is no list.
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (Object member : list(name)) {
      objects.add(fields(path + "." + name + "[" + objects.size() + "]", member));
    }
    return objects;
  }

  /// The texts of a list; none when there is no list.
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Object member : list(name)) {
      if (!(member instanceof String text)) {
        throw wrong(name, "must be a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  private List<?> list(String name) {
    return switch (members.get(name)) {
      case List<?> list -> list;
      case null -> List.of();
      default -> throw wrong(name, "must be a list");
    };
  }

  @SuppressWarnings("unchecked") // JSON has no other keys than texts.
  private static Fields fields(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new Fields(path, (Map<String, ? extends @Nullable Object>) map);
    }
    throw new IllegalArgumentException(path + " must be an object");
  }

  private IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException("%s.%s %s".formatted(path, name, what));
  }
}
