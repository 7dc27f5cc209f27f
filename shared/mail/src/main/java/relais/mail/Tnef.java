package relais.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Unpacks `winmail.dat`, the envelope Exchange puts around a mail (MS-OXTNEF).
final class Tnef {
  private static final int SIGNATURE = 0x223e9f78;
  private static final int MAX_ATTACHMENTS = 500;

  private static final int ATTACH_REND_DATA = 0x9002;
  private static final int ATTACH_TITLE = 0x8010;
  private static final int ATTACH_DATA = 0x800f;
  private static final int ATTACH_PROPERTIES = 0x9005;
  private static final int MESSAGE_PROPERTIES = 0x9003;
  private static final int MESSAGE_BODY = 0x800c;
  private static final int CODE_PAGE = 0x9007;

  private final TnefBytes in;
  private final List<Attachment> attachments = new ArrayList<>();
  private final List<TnefProperty> attachmentProperties = new ArrayList<>();
  private Charset charset = CharsetGuess.WESTERN;
  private @Nullable String title;
  private byte @Nullable [] data;
  private @Nullable String text;
  private @Nullable String html;

  private Tnef(byte[] content) {
    this.in = new TnefBytes(content);
  }

  /// What was in the envelope.
  record Message(@Nullable String text, @Nullable String html, List<Attachment> attachments) {}

  static boolean isTnef(Attachment attachment) {
    return switch (attachment.type()) {
      case "application/ms-tnef", "application/vnd.ms-tnef" -> hasSignature(attachment.content());
      default ->
          attachment.name().toLowerCase(Locale.ROOT).equals("winmail.dat")
              && hasSignature(attachment.content());
    };
  }

  /// The content of the first such envelope among the attachments; null when there is none.
  static @Nullable Message firstMessage(List<Attachment> attachments) {
    for (Attachment attachment : attachments) {
      if (isTnef(attachment)) {
        return new Tnef(attachment.content()).read();
      }
    }
    return null;
  }

  private static boolean hasSignature(byte[] content) {
    return content.length > 6 && new TnefBytes(content).readInt() == SIGNATURE;
  }

  private Message read() {
    in.skip(6);
    while (in.remaining() >= 11 && attachments.size() < MAX_ATTACHMENTS) {
      int level = in.readByte();
      int id = in.readShort();
      in.skip(2);
      int length = in.readInt();
      if (level < 1 || level > 2 || length < 0 || length > in.remaining()) {
        break; // damaged from here on: what was read so far stays
      }
      byte[] value = in.readBytes(length);
      in.skip(2);
      attribute(id, value);
    }
    finishAttachment();
    return new Message(text, html, attachments);
  }

  private void attribute(int id, byte[] value) {
    switch (id) {
      case CODE_PAGE -> {
        Charset found =
            value.length < 4
                ? null
                : CharsetNames.find("windows-" + new TnefBytes(value).readInt());
        charset = found == null ? charset : found;
      }
      case ATTACH_REND_DATA -> finishAttachment();
      case ATTACH_TITLE -> title = string(value, charset);
      case ATTACH_DATA -> data = value;
      case ATTACH_PROPERTIES -> attachmentProperties.addAll(TnefProperty.readAll(value));
      case MESSAGE_BODY -> text = string(value, charset);
      case MESSAGE_PROPERTIES -> messageProperties(TnefProperty.readAll(value));
      default -> {}
    }
  }

  private void messageProperties(List<TnefProperty> properties) {
    for (TnefProperty property : properties) {
      switch (property.id()) {
        case TnefProperty.BODY -> text = text == null ? property.text(charset) : text;
        case TnefProperty.BODY_HTML ->
            html =
                CharsetGuess.decode(property.value(), HtmlText.declaredCharset(property.value()));
        case TnefProperty.RTF_COMPRESSED -> {
          Rtf.Content content = Rtf.read(CompressedRtf.unpack(property.value()));
          html = html == null ? content.html() : html;
          text = text == null || text.isBlank() ? content.text() : text;
        }
        default -> {}
      }
    }
    text = text == null ? null : text.replace("\r\n", "\n");
  }

  private void finishAttachment() {
    String name = title == null ? "" : title;
    String type = "application/octet-stream";
    String contentId = null;
    byte[] content = data;
    for (TnefProperty property : attachmentProperties) {
      switch (property.id()) {
        case TnefProperty.ATTACH_LONG_FILENAME -> name = property.text(charset);
        case TnefProperty.ATTACH_FILENAME -> name = name.isEmpty() ? property.text(charset) : name;
        case TnefProperty.ATTACH_MIME_TAG -> {
          String tag = property.text(charset).toLowerCase(Locale.ROOT);
          type = MediaType.isWellFormed(tag) ? tag : type;
        }
        case TnefProperty.ATTACH_CONTENT_ID -> {
          String id = property.text(charset).replaceAll("[\\s<>\\p{Cntrl}]", "");
          contentId = id.isEmpty() ? null : id;
        }
        case TnefProperty.ATTACH_DATA -> content = content == null ? property.value() : content;
        default -> {}
      }
    }
    if (content != null) {
      attachments.add(Attachment.of(name, type, contentId, contentId != null, content));
    }
    title = null;
    data = null;
    attachmentProperties.clear();
  }

  private static String string(byte[] value, Charset charset) {
    int end = value.length;
    while (end > 0 && value[end - 1] == 0) {
      end--;
    }
    byte[] exact = java.util.Arrays.copyOf(value, end);
    return charset.equals(StandardCharsets.UTF_8)
        ? CharsetGuess.decode(exact, "utf-8")
        : new String(exact, charset);
  }
}
