package relais.api;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.channels.TextLimit;
import relais.conversation.EntryId;
import relais.conversation.MessageBody;
import relais.mail.HtmlSanitizer;
import relais.mail.Quotation;

/// What an agent wrote, cleaned and measured.
///
/// @param text blank only where the html shows a picture or files go along
/// @param html clean; null where the author sent none or the channel takes none
record WrittenText(String text, @Nullable String html) {
  /// No words: files alone are a message too.
  static final WrittenText NONE = new WrittenText("", null);

  private static final Pattern LINK =
      Pattern.compile("(<a\\b[^>]*?\\bhref=\"([^\"]*)\"[^>]*>)(.*?)</a>", Pattern.DOTALL);

  private static final int MAX_BYTES = 200 * 1024;

  /// Whether nothing was written, in either form.
  static boolean isBlank(@Nullable String html, @Nullable String text) {
    return (html == null || html.isBlank()) && (text == null || text.isBlank());
  }

  /// Words for a mail or a private note.
  ///
  /// @param images whether pictures from elsewhere stay: in mail the author chose them
  /// @param contentIds gives the Content-ID of a picture the html speaks of, null for none: it is
  ///     left out then
  static WrittenText rich(
      @Nullable String html,
      @Nullable String text,
      HtmlSanitizer.RemoteImages images,
      Function<String, @Nullable String> contentIds) {
    refuseTooLarge(html, text);
    String clean =
        html == null || html.isBlank() ? null : HtmlSanitizer.safe(html, images, contentIds);
    String plain = text == null || text.isBlank() ? plain(clean) : text.strip();
    if (plain.isBlank() && (clean == null || !clean.contains("<img"))) {
      throw empty();
    }
    return new WrittenText(plain, clean);
  }

  /// Words for a chat: plain text with the line breaks, lists and links of the html.
  static WrittenText chat(TextLimit limit, @Nullable String html, @Nullable String text) {
    refuseTooLarge(html, text);
    String plain =
        html == null || html.isBlank() ? "" : plain(withAddresses(HtmlSanitizer.safe(html)));
    if (plain.isBlank() && text != null) {
      plain = text.strip();
    }
    if (plain.isBlank()) {
      throw empty();
    }
    if (!limit.takes(plain)) {
      throw Problem.field(
          "text",
          "A message on this channel has at most %d %s. Split it."
              .formatted(
                  limit.most(),
                  switch (limit.unit()) {
                    case CHARACTERS -> "characters";
                    case BYTES -> "bytes";
                  }));
    }
    return new WrittenText(plain, null);
  }

  /// The body as the entry bears it: whole, or its beginning and where the whole of it lies.
  MessageBody body(EntryId entry) {
    if (isShort()) {
      return new MessageBody(text, html, null);
    }
    return new MessageBody(beginning(text), null, BlobKeys.body(entry));
  }

  /// The same with a signature below, where mail programs know it for one.
  ///
  /// @param signature safe HTML; null for none
  WrittenText with(@Nullable String signature) {
    return signature == null
        ? this
        : below(
            "-- \n" + HtmlSanitizer.text(signature).strip(),
            "<br><div class=\"gmail_signature\">" + signature + "</div>");
  }

  /// The same with the mail it answers below.
  WrittenText with(@Nullable Quotation quotation) {
    return quotation == null ? this : below(quotation.text(), "<br>" + quotation.html());
  }

  /// Where the words of the author end: nobody sees it.
  private static final String END_OF_WORDS = "<!-- below -->";

  /// What stands above signature and quoted mail.
  static WrittenText above(String text, String html) {
    int end = html.indexOf(END_OF_WORDS);
    return end < 0
        ? new WrittenText(text, html)
        : new WrittenText(plain(html.substring(0, end)), html.substring(0, end));
  }

  /// A mail of plain text stays one.
  private WrittenText below(String moreText, String moreHtml) {
    String above = text.isBlank() ? "" : text + "\n\n";
    String shown = html == null && text.isBlank() ? "" : html;
    String mark = shown == null || shown.contains(END_OF_WORDS) ? "" : END_OF_WORDS;
    return new WrittenText(above + moreText, shown == null ? null : shown + mark + moreHtml);
  }

  /// Where the whole of it lies.
  String key(EntryId entry) {
    return BlobKeys.body(entry);
  }

  /// As much of a text as an entry bears.
  static String beginning(String text) {
    int end = Math.min(text.length(), MessageBody.MAX_INLINE_CHARACTERS);
    boolean splits =
        end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splits ? end - 1 : end);
  }

  /// Stores what the entry does not bear, before the entry says where it is.
  void store(EntryId entry, FileStore files) {
    if (!isShort()) {
      files.putBody(entry, new FileStore.WholeBody(text, html));
    }
  }

  private boolean isShort() {
    return text.length() + (html == null ? 0 : html.length()) <= MessageBody.MAX_INLINE_CHARACTERS;
  }

  /// Writes the address of each link behind its words, where the words are not the address.
  ///
  /// @param clean as the sanitiser writes it: every tag closed, every attribute quoted
  private static String withAddresses(String clean) {
    return LINK.matcher(clean)
        .replaceAll(
            link -> {
              String address = link.group(2).replaceFirst("^mailto:", "");
              boolean said = link.group(3).strip().equals(address);
              return Matcher.quoteReplacement(
                  said
                      ? link.group()
                      : "%s%s (%s)</a>".formatted(link.group(1), link.group(3), address));
            });
  }

  private static String plain(@Nullable String html) {
    return html == null ? "" : HtmlSanitizer.text(html).strip();
  }

  private static void refuseTooLarge(@Nullable String html, @Nullable String text) {
    if (bytes(html) + bytes(text) > MAX_BYTES) {
      throw Problem.of(
          ProblemCode.TOO_LARGE,
          "This is longer than %d KB. Shorten it, or send pictures as files."
              .formatted(MAX_BYTES / 1024));
    }
  }

  private static long bytes(@Nullable String text) {
    return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Problem empty() {
    return Problem.field("html", "There is nothing written. Write something first.");
  }
}
