package relais.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts together what a person reads of a mail from its parts: one text, one page of HTML, and
/// everything else as attachments.
final class MailBody {
  /// A text beyond this is an attachment, with its beginning as the text.
  private static final int MAX_TEXT_BYTES = 5_000_000;

  private static final int MAX_TEXT_SHOWN = 200_000;

  private static final Pattern CID =
      Pattern.compile("cid:([^\"'\\s<>)]{1,250})", Pattern.CASE_INSENSITIVE);

  /// A stretch of the mail in one or both forms.
  private record Segment(@Nullable String text, @Nullable String html) {}

  /// A part that is no text, before it is known whether the HTML refers to it.
  private record Found(MimePart part, boolean related) {}

  private final List<Segment> segments = new ArrayList<>();
  private final List<Found> found = new ArrayList<>();
  private final List<Attachment> unpacked = new ArrayList<>();

  private MailBody() {}

  /// The text, the HTML and the attachments of a mail.
  record Content(String text, @Nullable String html, List<Attachment> attachments) {}

  static Content of(MimePart mail) {
    MailBody body = new MailBody();
    body.add(mail, false);
    return body.content();
  }

  private Content content() {
    if (segments.isEmpty() && !found.isEmpty()) {
      MimePart first = found.getFirst().part();
      if (isReadable(first) && !first.disposition().equals("attachment")) {
        found.removeFirst(); // its only text has a file name
        addText(first);
      }
    }
    String html = html();
    String text = text();
    Set<String> shown = shownInHtml(html);
    List<Attachment> attachments = new ArrayList<>();
    for (Found each : found) {
      addAttachment(each, shown, attachments);
    }
    attachments.addAll(unpacked);
    Tnef.Message tnef = Tnef.firstMessage(attachments);
    if (tnef != null) {
      attachments.removeIf(Tnef::isTnef);
      attachments.addAll(tnef.attachments());
      html = html == null ? tnef.html() : html;
      text = text.isBlank() && tnef.text() != null ? tnef.text() : text;
      text = text.isBlank() && html != null ? HtmlText.of(html) : text;
    }
    return new Content(text, html, attachments);
  }

  private void add(MimePart part, boolean related) {
    if (!part.isMultipart()) {
      addLeaf(part, related);
      return;
    }
    switch (part.type()) {
      case "multipart/alternative" -> addAlternative(part);
      case "multipart/related" -> addRelated(part);
      default -> part.children().forEach(child -> add(child, false));
    }
  }

  /// @param related whether it stands where the text does, with or without a file name
  private void addLeaf(MimePart part, boolean related) {
    if (isReadable(part)
        && !part.disposition().equals("attachment")
        && (part.fileName() == null || (related && segments.isEmpty()))) {
      addText(part);
    } else {
      found.add(new Found(part, related));
    }
  }

  private static boolean isReadable(MimePart part) {
    return switch (part.type()) {
      case "text/plain", "text/html", "text/enriched", "text/richtext", "application/xhtml+xml" ->
          true;
      default -> false;
    };
  }

  private void addText(MimePart part) {
    if (part.body().length() > MAX_TEXT_BYTES) {
      found.add(new Found(part, false));
      String start = part.text(2 * MAX_TEXT_SHOWN);
      segments.add(new Segment(start.substring(0, Math.min(start.length(), MAX_TEXT_SHOWN)), null));
      return;
    }
    String text = lines(part.text());
    switch (part.type()) {
      case "text/html", "application/xhtml+xml" -> {
        if (!text.isBlank()) {
          segments.add(new Segment(null, text));
        }
      }
      case "text/enriched", "text/richtext" ->
          segments.add(new Segment(EnrichedText.plain(text), null));
      default -> addPlain(part, text);
    }
  }

  private void addPlain(MimePart part, String text) {
    String format = part.typeParameter("format");
    if (format != null && format.equalsIgnoreCase("flowed")) {
      text = FormatFlowed.unflowed(text, "yes".equalsIgnoreCase(part.typeParameter("delsp")));
    }
    StringBuilder rest = new StringBuilder();
    int at = 0;
    Uuencode.File file = Uuencode.find(text, 0);
    while (file != null) {
      rest.append(text, at, file.start());
      unpacked.add(Attachment.file(file.name(), "application/octet-stream", file.content()));
      at = file.end();
      file = Uuencode.find(text, at);
    }
    segments.add(new Segment(rest.append(text, at, text.length()).toString(), null));
  }

  /// The same content several times: the plain text and the HTML are taken, and all files.
  private void addAlternative(MimePart alternatives) {
    String text = null;
    String html = null;
    for (MimePart child : alternatives.children()) {
      MailBody inside = new MailBody();
      inside.add(child, !child.isMultipart());
      boolean hasText = inside.segments.stream().anyMatch(each -> each.text != null);
      boolean hasHtml = inside.segments.stream().anyMatch(each -> each.html != null);
      if (hasHtml) {
        html = inside.html();
      }
      if (hasText && (text == null || text.isBlank()) && !(hasHtml && text != null)) {
        text = inside.text();
      }
      found.addAll(inside.found);
      unpacked.addAll(inside.unpacked);
    }
    if (text != null || html != null) {
      segments.add(new Segment(text, html));
    }
  }

  /// One root and what it refers to (RFC 2387): the root is named by `start`, or is the first part.
  private void addRelated(MimePart related) {
    String start = related.typeParameter("start");
    MimePart root = related.children().getFirst();
    if (start != null) {
      for (MimePart child : related.children()) {
        if (bareId(start).equals(contentId(child))) {
          root = child;
        }
      }
    }
    if (!isReadable(root) && !root.isMultipart()) {
      for (MimePart child : related.children()) {
        if (isReadable(child) || child.isMultipart()) {
          root = child;
          break;
        }
      }
    }
    add(root, true);
    for (MimePart child : related.children()) {
      if (child != root) {
        if (child.isMultipart()) {
          add(child, true);
        } else if (isReadable(child) && child.fileName() == null && contentId(child) == null) {
          addLeaf(child, true);
        } else {
          found.add(new Found(child, true));
        }
      }
    }
  }

  private String text() {
    StringBuilder all = new StringBuilder();
    for (Segment segment : segments) {
      String text = segment.text;
      if ((text == null || text.isBlank()) && segment.html != null) {
        text = HtmlText.of(segment.html);
      }
      if (text != null) {
        if (!all.isEmpty() && all.charAt(all.length() - 1) != '\n') {
          all.append('\n');
        }
        all.append(text);
      }
    }
    return all.toString();
  }

  private @Nullable String html() {
    if (segments.stream().noneMatch(each -> each.html != null)) {
      return null;
    }
    StringBuilder all = new StringBuilder();
    for (Segment segment : segments) {
      if (segment.html != null) {
        all.append(segment.html);
      } else if (segment.text != null && !segment.text.isBlank()) {
        all.append("<div style=\"white-space:pre-wrap\">")
            .append(HtmlSanitizer.escaped(segment.text))
            .append("</div>");
      }
    }
    return all.toString();
  }

  private static Set<String> shownInHtml(@Nullable String html) {
    Set<String> ids = new HashSet<>();
    if (html != null) {
      Matcher cid = CID.matcher(html);
      while (cid.find()) {
        ids.add(cid.group(1).toLowerCase(Locale.ROOT));
      }
    }
    return ids;
  }

  private static void addAttachment(Found each, Set<String> shown, List<Attachment> attachments) {
    MimePart part = each.part;
    byte[] content = part.content();
    String name = part.fileName();
    if (content.length == 0 && name == null && part.type().equals("text/plain")) {
      return; // an empty part says nothing
    }
    String contentId = contentId(part);
    boolean referred = contentId != null && shown.contains(contentId.toLowerCase(Locale.ROOT));
    boolean inline =
        referred
            || part.disposition().equals("inline")
            || (each.related
                && contentId != null
                && !part.disposition().equals("attachment")
                && part.type().startsWith("image/"));
    attachments.add(
        Attachment.of(
            name == null ? nameFor(part) : name, part.type(), contentId, inline, content));
  }

  private static String nameFor(MimePart part) {
    String type = part.type();
    String ending = MediaType.ending(type);
    return switch (MediaType.kindOf(type)) {
      case MAIL -> {
        HeaderBlock inner = HeaderBlock.read(part.body());
        String subject =
            FileName.safe(EncodedWords.decode(inner.value("Subject", CharsetGuess.WESTERN)), "");
        yield (inner.find("Subject") == null ? "mail" : subject) + ".eml";
      }
      case IMAGE -> "image" + ending;
      case CALENDAR -> "invitation.ics";
      case CONTACT_CARD -> "contact.vcf";
      case REPORT -> (type.endsWith("headers") ? "headers" : "report") + ending;
      case SIGNATURE -> "signature" + ending;
      case SEALED -> "sealed" + ending;
      case FILE -> "attachment" + ending;
    };
  }

  private static @Nullable String contentId(MimePart part) {
    String id = bareId(part.headers().value("Content-ID", CharsetGuess.WESTERN));
    return id.isEmpty() ? null : id;
  }

  private static String bareId(String id) {
    StringBuilder bare = new StringBuilder(id.length());
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      if (c > ' ' && c != '<' && c != '>' && !Character.isISOControl(c)) {
        bare.append(c);
      }
    }
    return bare.toString();
  }

  /// Line ends as `\n`, no NUL.
  private static String lines(String text) {
    if (text.indexOf('\r') < 0 && text.indexOf('\0') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        out.append('\n');
        i += i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
      } else if (c != 0) {
        out.append(c);
      }
    }
    return out.toString();
  }
}
