package relais.local;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Files for demo mails, made here so that none has to be kept.
final class DemoFiles {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 200;

  private DemoFiles() {}

  /// An invitation to an hour in the morning a week later (RFC 5545).
  static byte[] invitation(String name, String organiser, String invited, Instant now) {
    LocalDate day = now.atOffset(ZoneOffset.UTC).toLocalDate().plusDays(7);
    String date = DateTimeFormatter.BASIC_ISO_DATE.format(day);
    return """
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Boat fairs//EN
    METHOD:REQUEST
    BEGIN:VEVENT
    UID:visit-%1$s@fairs.example
    SEQUENCE:0
    DTSTAMP:%1$sT080000Z
    DTSTART:%1$sT093000Z
    DTEND:%1$sT103000Z
    SUMMARY:Visit of the boat fair buyers
    LOCATION:Warehouse\\, Quay 4
    ORGANIZER;CN=%2$s:mailto:%3$s
    ATTENDEE;CN=Harbour Goods;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:%4$s
    END:VEVENT
    END:VCALENDAR
    """
        .formatted(date, name, organiser, invited)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /// A sea with a sun over it, as PNG.
  static byte[] picture() {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    for (int y = 0; y < HEIGHT; y++) {
      rows.write(0);
      for (int x = 0; x < WIDTH; x++) {
        int toSunX = x - 235;
        int toSunY = y - 70;
        boolean sun = toSunX * toSunX + toSunY * toSunY < 26 * 26;
        boolean sea = y > 120 + 4 * Math.sin(x / 14.0);
        rows.write(sun && !sea ? 255 : sea ? 20 + y / 8 : 190 + y / 4);
        rows.write(sun && !sea ? 214 : sea ? 92 + y / 6 : 214 + y / 8);
        rows.write(sun && !sea ? 102 : sea ? 120 + y / 4 : 232);
      }
    }
    try {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(WIDTH);
      fields.writeInt(HEIGHT);
      fields.write(new byte[] {8, 2, 0, 0, 0});
      chunk(png, "IHDR", header.toByteArray());
      chunk(png, "IDAT", deflated(rows.toByteArray()));
      chunk(png, "IEND", new byte[0]);
      return png.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void chunk(ByteArrayOutputStream png, String type, byte[] content)
      throws IOException {
    CRC32 sum = new CRC32();
    sum.update(type.getBytes(StandardCharsets.US_ASCII));
    sum.update(content);
    DataOutputStream out = new DataOutputStream(png);
    out.writeInt(content.length);
    out.write(type.getBytes(StandardCharsets.US_ASCII));
    out.write(content);
    out.writeInt((int) sum.getValue());
  }

  private static byte[] deflated(byte[] content) {
    try (Deflater deflater = new Deflater()) {
      deflater.setInput(content);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  /// One page with one line, as PDF.
  static byte[] invoice(String line) {
    String content =
        "BT /F1 18 Tf 60 760 Td (%s) Tj ET".formatted(line.replaceAll("[^A-Za-z0-9 .,:-]", ""));
    String[] objects = {
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
          + "/Resources<</Font<</F1 5 0 R>>>>>>",
      "<</Length %d>>\nstream\n%s\nendstream".formatted(content.length(), content),
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    };
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
    StringBuilder places = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < objects.length; i++) {
      places.append("%010d 00000 n \n".formatted(pdf.length()));
      pdf.append("%d 0 obj\n%s\nendobj\n".formatted(i + 1, objects[i]));
    }
    int start = pdf.length();
    pdf.append("xref\n0 %d\n%s".formatted(objects.length + 1, places));
    pdf.append("trailer\n<</Size %d/Root 1 0 R>>\n".formatted(objects.length + 1));
    pdf.append("startxref\n%d\n%%%%EOF\n".formatted(start));
    return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
