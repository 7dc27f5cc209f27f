package relais.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a browser sends for a form: `multipart/form-data` (RFC 7578), which is MIME, or
/// `application/x-www-form-urlencoded`.
///
/// @param fields the answers in their order; a name may come twice
/// @param files the files in their order; a field for files that was left empty is none
public record FormSubmission(List<Field> fields, List<File> files) {
  private static final int MAX_FIELDS = 200;

  public FormSubmission {
    fields = List.copyOf(fields);
    files = List.copyOf(files);
  }

  /// One answer.
  public record Field(String name, String value) {}

  /// One file.
  ///
  /// @param name the field it was chosen in
  public record File(String name, Attachment attachment) {}

  /// Puts before a body what says how to read it, so that both can be kept as one.
  ///
  /// @param contentType as the browser said it
  public static byte[] entity(String contentType, byte[] body) {
    byte[] head =
        "Content-Type: %s\r\n\r\n".formatted(HeaderText.oneLine(contentType)).getBytes(UTF_8);
    byte[] whole = new byte[head.length + body.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }

  /// Reads what a browser sent.
  ///
  /// @param entity the body behind its Content-Type, as [#entity] makes it
  /// @throws UnreadableMail when it is neither of the two types, or holds far too much
  public static FormSubmission read(byte[] entity) {
    MimePart whole = MimePart.read(Slice.of(entity));
    String declared =
        StructuredValue.parse(whole.headers().value("Content-Type", CharsetGuess.WESTERN)).value();
    List<Field> fields = new ArrayList<>();
    List<File> files = new ArrayList<>();
    switch (declared.toLowerCase(Locale.ROOT)) {
      case "multipart/form-data" -> whole.children().forEach(part -> add(part, fields, files));
      case "application/x-www-form-urlencoded" ->
          fields.addAll(decoded(new String(whole.content(), UTF_8)));
      default -> throw new UnreadableMail("This is no form: " + declared.length() + " characters");
    }
    if (fields.size() + files.size() > MAX_FIELDS) {
      throw new UnreadableMail("A form of more than %d fields".formatted(MAX_FIELDS));
    }
    return new FormSubmission(fields, files);
  }

  private static void add(MimePart part, List<Field> fields, List<File> files) {
    String name = part.dispositionParameter("name");
    if (name == null) {
      return;
    }
    String fileName = part.dispositionParameter("filename");
    byte[] content = part.content();
    if (fileName == null) {
      fields.add(new Field(name, new String(content, UTF_8)));
    } else if (!fileName.isEmpty() || content.length > 0) {
      String type = part.isMultipart() ? "application/octet-stream" : part.type();
      files.add(new File(name, Attachment.file(fileName, type, content)));
    }
  }

  private static List<Field> decoded(String text) {
    List<Field> fields = new ArrayList<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        try {
          fields.add(
              new Field(
                  URLDecoder.decode(pair.substring(0, equals), UTF_8),
                  URLDecoder.decode(pair.substring(equals + 1), UTF_8)));
        } catch (IllegalArgumentException e) {
          throw new UnreadableMail("A form with broken escapes");
        }
      }
    }
    return fields;
  }

  /// The answer to a question; empty when there is none.
  public Optional<String> find(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst();
  }
}
