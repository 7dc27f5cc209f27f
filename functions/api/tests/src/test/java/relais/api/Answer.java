package relais.api;

import java.util.List;
import java.util.Map;

/// What came back.
///
/// @param json the body; empty when there is none
record Answer(int status, Map<String, String> headers, Map<String, Object> json) {
  /// The value at a path such as `conversation.version` or `items.0.id`.
  Object at(String path) {
    Object found = json;
    for (String step : path.split("\\.", -1)) {
      found =
          switch (found) {
            case Map<?, ?> map when map.containsKey(step) -> orNone(map.get(step));
            case List<?> list -> list.get(Integer.parseInt(step));
            default -> throw new AssertionError("No '%s' of %s in %s".formatted(step, path, json));
          };
    }
    return found;
  }

  String text(String path) {
    return at(path).toString();
  }

  long number(String path) {
    return ((Number) at(path)).longValue();
  }

  List<?> list(String path) {
    return (List<?>) at(path);
  }

  String code() {
    return text("code");
  }

  private static Object orNone(Object value) {
    return value == null ? NONE : value;
  }

  /// Stands for JSON's null.
  static final Object NONE =
      new Object() {
        @Override
        public String toString() {
          return "null";
        }
      };
}
