package relais.api;

import java.util.List;
import java.util.stream.Collectors;
import relais.conversation.Placeholders;
import relais.conversation.Placeholders.Fault;
import relais.conversation.Placeholders.Filling;

/// Texts with what stands for names filled in. What cannot be is refused, and named.
final class Filled {
  private Filled() {}

  /// @param field where the text stands in the request
  static String html(String field, String template, Placeholders.Values values) {
    return words(field, Placeholders.fillHtml(template, values));
  }

  /// @param field where the text stands in the request
  static String text(String field, String template, Placeholders.Values values) {
    return words(field, Placeholders.fillText(template, values));
  }

  private static String words(String field, Filling filling) {
    return switch (filling) {
      case Filling.Filled(String words) -> words;
      case Filling.Faulty(List<Fault> faults) ->
          throw Problem.field(
              field,
              faults.stream().map(Filled::sentence).distinct().collect(Collectors.joining(" ")));
    };
  }

  private static String sentence(Fault fault) {
    return switch (fault.reason()) {
      case UNKNOWN ->
          "%s stands for nothing we know. Choose one from the menu, or write \\ before it to mean the braces."
              .formatted(fault.written());
      case UNCLOSED ->
          "%s is not closed with }}. Close it, or write \\ before it to mean the braces."
              .formatted(fault.written());
      case NO_VALUE ->
          "Nothing is known here for %s. Say what to write instead, such as %s."
              .formatted(fault.written(), fault.written().replace("}}", "|…}}"));
    };
  }
}
