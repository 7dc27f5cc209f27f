package relais.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One MAPI property of an envelope (MS-OXTNEF section 2.1.3.4): only the first of several values.
final class TnefProperty {
  static final int BODY = 0x1000;
  static final int RTF_COMPRESSED = 0x1009;
  static final int BODY_HTML = 0x1013;
  static final int ATTACH_DATA = 0x3701;
  static final int ATTACH_FILENAME = 0x3704;
  static final int ATTACH_LONG_FILENAME = 0x3707;
  static final int ATTACH_MIME_TAG = 0x370e;
  static final int ATTACH_CONTENT_ID = 0x3712;

  private static final int MAX_PROPERTIES = 5_000;
  private static final int UNICODE = 0x1f;
  private static final int OBJECT = 0x0d;

  private final int id;
  private final int type;
  private final byte[] value;

  private TnefProperty(int id, int type, byte[] value) {
    this.id = id;
    this.type = type;
    this.value = value;
  }

  int id() {
    return id;
  }

  byte[] value() {
    return value;
  }

  String text(Charset charset) {
    String text = new String(value, type == UNICODE ? StandardCharsets.UTF_16LE : charset);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  static List<TnefProperty> readAll(byte[] bytes) {
    TnefBytes in = new TnefBytes(bytes);
    List<TnefProperty> properties = new ArrayList<>();
    int count = Math.min(in.readInt(), MAX_PROPERTIES);
    for (int i = 0; i < count && in.remaining() > 4; i++) {
      int type = in.readShort();
      int id = in.readShort();
      if (id >= 0x8000) {
        skipName(in);
      }
      int kind = type & 0xfff;
      boolean several = (type & 0x1000) != 0;
      boolean variable = kind == 0x1e || kind == UNICODE || kind == 0x102 || kind == OBJECT;
      int values = several || variable ? in.readInt() : 1;
      for (int v = 0; v < values && in.remaining() > 0; v++) {
        byte[] value = variable ? readVariable(in, kind) : in.readBytes(fixedLength(kind));
        if (v == 0) {
          properties.add(new TnefProperty(id, kind, value));
        }
      }
    }
    return properties;
  }

  private static byte[] readVariable(TnefBytes in, int kind) {
    int length = in.readInt();
    byte[] value = in.readBytes(length);
    in.skipPadding(length);
    // an object's bytes stand behind the 16 of its interface id
    return kind == OBJECT && value.length > 16
        ? Arrays.copyOfRange(value, 16, value.length)
        : value;
  }

  private static int fixedLength(int kind) {
    return switch (kind) {
      case 0x05, 0x06, 0x07, 0x14, 0x40 -> 8;
      case 0x48 -> 16;
      default -> 4;
    };
  }

  private static void skipName(TnefBytes in) {
    in.skip(16);
    if (in.readInt() == 0) {
      in.skip(4);
    } else {
      int length = in.readInt();
      in.skip(length);
      in.skipPadding(length);
    }
  }
}
