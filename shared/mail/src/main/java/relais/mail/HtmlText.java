package relais.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/// Writes HTML as the plain text a person would read off the screen.
///
/// Goes through the tree without recursion: hostile mail nests a hundred thousand elements.
final class HtmlText implements NodeFilter {
  /// What a person cannot read in one mail; the rest is left out of the text, not of the HTML.
  static final int MAX_HTML = 4_000_000;

  private static final Pattern META_CHARSET =
      Pattern.compile(
          "<meta[^>]{0,300}?charset\\s{0,5}=\\s{0,5}[\"']?\\s{0,5}([\\w.:-]{1,40})",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> UNSEEN =
      Set.of(
          "head",
          "script",
          "style",
          "title",
          "template",
          "noscript",
          "iframe",
          "object",
          "embed",
          "select",
          "textarea",
          "svg",
          "math",
          "audio",
          "video",
          "canvas",
          "map",
          "applet",
          "noembed",
          "noframes",
          "xml");

  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "center",
          "dd",
          "details",
          "div",
          "dl",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "header",
          "hgroup",
          "li",
          "main",
          "nav",
          "section",
          "summary",
          "table",
          "caption",
          "thead",
          "tbody",
          "tfoot",
          "tr",
          "legend");

  private static final Set<String> SPACED =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "pre", "dl");

  private final boolean marked;
  private final StringBuilder out = new StringBuilder();
  private final Deque<int[]> lists = new ArrayDeque<>();
  private int quotes;
  private int preformatted;
  private int breaks;
  private boolean space;

  private HtmlText(boolean marked) {
    this.marked = marked;
  }

  /// The text of a page.
  static String of(String html) {
    return of(parse(html), false);
  }

  static Document parse(String html) {
    return Jsoup.parse(html.length() > MAX_HTML ? html.substring(0, MAX_HTML) : html);
  }

  /// The text of a page.
  ///
  /// @param marked whether to leave the signs by which [QuotedText] finds what mail programs mark
  ///     as quoted and as signature
  static String of(Document page, boolean marked) {
    HtmlText text = new HtmlText(marked);
    page.filter(text);
    return text.finished();
  }

  /// The charset a page names in its head; null for none.
  static @Nullable String declaredCharset(byte[] page) {
    byte[] start = page.length > 2_048 ? Arrays.copyOf(page, 2_048) : page;
    Matcher meta = META_CHARSET.matcher(new String(start, StandardCharsets.ISO_8859_1));
    if (!meta.find()) {
      return null;
    }
    String charset = meta.group(1);
    // a page that can be read this far is not in UTF-16, whatever it says
    return charset.toLowerCase(Locale.ROOT).startsWith("utf-16") ? "utf-8" : charset;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      write(text.getWholeText());
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    String name = element.normalName();
    if (UNSEEN.contains(name) || isHidden(element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    if (marked) {
      if (QuoteMarks.isSignature(element)) {
        mark(QuotedText.SIGNATURE_BEGINS);
      }
      if (QuoteMarks.isSeparator(element)) {
        mark(QuotedText.CUT);
      }
    }
    if (isQuote(element)) {
      breakLine(1);
      quotes++;
    }
    if (name.equals("br")) {
      flushBreaks();
      out.append('\n');
      space = false;
    } else if (name.equals("hr")) {
      breakLine(1);
    } else if (name.equals("td") || name.equals("th")) {
      space = true;
    } else if (SPACED.contains(name)) {
      breakLine(2);
    } else if (BLOCKS.contains(name)) {
      breakLine(1);
    }
    switch (name) {
      case "pre" -> preformatted++;
      case "ul" -> lists.push(new int[] {-1});
      case "ol" -> lists.push(new int[] {0});
      case "li" -> bullet();
      default -> {}
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      String name = element.normalName();
      if (SPACED.contains(name)) {
        breakLine(2);
      } else if (BLOCKS.contains(name)) {
        breakLine(1);
      }
      if (isQuote(element)) {
        breakLine(1);
        quotes--;
      }
      if (marked && QuoteMarks.isSignature(element)) {
        mark(QuotedText.SIGNATURE_ENDS);
      }
      switch (name) {
        case "pre" -> preformatted--;
        case "ul", "ol" -> lists.poll();
        default -> {}
      }
    }
    return FilterResult.CONTINUE;
  }

  private boolean isQuote(Element element) {
    return marked ? QuoteMarks.isQuote(element) : element.normalName().equals("blockquote");
  }

  private static boolean isHidden(Element element) {
    if (element.hasAttr("hidden")) {
      return true;
    }
    String style = element.attr("style");
    if (style.isEmpty()) {
      return false;
    }
    String tight = style.replace(" ", "").toLowerCase(Locale.ROOT);
    return tight.contains("display:none")
        || tight.contains("visibility:hidden")
        || tight.contains("mso-hide:all");
  }

  /// A line of its own for [QuotedText].
  private void mark(String sign) {
    breakLine(1);
    write(sign);
    breakLine(1);
  }

  private void bullet() {
    int[] list = lists.peek();
    boolean numbered = list != null && list[0] >= 0;
    write(numbered && list != null ? ++list[0] + ". " : "- ");
  }

  private void breakLine(int lines) {
    breaks = Math.max(breaks, lines);
    space = false;
  }

  private void flushBreaks() {
    if (breaks > 0 && !out.isEmpty()) {
      int present = 0;
      while (present < out.length() && out.charAt(out.length() - 1 - present) == '\n') {
        present++;
      }
      // a line holding just the sign of a quotation counts as empty
      for (int i = present; i < breaks; i++) {
        out.append('\n');
      }
    }
    breaks = 0;
  }

  private void write(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\u200b' || c == '\u034f' || c == '\u00ad' || c == '\ufeff' || c == '\r') {
        continue; // drawn by no screen, used to fill the preview line
      }
      if (c == '\u00a0') {
        c = ' ';
      }
      if (preformatted > 0 && c == '\n') {
        flushBreaks();
        out.append('\n');
      } else if (preformatted == 0 && (c == ' ' || c == '\n' || c == '\t' || c == '\f')) {
        space = true;
      } else {
        put(c);
      }
    }
  }

  private void put(char c) {
    flushBreaks();
    boolean lineStart = out.isEmpty() || out.charAt(out.length() - 1) == '\n';
    if (lineStart) {
      out.repeat("> ", Math.min(quotes, 20));
    } else if (space && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
    space = false;
    out.append(c);
  }

  /// At most two empty lines in a row, no blanks at the ends of lines.
  private String finished() {
    StringBuilder text = new StringBuilder(out.length());
    int empty = 0;
    int at = 0;
    while (at < out.length()) {
      int lineEnd = out.indexOf("\n", at);
      lineEnd = lineEnd < 0 ? out.length() : lineEnd;
      String line = out.substring(at, lineEnd).stripTrailing();
      empty = line.isEmpty() ? empty + 1 : 0;
      if (empty <= 2 && !(text.isEmpty() && line.isEmpty())) {
        text.append(line).append('\n');
      }
      at = lineEnd + 1;
    }
    return text.toString().stripTrailing();
  }
}
