package relais.embedded;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Replaces CloudFormation's intrinsic functions by what they stand for.
final class Intrinsics {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]+)}");

  /// What the names in a template mean.
  interface Meaning {
    /// What `Ref` of a parameter, resource or pseudo parameter gives; null for AWS::NoValue.
    @Nullable Object reference(String name);

    /// What `Fn::GetAtt` gives.
    Object attribute(String logicalId, String attribute);

    /// Whether a named condition holds.
    boolean condition(String name);

    /// The map under `Mappings`.
    Object mapping(String map, String first, String second);
  }

  private final Meaning meaning;

  Intrinsics(Meaning meaning) {
    this.meaning = meaning;
  }

  /// The same value with every function replaced; members that come out as nothing are left out.
  @Nullable Object resolve(@Nullable Object raw) {
    return switch (raw) {
      case null -> null;
      case List<?> list -> resolveList(list);
      case Map<?, ?> map when isFunction(map) -> {
        Map.Entry<?, ?> call = map.entrySet().iterator().next();
        yield apply(call.getKey().toString(), call.getValue());
      }
      case Map<?, ?> map -> resolveMap(map);
      default -> raw;
    };
  }

  private List<Object> resolveList(List<?> list) {
    List<Object> resolved = new ArrayList<>();
    for (Object member : list) {
      Object value = resolve(member);
      if (value != null) {
        resolved.add(value);
      }
    }
    return resolved;
  }

  private Map<String, Object> resolveMap(Map<?, ?> map) {
    Map<String, Object> resolved = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = resolve(entry.getValue());
      if (value != null) {
        resolved.put(entry.getKey().toString(), value);
      }
    }
    return resolved;
  }

  private static boolean isFunction(Map<?, ?> map) {
    if (map.size() != 1) {
      return false;
    }
    String key = map.keySet().iterator().next().toString();
    return key.equals("Ref")
        || key.startsWith("Fn::")
        || (key.equals("Condition") && map.get(key) instanceof String);
  }

  private @Nullable Object apply(String function, @Nullable Object argument) {
    return switch (function) {
      case "Ref" -> meaning.reference(text(function, argument));
      case "Condition" -> meaning.condition(text(function, argument));
      case "Fn::GetAtt" -> attribute(argument);
      case "Fn::Sub" -> substitute(argument);
      case "Fn::If" -> {
        List<?> parts = list(function, argument, 3);
        boolean holds = meaning.condition(text(function, parts.get(0)));
        yield resolve(parts.get(holds ? 1 : 2));
      }
      case "Fn::Join" -> {
        List<?> parts = list(function, argument, 2);
        String separator = text(function, resolve(parts.get(0)));
        yield String.join(separator, texts(function, resolve(parts.get(1))));
      }
      case "Fn::Select" -> {
        List<?> parts = list(function, argument, 2);
        int index = Integer.parseInt(text(function, resolve(parts.get(0))));
        List<String> members = texts(function, resolve(parts.get(1)));
        if (index < 0 || index >= members.size()) {
          throw new TemplateException("Fn::Select has no member " + index + " of " + members);
        }
        yield members.get(index);
      }
      case "Fn::Split" -> {
        List<?> parts = list(function, argument, 2);
        String separator = Pattern.quote(text(function, resolve(parts.get(0))));
        String whole = text(function, resolve(parts.get(1)));
        yield Arrays.asList(whole.split(separator, -1));
      }
      case "Fn::FindInMap" -> {
        List<String> parts = texts(function, resolveList(list(function, argument, 3)));
        yield meaning.mapping(parts.get(0), parts.get(1), parts.get(2));
      }
      case "Fn::Base64" ->
          Base64.getEncoder()
              .encodeToString(text(function, resolve(argument)).getBytes(StandardCharsets.UTF_8));
      case "Fn::Equals" -> {
        List<?> parts = list(function, argument, 2);
        yield text(function, resolve(parts.get(0))).equals(text(function, resolve(parts.get(1))));
      }
      case "Fn::Not" -> !truth(function, list(function, argument, 1).get(0));
      case "Fn::And" -> anyList(function, argument).stream().allMatch(x -> truth(function, x));
      case "Fn::Or" -> anyList(function, argument).stream().anyMatch(x -> truth(function, x));
      default -> throw new TemplateException(function + " is not understood here");
    };
  }

  private boolean truth(String function, Object raw) {
    return Boolean.parseBoolean(text(function, resolve(raw)));
  }

  private Object attribute(@Nullable Object argument) {
    if (argument instanceof String text && text.indexOf('.') > 0) {
      int dot = text.indexOf('.');
      return meaning.attribute(text.substring(0, dot), text.substring(dot + 1));
    }
    List<String> parts = texts("Fn::GetAtt", resolveList(anyList("Fn::GetAtt", argument)));
    return meaning.attribute(parts.get(0), String.join(".", parts.subList(1, parts.size())));
  }

  private String substitute(@Nullable Object argument) {
    String pattern;
    Map<?, ?> own;
    if (argument instanceof List<?> parts && parts.size() == 2) {
      pattern = text("Fn::Sub", parts.get(0));
      if (!(parts.get(1) instanceof Map<?, ?> variables)) {
        throw new TemplateException("Fn::Sub needs a map as its second argument");
      }
      own = variables;
    } else {
      pattern = text("Fn::Sub", argument);
      own = Map.of();
    }
    Matcher matcher = PLACEHOLDER.matcher(pattern);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(2).strip();
      String value =
          matcher.group(1).isEmpty() ? substitution(own, name) : "${" + matcher.group(2) + "}";
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(filled).toString();
  }

  private String substitution(Map<?, ?> own, String name) {
    Object raw = own.get(name);
    if (raw != null) {
      return text("Fn::Sub", resolve(raw));
    }
    int dot = name.indexOf('.');
    return text(
        "Fn::Sub",
        dot < 0
            ? meaning.reference(name)
            : meaning.attribute(name.substring(0, dot), name.substring(dot + 1)));
  }

  private static String text(String function, @Nullable Object value) {
    return new Node(function, value).text();
  }

  private static List<String> texts(String function, @Nullable Object value) {
    return new Node(function, value).texts();
  }

  private static List<?> anyList(String function, @Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new TemplateException(function + " needs a list");
  }

  private static List<?> list(String function, @Nullable Object value, int size) {
    List<?> list = anyList(function, value);
    if (list.size() != size) {
      throw new TemplateException(function + " needs a list of " + size);
    }
    return list;
  }
}
