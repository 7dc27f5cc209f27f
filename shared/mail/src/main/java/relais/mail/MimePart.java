package relais.mail;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A mail or one part of it: its headers, its content, and for a multipart the parts inside.
///
/// The bytes are not copied; a part is a stretch of the raw mail.
final class MimePart {
  /// Deeper than any honest mail; what lies deeper stays one opaque part.
  private static final int MAX_DEPTH = 40;

  /// What is this small may lie deeper: it costs little to look.
  private static final int SMALL = 200_000;

  private static final int MAX_DEPTH_OF_SMALL = 200;

  /// More parts than any honest mail has in all; what follows stays one opaque part.
  private static final int MAX_PARTS = 2_000;

  private static final byte LF = '\n';

  private final HeaderBlock headers;
  private final StructuredValue contentType;
  private final StructuredValue disposition;
  private final Slice whole;
  private final Slice body;
  private final List<MimePart> children;

  private MimePart(
      HeaderBlock headers,
      StructuredValue contentType,
      StructuredValue disposition,
      Slice whole,
      Slice body,
      List<MimePart> children) {
    this.headers = headers;
    this.contentType = contentType;
    this.disposition = disposition;
    this.whole = whole;
    this.body = body;
    this.children = children;
  }

  /// Reads a whole mail.
  static MimePart read(Slice whole) {
    return new Reading().part(whole, 0, "text/plain");
  }

  HeaderBlock headers() {
    return headers;
  }

  /// The media type in lower case; for a multipart in which no part is found, that of its text.
  String type() {
    return contentType.value();
  }

  @Nullable String typeParameter(String name) {
    return contentType.parameter(name);
  }

  /// `attachment`, `inline`, another word, or empty.
  String disposition() {
    return disposition.value();
  }

  @Nullable String dispositionParameter(String name) {
    return disposition.parameter(name);
  }

  /// The file name the sender gave; null for none.
  @Nullable String fileName() {
    String name = disposition.parameter("filename");
    if (name == null || name.isBlank()) {
      name = contentType.parameter("name");
    }
    if (name == null || name.isBlank()) {
      name = disposition.parameter("name");
    }
    return name == null || name.isBlank() ? null : name;
  }

  boolean isMultipart() {
    return !children.isEmpty();
  }

  List<MimePart> children() {
    return children;
  }

  /// The part itself, headers included.
  Slice whole() {
    return whole;
  }

  /// The content as it came.
  Slice body() {
    return body;
  }

  /// The content without its transfer encoding.
  byte[] content() {
    String encoding = headers.value("Content-Transfer-Encoding", CharsetGuess.WESTERN);
    return TransferDecoding.decode(
        body, StructuredValue.withoutComment(encoding), type().startsWith("text/"));
  }

  /// The content as text, in the charset it declares or seems to be in.
  String text() {
    String charset = contentType.parameter("charset");
    byte[] content = content();
    if (charset == null && type().equals("text/html")) {
      charset = HtmlText.declaredCharset(content);
    }
    return CharsetGuess.decode(content, charset);
  }

  /// The beginning of the content as text, without reading the rest.
  String text(int maxBytes) {
    Slice start = body.between(0, Math.min(maxBytes, body.length()));
    return new MimePart(headers, contentType, disposition, whole, start, List.of()).text();
  }

  private StructuredValue declaredType() {
    return StructuredValue.parse(headers.value("Content-Type", CharsetGuess.WESTERN));
  }

  /// Every part of the tree that is no multipart, in order.
  List<MimePart> leaves() {
    List<MimePart> leaves = new ArrayList<>();
    collectLeaves(leaves);
    return leaves;
  }

  private void collectLeaves(List<MimePart> leaves) {
    if (children.isEmpty()) {
      leaves.add(this);
    }
    for (MimePart child : children) {
      child.collectLeaves(leaves);
    }
  }

  /// One reading of one mail: counts the parts over all levels.
  private static final class Reading {
    private int parts;

    MimePart part(Slice whole, int depth, String defaultType) {
      parts++;
      HeaderBlock headers = HeaderBlock.read(whole);
      Slice body = whole.after(headers.bodyFrom());
      Charset fallback = CharsetGuess.WESTERN;
      StructuredValue type = StructuredValue.parse(headers.value("Content-Type", fallback));
      StructuredValue disposition =
          StructuredValue.parse(headers.value("Content-Disposition", fallback));
      List<MimePart> children = List.of();
      if (type.value().startsWith("multipart/")
          && depth < (body.length() <= SMALL ? MAX_DEPTH_OF_SMALL : MAX_DEPTH)) {
        children = children(type, body, depth);
        if (children.isEmpty()) {
          type =
              new StructuredValue(
                  looksLikeHtml(body) ? "text/html" : "text/plain", type.parameters());
        }
      } else {
        type = new StructuredValue(usableType(type.value(), defaultType), type.parameters());
      }
      return new MimePart(headers, type, disposition, whole, body, children);
    }

    private List<MimePart> children(StructuredValue type, Slice body, int depth) {
      String boundary = type.parameter("boundary");
      Split split = boundary == null || boundary.isEmpty() ? Split.NONE : split(body, boundary);
      if (split.slices.isEmpty()) {
        String seen = boundaryInUse(body);
        split = seen == null ? Split.NONE : split(body, seen);
      }
      String childType = type.value().equals("multipart/digest") ? "message/rfc822" : "text/plain";
      List<MimePart> children = new ArrayList<>(split.slices.size());
      for (Slice slice : split.slices.subList(0, split.closedAfter)) {
        MimePart child = part(slice, depth + 1, childType);
        children.add(child);
        StructuredValue declared = child.declaredType();
        if (declared.value().startsWith("multipart/")
            && child.children.isEmpty()
            && boundary != null
            && boundary.equals(declared.parameter("boundary"))) {
          return nested(children, split, depth);
        }
      }
      return children;
    }

    /// A multipart within another with the same boundary has its parts beside itself, up to where
    /// the boundary is closed for the first time; what follows belongs to the outer one.
    ///
    /// @param read the parts up to the inner multipart
    private List<MimePart> nested(List<MimePart> read, Split split, int depth) {
      MimePart outside = read.removeLast();
      List<MimePart> inside = new ArrayList<>();
      for (Slice slice : split.slices.subList(read.size() + 1, split.closedAfter)) {
        inside.add(part(slice, depth + 2, "text/plain"));
      }
      read.add(
          new MimePart(
              outside.headers,
              outside.declaredType(),
              outside.disposition,
              outside.whole,
              outside.body,
              inside));
      for (Slice slice : split.slices.subList(split.closedAfter, split.slices.size())) {
        read.add(part(slice, depth + 1, "text/plain"));
      }
      return read;
    }

    /// @param slices the parts, those after the end included
    /// @param closedAfter how many of them there are before the boundary is closed, or in all
    private record Split(List<Slice> slices, int closedAfter) {
      static final Split NONE = new Split(List.of(), 0);
    }

    private Split split(Slice body, String boundary) {
      byte[] delimiter = ("--" + boundary.stripTrailing()).getBytes(CharsetGuess.WESTERN);
      List<Slice> slices = new ArrayList<>();
      int closedAfter = -1;
      int open = -1;
      int at = 0;
      while (at < body.length()) {
        int lineEnd = body.find(LF, at);
        int next = Math.min(lineEnd + 1, body.length());
        int kind = delimiterKind(body, at, lineEnd, delimiter);
        if (kind > 0) {
          if (open >= 0) {
            slices.add(body.between(open, at).withoutLastBreak());
          }
          open = kind == 1 ? next : -1; // below a closed one parts may begin again
          closedAfter = kind == 2 && closedAfter < 0 ? slices.size() : closedAfter;
          if (parts + slices.size() >= MAX_PARTS) {
            break;
          }
        }
        at = next;
      }
      if (open >= 0 && open < body.length()) {
        slices.add(body.after(open)); // never closed
      }
      return new Split(slices, closedAfter < 0 ? slices.size() : closedAfter);
    }

    /// 0: no delimiter; 1: a part begins; 2: the last one has ended.
    private static int delimiterKind(Slice body, int from, int to, byte[] delimiter) {
      if (body.at(from) != '-' || !body.startsWith(delimiter, from)) {
        return 0;
      }
      int at = from + delimiter.length;
      boolean closing = at + 1 < to && body.at(at) == '-' && body.at(at + 1) == '-';
      at += closing ? 2 : 0;
      for (; at < to; at++) {
        byte b = body.at(at);
        if (b != ' ' && b != '\t' && b != '\r') {
          return 0;
        }
      }
      return closing ? 2 : 1;
    }

    /// The boundary that is really used where the declared one is missing or wrong: a line of two
    /// hyphens and a word, with a header line after it.
    private static @Nullable String boundaryInUse(Slice body) {
      int at = 0;
      for (int lines = 0; at < body.length() && lines < 2_000; lines++) {
        int lineEnd = body.find(LF, at);
        if (lineEnd - at > 3 && lineEnd - at < 80 && body.at(at) == '-' && body.at(at + 1) == '-') {
          String line = body.between(at + 2, lineEnd).latin1().stripTrailing();
          int after = Math.min(lineEnd + 1, body.length());
          String next = body.between(after, body.find(LF, after)).latin1().toLowerCase(Locale.ROOT);
          if (!line.isEmpty() && line.indexOf(' ') < 0 && next.startsWith("content-")) {
            return line;
          }
        }
        at = lineEnd + 1;
      }
      return null;
    }

    private static boolean looksLikeHtml(Slice body) {
      String start = body.between(0, Math.min(500, body.length())).latin1().strip();
      String lower = start.toLowerCase(Locale.ROOT);
      return lower.startsWith("<html") || lower.startsWith("<!doctype html");
    }

    private static boolean namesFiles(String declared) {
      return declared.contains("/")
          || declared.startsWith("application")
          || declared.startsWith("image")
          || declared.startsWith("audio")
          || declared.startsWith("video")
          || declared.startsWith("x-");
    }

    private static String usableType(String declared, String defaultType) {
      if (MediaType.isWellFormed(declared)) {
        return declared;
      }
      return switch (declared) {
        case "", "text", "plain", "text/", "textplain", "us-ascii" -> defaultType;
        case "html", "text/html/" -> "text/html";
        case "message" -> "message/rfc822";
        default ->
            declared.contains("html")
                ? "text/html"
                : declared.startsWith("text") || !namesFiles(declared)
                    ? "text/plain"
                    : "application/octet-stream";
      };
    }
  }
}
