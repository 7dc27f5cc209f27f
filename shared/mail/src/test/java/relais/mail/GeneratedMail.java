package relais.mail;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// A mail with a known reading, written in one of the many ways in which mail is written: any
/// charset, transfer encoding, line end, header form, nesting and way to name a file, all lawful or
/// at least usual. The same seed gives the same mail.
///
/// It shares no code with what reads it, nor with [MailWriter].
final class GeneratedMail {
  /// What there is to be read in it.
  ///
  /// @param from its author
  /// @param to its open recipients
  /// @param text without what white space lies around it
  record Meant(Mailbox from, List<Mailbox> to, String subject, String text, List<File> files) {
    Meant {
      to = List.copyOf(to);
      files = List.copyOf(files);
    }

    /// What the reader found.
    static Meant of(ReceivedMail mail) {
      return new Meant(
          mail.from().getFirst(),
          mail.to(),
          mail.subject(),
          mail.text().strip(),
          mail.attachments().stream().map(File::of).toList());
    }
  }

  /// A file that goes along.
  ///
  /// @param inline whether the HTML shows it
  record File(String name, String content, boolean inline) {
    static File of(Attachment file) {
      String content = new String(file.content(), StandardCharsets.UTF_8);
      return new File(file.name(), content, file.inline());
    }
  }

  private final byte[] raw;
  private final Meant meant;

  private GeneratedMail(byte[] raw, Meant meant) {
    this.raw = raw;
    this.meant = meant;
  }

  /// As it arrives.
  byte[] raw() {
    return raw;
  }

  Meant meant() {
    return meant;
  }

  /// What people write in it, and the charsets that can say it.
  private record Script(List<String> words, List<String> charsets) {}

  private static final List<Script> SCRIPTS =
      List.of(
          new Script(
              List.of("order", "lamp", "please", "the", "parcel", "HG-20418", "thanks", "a+b=c?"),
              List.of("us-ascii", "UTF-8", "iso-8859-1", "windows-1252", "iso-8859-15")),
          new Script(
              List.of("Grüße", "façade", "señor", "où", "Ærø", "naïve", "çà", "Öl", "été"),
              List.of("UTF-8", "iso-8859-1", "ISO-8859-15", "windows-1252", "utf-8", "latin1")),
          new Script(
              List.of("zażółć", "gęślą", "jaźń", "příliš", "žluťoučký", "kůň", "őrült"),
              List.of("UTF-8", "iso-8859-2", "windows-1250")),
          new Script(
              List.of("привет", "заказ", "лампа", "спасибо", "съешь", "ещё"),
              List.of("UTF-8", "koi8-r", "windows-1251", "iso-8859-5", "KOI8-U", "ibm866")),
          new Script(
              List.of("Καλημέρα", "παραγγελία", "λάμπα", "ευχαριστώ"),
              List.of("UTF-8", "iso-8859-7", "windows-1253")),
          new Script(
              List.of("şeker", "ığdır", "İstanbul", "çöğür"),
              List.of("UTF-8", "iso-8859-9", "windows-1254")),
          new Script(List.of("שלום", "הזמנה", "מנורה"), List.of("UTF-8", "windows-1255")),
          new Script(List.of("مرحبا", "طلب", "مصباح"), List.of("UTF-8", "windows-1256")),
          new Script(
              List.of("注文", "ランプ", "ありがとう", "東京都", "表示"),
              List.of("UTF-8", "iso-2022-jp", "shift_jis", "euc-jp")),
          new Script(List.of("订单", "台灯", "谢谢", "北京"), List.of("UTF-8", "gb2312", "gbk", "gb18030")),
          new Script(List.of("訂單", "檯燈", "謝謝", "臺北"), List.of("UTF-8", "big5")),
          new Script(List.of("주문", "램프", "감사합니다"), List.of("UTF-8", "euc-kr")),
          new Script(List.of("สวัสดี", "โคมไฟ", "ขอบคุณ"), List.of("UTF-8", "windows-874")),
          new Script(List.of("😀", "👩‍🔧", "𝒳", "ok", "→"), List.of("UTF-8", "utf-8")));

  private static final String CID = "picture@shop.example";

  static GeneratedMail of(long seed) {
    return new Writing(new Random(seed)).mail();
  }

  private static final class Writing {
    private final Random random;
    private final String eol;
    private final Script script;
    private final String charset;
    private int boundaries;

    Writing(Random random) {
      this.random = random;
      eol = one(List.of("\r\n", "\r\n", "\n"));
      script = one(SCRIPTS);
      charset = one(script.charsets);
    }

    GeneratedMail mail() {
      String name = words(1, 3);
      String address =
          one(List.of("kim", "k.de-boer", "o'neill", "a+tag", "x_y")) + "@shop.example";
      String subject = words(1, 12);
      String text = text();
      List<File> files = new ArrayList<>();
      Part body = body(text, files);
      List<byte[]> headers = new ArrayList<>();
      headers.add(field("From", author(name, address)));
      List<Mailbox> to = new ArrayList<>();
      headers.add(field("To", recipients(to)));
      headers.add(field("Subject", unstructured(subject)));
      headers.add(field("Date", raw("Fri, 20 Nov 2026 10:00:00 +0100")));
      headers.add(field("Message-ID", raw("<" + random.nextInt(1 << 30) + "@shop.example>")));
      headers.add(field("MIME-Version", raw(one(List.of("1.0", "1.0 (generated)")))));
      if (random.nextBoolean()) {
        headers.add(field("X-Long", raw("some " + "more ".repeat(random.nextInt(60)) + "words")));
      }
      Collections.shuffle(headers, random);
      headers.addAll(body.headers);
      return new GeneratedMail(
          join(concat(headers), raw(eol), body.content),
          new Meant(
              new Mailbox(name, MailAddress.parse(address)), to, subject, text.strip(), files));
    }

    /// The body: the text, perhaps with an HTML of it, perhaps with files.
    private Part body(String text, List<File> files) {
      Part part = textPart("plain", text);
      if (random.nextInt(3) == 0) {
        String shown = text.replace("&", "&amp;").replace("<", "&lt;");
        Part html =
            textPart(
                "html",
                "<html><body><p>" + shown + "</p><img src=\"cid:" + CID + "\"></body></html>");
        if (random.nextBoolean()) {
          File picture = new File("picture.png", words(1, 9), true);
          files.add(picture);
          List<byte[]> headers = new ArrayList<>();
          headers.add(field("Content-Type", raw("image/png; name=picture.png")));
          headers.add(field("Content-ID", raw("<" + CID + ">")));
          byte[] content = picture.content.getBytes(StandardCharsets.UTF_8);
          html = multipart("related", List.of(html, encodedAs("base64", headers, content, false)));
        }
        part = multipart("alternative", List.of(part, html));
      }
      int count = random.nextInt(4);
      if (count > 0) {
        List<Part> parts = new ArrayList<>(List.of(part));
        for (int i = 0; i < count; i++) {
          File file =
              new File(words(1, 4).replace("?", "") + "-" + i + ".bin", words(0, 200), false);
          files.add(file);
          parts.add(filePart(file));
        }
        part = multipart("mixed", parts);
      }
      return part;
    }

    private Part textPart(String subtype, String text) {
      String type =
          one(
              List.of(
                  "text/" + subtype + "; charset=" + charset,
                  "text/" + subtype + "; charset=\"" + charset + "\"",
                  "TEXT/" + subtype.toUpperCase(Locale.ROOT) + ";charset=" + charset + ";",
                  "text/" + subtype + " ; charset = \"" + charset.toUpperCase(Locale.ROOT) + "\"",
                  "text/" + subtype + ";" + eol + "\tcharset=" + charset + "; x-more=yes"));
      return encoded(
          new ArrayList<>(List.of(field("Content-Type", raw(type)))),
          text.replace("\n", eol).getBytes(Charset.forName(charset)));
    }

    private Part filePart(File file) {
      List<byte[]> headers = new ArrayList<>();
      byte[] type = raw("application/octet-stream");
      byte[] disposition = raw("attachment");
      switch (random.nextInt(6)) {
        case 0 -> disposition = join(disposition, raw("; filename*=" + percent(file.name)));
        case 1 -> disposition = join(disposition, inPieces(file.name));
        case 2 ->
            disposition =
                join(disposition, raw("; filename=\""), encodedWords(file.name, true), raw("\""));
        case 3 ->
            disposition =
                join(
                    disposition,
                    raw("; filename=\""),
                    file.name.getBytes(StandardCharsets.UTF_8),
                    raw("\""));
        case 4 ->
            type =
                join(type, raw(";" + eol + " name=\""), encodedWords(file.name, true), raw("\""));
        default ->
            disposition =
                join(
                    disposition,
                    raw("; filename=\"fallback.bin\";" + eol + " filename*=" + percent(file.name)));
      }
      headers.add(field("Content-Type", type));
      headers.add(field("Content-Disposition", disposition));
      Collections.shuffle(headers, random);
      byte[] content = file.content.getBytes(StandardCharsets.UTF_8);
      return encodedAs(
          random.nextBoolean() ? "base64" : "quoted-printable", headers, content, false);
    }

    private Part multipart(String subtype, List<Part> parts) {
      boundaries++;
      String boundary =
          one(List.of("=_b'", "----=_Part(", "b ", "x=", "--"))
              + boundaries
              + "."
              + random.nextInt(1000);
      String type =
          one(
              List.of(
                  "multipart/%s; boundary=\"%s\"",
                  "Multipart/%s;" + eol + " boundary=\"%s\"; type=\"text/plain\"",
                  "multipart/%s; charset=UTF-8; BOUNDARY=\"%s\""));
      List<byte[]> content = new ArrayList<>();
      if (random.nextBoolean()) {
        content.add(raw("This is a multi-part message in MIME format." + eol));
      }
      for (Part part : parts) {
        String padding = random.nextInt(8) == 0 ? "  " : "";
        content.add(raw(eol + "--" + boundary + padding + eol));
        content.add(join(concat(part.headers), raw(eol), part.content));
      }
      // Some mail ends without its last delimiter.
      if (random.nextInt(8) != 0) {
        content.add(raw(eol + "--" + boundary + "--"));
        content.add(raw(one(List.of("", eol, eol + "An epilogue." + eol))));
      }
      return new Part(
          List.of(field("Content-Type", raw(type.formatted(subtype, boundary)))), concat(content));
    }

    private Part encoded(List<byte[]> headers, byte[] content) {
      boolean seven = true;
      for (byte b : content) {
        seven &= b >= 0;
      }
      String encoding =
          one(
              seven
                  ? List.of("7bit", "quoted-printable", "base64", "")
                  : List.of("8bit", "quoted-printable", "base64", "binary"));
      return encodedAs(encoding, headers, content, true);
    }

    /// @param lines whether it is text, whose line ends stand as such
    private Part encodedAs(String encoding, List<byte[]> headers, byte[] content, boolean lines) {
      if (!encoding.isEmpty()) {
        String word = random.nextBoolean() ? encoding : encoding.toUpperCase(Locale.ROOT);
        headers.add(
            random.nextInt(headers.size() + 1), field("Content-Transfer-Encoding", raw(word)));
      }
      return new Part(
          headers,
          switch (encoding) {
            case "base64" -> base64(content);
            case "quoted-printable" -> quotedPrintable(content, lines);
            default -> content;
          });
    }

    private byte[] base64(byte[] content) {
      String all = Base64.getEncoder().encodeToString(content);
      int length = one(List.of(76, 76, 72, 61, 4_001));
      String gap = one(List.of(eol, eol, eol, " " + eol, eol + "\t"));
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < all.length(); i += length) {
        out.append(i == 0 ? "" : gap).append(all, i, Math.min(all.length(), i + length));
      }
      return raw(out + (random.nextBoolean() ? eol : ""));
    }

    private byte[] quotedPrintable(byte[] content, boolean lines) {
      StringBuilder out = new StringBuilder();
      int column = 0;
      String text = new String(content, StandardCharsets.ISO_8859_1);
      for (int i = 0; i < text.length(); i++) {
        if (lines && text.startsWith(eol, i)) {
          out.append(eol);
          column = 0;
          i += eol.length() - 1;
          continue;
        }
        char c = text.charAt(i);
        boolean plain = c == ' ' ? !endsLine(text, i + 1) : (c > 32 && c < 127 && c != '=');
        String next = plain && random.nextInt(20) != 0 ? String.valueOf(c) : hex(c);
        if (column + next.length() > 75 || (column > 0 && random.nextInt(40) == 0)) {
          // Some relays add white space at the end of lines.
          out.append('=').append(random.nextInt(20) == 0 ? " \t" : "").append(eol);
          column = 0;
        }
        out.append(next);
        column += next.length();
      }
      return raw(out.toString());
    }

    private String hex(char c) {
      return (random.nextInt(6) == 0 ? "=%02x" : "=%02X").formatted((int) c);
    }

    private boolean endsLine(String text, int at) {
      return at == text.length() || text.startsWith(eol, at);
    }

    /// Some recipients, beside each other, in a group, or with remarks.
    private byte[] recipients(List<Mailbox> to) {
      List<byte[]> all = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        String name = one(List.of("Shop, The", "a \"b\" c", "The Shop", words(1, 3), "O\\K"));
        String address = "shop" + i + "@shop.example";
        boolean named = random.nextInt(3) != 0;
        to.add(new Mailbox(named ? name : null, MailAddress.parse(address)));
        if (!named) {
          all.add(raw(one(List.of(address, "<" + address + ">", "< " + address + " >"))));
        } else if (name.chars().allMatch(c -> c < 128)) {
          String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
          String remark = one(List.of("", " (remark, (nested))"));
          all.add(raw("\"%s\" <%s>%s".formatted(quoted, address, remark)));
        } else {
          all.add(join(encodedWords(name, true), raw(" <" + address + ">")));
        }
      }
      byte[] separator = raw(one(List.of(", ", ",", "," + eol + "\t", " , ", ",," + eol + " ")));
      List<byte[]> separated = new ArrayList<>();
      for (byte[] each : all) {
        separated.add(separated.isEmpty() ? each : join(separator, each));
      }
      return random.nextInt(6) == 0
          ? join(raw("Some people: "), concat(separated), raw(";"))
          : concat(separated);
    }

    private byte[] author(String name, String address) {
      String angle = random.nextBoolean() ? " <" + address + ">" : "<" + address + ">";
      boolean ascii = name.chars().allMatch(c -> c < 128);
      return switch (random.nextInt(ascii ? 3 : 2)) {
        case 0 -> join(encodedWords(name, false), raw(angle));
        case 1 -> join(raw("\""), name.getBytes(StandardCharsets.UTF_8), raw("\"" + angle));
        default -> raw(address + " (" + name + ")");
      };
    }

    /// A subject, in encoded words or as bytes of UTF-8.
    private byte[] unstructured(String text) {
      return random.nextInt(4) == 0
          ? text.getBytes(StandardCharsets.UTF_8)
          : encodedWords(text, false);
    }

    /// A text in encoded words of RFC 2047, in as many as it takes; as it is where it needs none.
    private byte[] encodedWords(String text, boolean always) {
      boolean ascii = text.chars().allMatch(c -> c < 128);
      if (ascii && (!always || random.nextBoolean()) && !text.contains("=?")) {
        return raw(text);
      }
      String name = charset.equals("us-ascii") ? "UTF-8" : charset;
      StringBuilder out = new StringBuilder();
      int at = 0;
      while (at < text.length()) {
        int length = Math.min(text.length() - at, 4 + random.nextInt(8));
        length = text.offsetByCodePoints(at, text.codePointCount(at, at + length)) - at;
        if (at + length < text.length() && Character.isLowSurrogate(text.charAt(at + length))) {
          length++;
        }
        byte[] bytes = encode(text.substring(at, at + length), name);
        boolean b = random.nextBoolean() || name.toLowerCase(Locale.ROOT).contains("2022");
        String word = b ? Base64.getEncoder().encodeToString(bytes) : q(bytes);
        out.append(at == 0 ? "" : random.nextBoolean() ? eol + " " : " ")
            .append(
                "=?%s?%s?%s?="
                    .formatted(name, b ? one(List.of("B", "b")) : one(List.of("Q", "q")), word));
        at += length;
      }
      return raw(out.toString());
    }

    private static byte[] encode(String text, String charset) {
      try {
        ByteBuffer bytes = Charset.forName(charset).newEncoder().encode(CharBuffer.wrap(text));
        byte[] array = new byte[bytes.remaining()];
        bytes.get(array);
        return array;
      } catch (CharacterCodingException e) {
        throw new IllegalStateException(text + " in " + charset, e);
      }
    }

    private static String q(byte[] bytes) {
      StringBuilder out = new StringBuilder();
      for (byte b : bytes) {
        boolean plain = isLetter(b);
        out.append(b == ' ' ? "_" : plain ? String.valueOf((char) b) : "=%02X".formatted(b & 0xff));
      }
      return out.toString();
    }

    private static boolean isLetter(byte b) {
      return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    /// RFC 2231 section 4.
    private static String percent(String text) {
      return "utf-8''" + percentBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String percentBytes(byte[] bytes) {
      StringBuilder out = new StringBuilder();
      for (byte b : bytes) {
        boolean plain = isLetter(b) || b == '.' || b == '-';
        out.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
      }
      return out.toString();
    }

    /// RFC 2231 section 3: in pieces, in any order.
    private byte[] inPieces(String name) {
      String whole = percentBytes(name.getBytes(StandardCharsets.UTF_8));
      List<String> pieces = new ArrayList<>();
      int at = 0;
      while (at < whole.length()) {
        int end = Math.min(whole.length(), at + 3 + random.nextInt(20));
        while (whole.substring(Math.max(at, end - 2), end).contains("%")) {
          end = Math.min(whole.length(), end + 1);
        }
        String piece = whole.substring(at, end);
        pieces.add("; filename*%d*=%s%s".formatted(pieces.size(), at == 0 ? "UTF-8''" : "", piece));
        at = end;
      }
      if (random.nextInt(3) == 0) {
        Collections.shuffle(pieces, random);
      }
      return raw(String.join(random.nextBoolean() ? eol + " " : "", pieces));
    }

    private String text() {
      StringBuilder text = new StringBuilder(words(2, 12));
      for (int i = random.nextInt(6); i > 0; i--) {
        String begun =
            one(List.of("", "", ".", "--x", "=", "=41", "From ", "--=_b'", "\t", "a < b & "));
        text.append(one(List.of("\n", "\n", "\n\n")))
            .append(begun)
            .append(words(1, random.nextInt(4) == 0 ? 60 : 12));
      }
      return text.toString();
    }

    private String words(int least, int most) {
      List<String> all = new ArrayList<>();
      for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
        all.add(one(script.words));
      }
      return String.join(" ", all);
    }

    private byte[] field(String name, byte[] value) {
      String called =
          switch (random.nextInt(6)) {
            case 0 -> name.toLowerCase(Locale.ROOT);
            case 1 -> name.toUpperCase(Locale.ROOT);
            default -> name;
          };
      String colon = one(List.of(": ", ": ", ": ", ":", ":" + eol + " ", ":\t"));
      return join(raw(called + colon), value, raw(eol));
    }

    private <T> T one(List<T> of) {
      return of.get(random.nextInt(of.size()));
    }
  }

  private static final class Part {
    private final List<byte[]> headers;
    private final byte[] content;

    Part(List<byte[]> headers, byte[] content) {
      this.headers = headers;
      this.content = content;
    }
  }

  private static byte[] raw(String ascii) {
    return ascii.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] join(byte[]... parts) {
    return concat(List.of(parts));
  }

  private static byte[] concat(List<byte[]> parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    parts.forEach(out::writeBytes);
    return out.toByteArray();
  }
}
