package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A piece of a JSON payload and where it stands in it. Providers add, drop and retype fields
/// without notice, so asking never fails: what is absent, null or of another shape reads as null,
/// and a number reads as its digits.
public final class Piece {
  /// Longer than any provider's id seen (about 200), short enough for every key.
  public static final int MAX_ID = 512;

  /// Phone numbers have at most 15 digits (E.164); ids that stand in their place a few more.
  private static final int MAX_DIGITS = 20;

  private static final int MAX_BRIEF = 80;
  private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]");

  private final String pointer;
  private final JsonNode node;

  private Piece(String pointer, JsonNode node) {
    this.pointer = pointer;
    this.node = node;
  }

  /// A whole body.
  ///
  /// @return null when it is not JSON
  public static @Nullable Piece of(byte[] body) {
    return of(new String(body, UTF_8));
  }

  /// JSON that stands in a string.
  ///
  /// @return null when it is not JSON
  public static @Nullable Piece of(String json) {
    JsonNode node = LenientJson.read(json);
    return node == null ? null : new Piece("", node);
  }

  /// Where it stands, as a JSON pointer (RFC 6901).
  public String pointer() {
    return pointer;
  }

  /// What a field holds; nothing when there is no such field.
  public Piece at(String field) {
    String step = field.replace("~", "~0").replace("/", "~1");
    JsonNode inside = node.isObject() ? node.path(field) : MissingNode.getInstance();
    return new Piece(pointer + "/" + step, inside);
  }

  /// The elements of a list; none when it is no list.
  public List<Piece> each() {
    List<Piece> elements = new ArrayList<>();
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        elements.add(new Piece(pointer + "/" + i, node.get(i)));
      }
    }
    return elements;
  }

  /// The names of its fields, in their order; none when it is no object.
  public List<String> fields() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  public boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  public boolean isObject() {
    return node.isObject();
  }

  public boolean isList() {
    return node.isArray();
  }

  /// Whether it has this field with something in it.
  public boolean has(String field) {
    return !at(field).isAbsent();
  }

  /// Its own text, also when it came as a number or a truth value.
  public @Nullable String text() {
    return LenientJson.text(node);
  }

  /// The text of a field, blank or not.
  public @Nullable String text(String field) {
    return at(field).text();
  }

  /// The text of a field that means nothing when blank.
  public @Nullable String word(String field) {
    String text = text(field);
    return text == null || text.isBlank() ? null : text.strip();
  }

  /// The first of these fields that has a word.
  public @Nullable String wordOf(String... fields) {
    for (String field : fields) {
      String word = word(field);
      if (word != null) {
        return word;
      }
    }
    return null;
  }

  /// A word that becomes part of a key or of a job; one that is too long for that is none.
  public @Nullable String id(String field) {
    String word = word(field);
    return word == null || word.length() > MAX_ID ? null : word;
  }

  /// The digits of a phone number.
  public @Nullable String digits(String field) {
    return digitsOf(word(field));
  }

  /// The digits of a phone number, null when there are none or far too many.
  public static @Nullable String digitsOf(@Nullable String written) {
    String digits = written == null ? "" : NOT_DIGITS.matcher(written).replaceAll("");
    return digits.isEmpty() || digits.length() > MAX_DIGITS ? null : digits;
  }

  public boolean flag(String field) {
    return "true".equals(text(field));
  }

  /// A count or a size; null when it is no whole number or below zero.
  public @Nullable Long number(String field) {
    String word = word(field);
    return word != null && word.matches("[0-9]{1,15}") ? Long.valueOf(word) : null;
  }

  /// How long something took, told in whole seconds; null when it is no such number.
  public @Nullable Duration seconds(String field) {
    Long number = number(field);
    return number == null ? null : Duration.ofSeconds(number);
  }

  /// A word that must be there.
  public String required(String field) throws NotAsPromised {
    String word = word(field);
    if (word == null) {
      throw new NotAsPromised("It has no '%s'.".formatted(field));
    }
    return word;
  }

  /// An id that must be there and fit a key.
  public String requiredId(String field) throws NotAsPromised {
    String id = required(field);
    if (id.length() > MAX_ID) {
      throw new NotAsPromised("Its '%s' has %d characters.".formatted(field, id.length()));
    }
    return id;
  }

  /// As it came, on one line.
  public String raw() {
    return LenientJson.storable(node.isMissingNode() ? "" : node.toString());
  }

  /// An unknown word, short enough for a sentence.
  public static String brief(String word) {
    return word.length() <= MAX_BRIEF ? word : LenientJson.storable(word.substring(0, MAX_BRIEF));
  }
}
