package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// An event pattern as EventBridge rules and event source filters write them: an object of the
/// event's shape whose leaves list what is allowed there.
final class EventPattern {
  private final JsonNode pattern;

  private EventPattern(JsonNode pattern) {
    this.pattern = pattern;
  }

  /// @throws IllegalArgumentException when the pattern is not an object
  static EventPattern of(JsonNode pattern) {
    if (!pattern.isObject()) {
      throw new IllegalArgumentException("An event pattern is an object, was " + pattern);
    }
    return new EventPattern(pattern);
  }

  /// Whether one of the patterns lets the event through; no pattern at all lets everything through.
  static boolean anyMatches(List<EventPattern> patterns, JsonNode event) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(event));
  }

  boolean matches(JsonNode event) {
    return matches(pattern, event);
  }

  private static boolean matches(JsonNode pattern, JsonNode event) {
    for (Map.Entry<String, JsonNode> field : pattern.properties()) {
      JsonNode wanted = field.getValue();
      boolean matched =
          (field.getKey().equals("$or") && wanted.isArray())
              ? anyOf(wanted, event)
              : fieldMatches(wanted, event.path(field.getKey()));
      if (!matched) {
        return false;
      }
    }
    return true;
  }

  private static boolean anyOf(JsonNode alternatives, JsonNode event) {
    for (JsonNode alternative : alternatives) {
      if (matches(alternative, event)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fieldMatches(JsonNode wanted, JsonNode value) {
    if (wanted.isObject()) {
      return matches(wanted, value);
    }
    if (!wanted.isArray()) {
      throw new IllegalArgumentException("A leaf of an event pattern is a list, was " + wanted);
    }
    for (JsonNode choice : wanted) {
      if (value.isArray() ? elementAllowed(choice, value) : allowed(choice, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean elementAllowed(JsonNode choice, JsonNode values) {
    for (JsonNode value : values) {
      if (allowed(choice, value)) {
        return true;
      }
    }
    return choice.has("exists") && choice.path("exists").asBoolean() == !values.isEmpty();
  }

  private static boolean allowed(JsonNode choice, JsonNode value) {
    if (!choice.isObject()) {
      return (choice.isNumber() && value.isNumber())
          ? choice.decimalValue().compareTo(value.decimalValue()) == 0
          : choice.equals(value);
    }
    Map.Entry<String, JsonNode> test = choice.properties().iterator().next();
    JsonNode operand = test.getValue();
    return switch (test.getKey()) {
      case "exists" -> operand.asBoolean() == !value.isMissingNode();
      case "prefix" -> value.isTextual() && value.textValue().startsWith(operand.textValue());
      case "suffix" -> value.isTextual() && value.textValue().endsWith(operand.textValue());
      case "equals-ignore-case" ->
          value.isTextual() && value.textValue().equalsIgnoreCase(operand.textValue());
      case "anything-but" -> !value.isMissingNode() && !forbidden(operand, value);
      case "numeric" -> value.isNumber() && inRange(operand, value.decimalValue());
      default ->
          throw new IllegalArgumentException("Unknown test in an event pattern: " + test.getKey());
    };
  }

  private static boolean forbidden(JsonNode operand, JsonNode value) {
    if (!operand.isArray()) {
      return allowed(operand, value);
    }
    for (JsonNode one : operand) {
      if (allowed(one, value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean inRange(JsonNode comparisons, BigDecimal value) {
    for (int i = 0; i + 1 < comparisons.size(); i += 2) {
      int order = value.compareTo(comparisons.get(i + 1).decimalValue());
      boolean holds =
          switch (comparisons.get(i).textValue()) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default ->
                throw new IllegalArgumentException("Unknown comparison " + comparisons.get(i));
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }
}
