package relais.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One place in a resolved YAML document, with the path to it for messages.
///
/// @param value a map, list, string, number or boolean; null where the document says nothing
record Node(String path, @Nullable Object value) {

  /// The value below this one; a node without value when there is none.
  Node at(String key) {
    Object below = value instanceof Map<?, ?> map ? map.get(key) : null;
    return new Node(path + "." + key, below);
  }

  boolean isPresent() {
    return value != null;
  }

  String text() {
    return switch (value) {
      case String text -> text;
      case Number number -> number.toString();
      case Boolean truth -> truth.toString();
      case null -> throw new TemplateException(path + " is missing");
      default -> throw new TemplateException(path + " must be a text");
    };
  }

  String textOr(String otherwise) {
    return isPresent() ? text() : otherwise;
  }

  @Nullable String textOrNull() {
    return isPresent() ? text() : null;
  }

  int number() {
    try {
      return Integer.parseInt(text());
    } catch (NumberFormatException e) {
      throw new TemplateException(path + " must be a whole number, was '" + text() + "'", e);
    }
  }

  int numberOr(int otherwise) {
    return isPresent() ? number() : otherwise;
  }

  boolean truthOr(boolean otherwise) {
    return isPresent() ? Boolean.parseBoolean(text()) : otherwise;
  }

  /// The members of a list; a single value counts as a list of one, nothing as an empty one.
  List<Node> list() {
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> members)) {
      return List.of(this);
    }
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      nodes.add(new Node(path + "[" + i + "]", members.get(i)));
    }
    return nodes;
  }

  List<String> texts() {
    return list().stream().map(Node::text).toList();
  }

  /// The members of a map in their order; nothing counts as an empty one.
  Map<String, Node> map() {
    if (value == null) {
      return Map.of();
    }
    if (!(value instanceof Map<?, ?> members)) {
      throw new TemplateException(path + " must be a map");
    }
    Map<String, Node> nodes = new LinkedHashMap<>();
    members.forEach((key, below) -> nodes.put(key + "", new Node(path + "." + key, below)));
    return nodes;
  }
}
