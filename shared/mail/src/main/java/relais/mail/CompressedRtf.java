package relais.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Unpacks the compressed RTF of an Exchange mail (MS-OXRTFCP).
final class CompressedRtf {
  private static final int COMPRESSED = 0x75465a4c;
  private static final int WINDOW = 4_096;
  private static final int MAX_UNPACKED = 20_000_000;

  /// The text every packer and unpacker has in its window from the start (section 2.1.2.1).
  private static final byte[] PRIMED =
      ("{\\r"
           + "tf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern"
           + " \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\r"
           + "ed0\\green0\\blue0\r\n"
           + "\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx")
          .getBytes(StandardCharsets.US_ASCII);

  private CompressedRtf() {}

  /// The RTF, one character for each byte; as much of it as is undamaged.
  static String unpack(byte[] packed) {
    TnefBytes in = new TnefBytes(packed);
    in.skip(8);
    int kind = in.readInt();
    in.skip(4);
    if (kind != COMPRESSED) {
      return new String(in.readBytes(in.remaining()), StandardCharsets.ISO_8859_1);
    }
    byte[] window = Arrays.copyOf(PRIMED, WINDOW);
    int write = PRIMED.length;
    ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length * 3);
    while (in.remaining() > 0 && out.size() < MAX_UNPACKED) {
      int flags = in.readByte();
      for (int bit = 0; bit < 8 && in.remaining() > 0; bit++) {
        if ((flags & (1 << bit)) == 0) {
          byte literal = (byte) in.readByte();
          out.write(literal);
          window[write] = literal;
          write = (write + 1) % WINDOW;
          continue;
        }
        int reference = (in.readByte() << 8) | in.readByte();
        int from = reference >> 4;
        int length = (reference & 0xf) + 2;
        if (from == write) {
          return out.toString(StandardCharsets.ISO_8859_1); // the sign for the end
        }
        for (int i = 0; i < length; i++) {
          byte copied = window[(from + i) % WINDOW];
          out.write(copied);
          window[write] = copied;
          write = (write + 1) % WINDOW;
        }
      }
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }
}
