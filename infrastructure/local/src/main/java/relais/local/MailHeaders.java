package relais.local;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The header block of a raw mail as SES reports it: names and unfolded values, nothing decoded.
final class MailHeaders {
  /// SES cuts what it reports here; the stored mail stays whole.
  private static final int REPORTED_BYTES = 10 * 1024;

  /// One header line.
  record Header(String name, String value) {}

  private final List<Header> headers;
  private final int bodyStart;

  private MailHeaders(List<Header> headers, int bodyStart) {
    this.headers = headers;
    this.bodyStart = bodyStart;
  }

  static MailHeaders of(byte[] raw) {
    List<Header> headers = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    int position = 0;
    while (position < raw.length) {
      int end = position;
      while (end < raw.length && raw[end] != '\n') {
        end++;
      }
      int length = end > position && raw[end - 1] == '\r' ? end - 1 - position : end - position;
      String line = new String(raw, position, length, StandardCharsets.UTF_8);
      position = Math.min(raw.length, end + 1);
      if (line.isEmpty()) {
        break;
      }
      if (line.startsWith(" ") || line.startsWith("\t")) {
        current.append(' ').append(line.strip());
      } else {
        add(headers, current);
        current.setLength(0);
        current.append(line);
      }
    }
    add(headers, current);
    return new MailHeaders(headers, position);
  }

  private static void add(List<Header> headers, StringBuilder line) {
    int colon = line.indexOf(":");
    if (colon > 0) {
      headers.add(new Header(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
    }
  }

  List<Header> all() {
    return headers;
  }

  /// Where the body begins in the raw mail.
  int bodyStart() {
    return bodyStart;
  }

  boolean truncatedInEvents() {
    return bodyStart > REPORTED_BYTES;
  }

  /// The first headers that fit into an event.
  List<Header> reported() {
    List<Header> reported = new ArrayList<>();
    int size = 0;
    for (Header header : headers) {
      size += header.name().length() + header.value().length() + 4;
      if (size > REPORTED_BYTES) {
        break;
      }
      reported.add(header);
    }
    return reported;
  }

  Optional<String> find(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst();
  }

  /// The entries of an address header, split at the commas outside quotes, as they stand.
  List<String> addresses(String name) {
    List<String> addresses = new ArrayList<>();
    String value = find(name).orElse("");
    StringBuilder entry = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      quoted ^= c == '"';
      if (c == ',' && !quoted) {
        addresses.add(entry.toString().strip());
        entry.setLength(0);
      } else {
        entry.append(c);
      }
    }
    addresses.add(entry.toString().strip());
    addresses.removeIf(String::isBlank);
    return addresses;
  }
}
