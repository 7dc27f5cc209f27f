package relais.channels;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Reads JSON whose sender adds, drops and retypes fields without notice: a field that is absent,
/// null or of another shape reads as null, and a number reads as its digits.
final class LenientJson {
  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build()
          .readerFor(JsonNode.class);

  private LenientJson() {}

  /// Reads a whole text, with or without a byte order mark.
  ///
  /// @return null when it is not JSON
  static @Nullable JsonNode read(String text) {
    String json = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      JsonNode node = READER.readValue(json);
      return node == null || node.isMissingNode() ? null : node;
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }

  /// A text, also when it came as a number or a truth value.
  static @Nullable String text(JsonNode node) {
    if (node.isTextual()) {
      return storable(node.textValue());
    }
    if (node.isNumber()) {
      BigDecimal number = node.decimalValue();
      // 1e999999999 is a number too; written out it would fill the memory.
      return Math.abs((long) number.scale()) > 100 ? number.toString() : number.toPlainString();
    }
    return node.isBoolean() ? node.asText() : null;
  }

  /// The same text with a replacement character for whatever neither UTF-8 nor a queue can carry:
  /// halves of surrogate pairs and the two code points that are not characters.
  static String storable(String text) {
    if (text.codePoints().noneMatch(LenientJson::isNotStorable)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> isNotStorable(point) ? 0xFFFD : point)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isNotStorable(int codePoint) {
    return (codePoint >= 0xD800 && codePoint <= 0xDFFF)
        || codePoint == 0xFFFE
        || codePoint == 0xFFFF
        || codePoint == 0;
  }
}
