package relais.channels.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import relais.channels.Piece;

/// The parameters of a form (`application/x-www-form-urlencoded`), decoded; a name may stand there
/// several times.
final class FormParameters {
  private final SequencedMap<String, List<String>> values = new LinkedHashMap<>();

  /// Reads a body or a query. A `%` that begins no code stands for itself.
  static FormParameters of(String encoded) {
    FormParameters parameters = new FormParameters();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (!name.isEmpty()) {
        parameters.add(name, equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  /// Takes the words of a JSON object for parameters.
  static FormParameters of(Piece json) {
    FormParameters parameters = new FormParameters();
    for (String field : json.fields()) {
      String text = json.text(field);
      if (text != null) {
        parameters.add(field, text);
      }
    }
    return parameters;
  }

  void add(String name, String value) {
    values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
  }

  /// This parameter alone.
  FormParameters only(String name) {
    FormParameters parameters = new FormParameters();
    values.getOrDefault(name, List.of()).forEach(value -> parameters.add(name, value));
    return parameters;
  }

  /// A parameter's text, as it came.
  @Nullable String text(String name) {
    List<String> all = values.get(name);
    return all == null ? null : all.getFirst();
  }

  /// A parameter's text, unless it is blank.
  @Nullable String word(String name) {
    String text = text(name);
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// The first of these parameters that says something.
  @Nullable String wordOf(String... names) {
    for (String name : names) {
      String word = word(name);
      if (word != null) {
        return word;
      }
    }
    return null;
  }

  boolean has(String name) {
    return word(name) != null;
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /// The names and values behind each other, by name, as Twilio signs them: of one name each value
  /// once.
  String inOrder() {
    StringBuilder text = new StringBuilder();
    for (String name : new TreeSet<>(values.keySet())) {
      for (String value : new TreeSet<>(values.getOrDefault(name, List.of()))) {
        text.append(name).append(value);
      }
    }
    return text.toString();
  }

  /// As a body.
  String encoded() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, List<String>> parameter : values.entrySet()) {
      for (String value : parameter.getValue()) {
        text.append(text.isEmpty() ? "" : "&")
            .append(URLEncoder.encode(parameter.getKey(), UTF_8))
            .append('=')
            .append(URLEncoder.encode(value, UTF_8));
      }
    }
    return text.toString();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), UTF_8);
  }
}
