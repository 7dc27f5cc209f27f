package relais.channels;

import java.util.List;

/// What a message consists of.
///
/// @param text the customer's own words, a caption among them; empty when there are none
/// @param parts what is not words, in the order of the payload
public record Content(String text, List<Part> parts) {
  public Content {
    parts = List.copyOf(parts);
  }

  /// Words alone.
  public static Content ofText(String text) {
    return new Content(text, List.of());
  }

  /// One thing without words.
  public static Content of(Part part) {
    return new Content("", List.of(part));
  }

  /// Its files, in their order.
  public List<Part.File> files() {
    return parts.stream().filter(Part.File.class::isInstance).map(Part.File.class::cast).toList();
  }

  /// Whether some of it is of a kind that this version does not know.
  public boolean hasUnknown() {
    return parts.stream().anyMatch(Part.Unknown.class::isInstance);
  }
}
