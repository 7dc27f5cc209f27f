package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// A form with a file in it (RFC 7578).
public final class MultipartBody {
  private final String boundary;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// @param boundary a word that appears nowhere in what is sent, such as a random one
  public MultipartBody(String boundary) {
    if (!boundary.matches("[A-Za-z0-9]{16,70}")) {
      throw new IllegalArgumentException(
          "A boundary is 16 to 70 letters and digits, was '%s'".formatted(boundary));
    }
    this.boundary = boundary;
  }

  public MultipartBody field(String name, String value) {
    line("--" + boundary);
    line("Content-Disposition: form-data; name=\"%s\"".formatted(quoted(name)));
    line("");
    line(value);
    return this;
  }

  public MultipartBody file(String name, String fileName, String type, byte[] content) {
    line("--" + boundary);
    line(
        "Content-Disposition: form-data; name=\"%s\"; filename=\"%s\""
            .formatted(quoted(name), quoted(fileName)));
    line("Content-Type: " + FileTypes.plain(type));
    line("");
    bytes.writeBytes(content);
    line("");
    return this;
  }

  /// The request with this form.
  public Written.Request post(String path) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(bytes.toByteArray());
    whole.writeBytes(("--" + boundary + "--\r\n").getBytes(UTF_8));
    return new Written.Request(
        "POST", path, "multipart/form-data; boundary=" + boundary, whole.toByteArray());
  }

  private void line(String text) {
    bytes.writeBytes((text + "\r\n").getBytes(UTF_8));
  }

  /// Names go between quotes, so neither these nor line ends may stand in them.
  private static String quoted(String name) {
    return name.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
  }
}
