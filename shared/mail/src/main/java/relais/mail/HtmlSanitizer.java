package relais.mail;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jspecify.annotations.Nullable;

/// Makes the HTML of strangers safe to show.
///
/// The page is read as a browser reads it and written anew from what is allowed; nothing of the
/// original text is passed through. This is the first of two walls: the page is shown in a frame
/// without scripts all the same.
public final class HtmlSanitizer {
  /// Whether pictures from other servers are loaded.
  ///
  /// Loading one tells its owner when, where and by whom the mail is read.
  public enum RemoteImages {
    /// Their address waits in `data-remote-src`, and nothing is loaded.
    HELD_BACK,
    /// They are loaded: the reader asked for it. Pictures made to be unseen still are not.
    SHOWN,
    /// They are gone, address and all: the page goes on to others.
    LEFT_OUT
  }

  private static final int MAX_DEPTH = 256;
  private static final int MAX_ATTRIBUTE = 4_000;
  private static final int MAX_DATA_IMAGE = 200_000;

  private static final Set<String> KEPT =
      Set.of(
          "a",
          "abbr",
          "address",
          "article",
          "aside",
          "b",
          "bdi",
          "bdo",
          "big",
          "blockquote",
          "br",
          "caption",
          "center",
          "cite",
          "code",
          "col",
          "colgroup",
          "dd",
          "del",
          "dfn",
          "div",
          "dl",
          "dt",
          "em",
          "figcaption",
          "figure",
          "font",
          "footer",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hr",
          "i",
          "img",
          "ins",
          "kbd",
          "li",
          "main",
          "mark",
          "ol",
          "p",
          "pre",
          "q",
          "rp",
          "rt",
          "ruby",
          "s",
          "samp",
          "section",
          "small",
          "span",
          "strike",
          "strong",
          "sub",
          "sup",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "time",
          "tr",
          "tt",
          "u",
          "ul",
          "var",
          "wbr");

  /// Gone with everything in them; any other element goes, and what is in it stays.
  private static final Set<String> DROPPED =
      Set.of(
          "applet",
          "audio",
          "base",
          "button",
          "canvas",
          "datalist",
          "dialog",
          "embed",
          "frame",
          "frameset",
          "head",
          "iframe",
          "input",
          "link",
          "map",
          "math",
          "meta",
          "meter",
          "noembed",
          "noframes",
          "noscript",
          "object",
          "optgroup",
          "option",
          "param",
          "plaintext",
          "portal",
          "progress",
          "script",
          "select",
          "source",
          "style",
          "svg",
          "template",
          "textarea",
          "title",
          "track",
          "video",
          "xml",
          "xmp");

  private static final Set<String> VOID = Set.of("br", "col", "hr", "img", "wbr");

  private static final Pattern COLOR = Pattern.compile("#?[a-zA-Z0-9]{1,30}");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,5}(?:\\.\\d{1,3})?(?:%|px)?");
  private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{N} ,'._-]{1,200}");

  /// Attributes any kept element may have, with what their value must look like.
  private static final Map<String, Pattern> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("align", WORDS),
          Map.entry("bgcolor", COLOR),
          Map.entry("border", NUMBER),
          Map.entry("cellpadding", NUMBER),
          Map.entry("cellspacing", NUMBER),
          Map.entry("color", COLOR),
          Map.entry("colspan", Pattern.compile("\\d{1,3}")),
          Map.entry("datetime", Pattern.compile("[\\dTZ:. +-]{1,40}")),
          Map.entry("dir", Pattern.compile("(?i)ltr|rtl|auto")),
          Map.entry("face", WORDS),
          Map.entry("height", NUMBER),
          Map.entry("hspace", NUMBER),
          Map.entry("lang", Pattern.compile("[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8}){0,4}")),
          Map.entry("noshade", WORDS),
          Map.entry("nowrap", WORDS),
          Map.entry("rowspan", Pattern.compile("\\d{1,4}")),
          Map.entry("scope", WORDS),
          Map.entry("size", NUMBER),
          Map.entry("span", Pattern.compile("\\d{1,3}")),
          Map.entry("start", Pattern.compile("-?\\d{1,6}")),
          Map.entry("valign", WORDS),
          Map.entry("vspace", NUMBER),
          Map.entry("width", NUMBER));

  private static final Pattern DATA_IMAGE =
      Pattern.compile("data:image/(?:png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=]+");

  private HtmlSanitizer() {}

  /// The page as it may be shown, pictures from other servers held back.
  ///
  /// Links open elsewhere and pass nothing on; `cid:` addresses stay for the caller to resolve.
  public static String safe(String dirty) {
    return safe(dirty, RemoteImages.HELD_BACK);
  }

  /// The page as it may be shown.
  public static String safe(String dirty, RemoteImages images) {
    return safe(dirty, images, contentId -> contentId);
  }

  /// The page as it may be shown, with pictures of the mail itself under other ids.
  ///
  /// @param contentIds gives the id that a picture has from now on, or nothing where there is no
  ///     such picture: then it is left out
  public static String safe(
      String dirty, RemoteImages images, Function<String, @Nullable String> contentIds) {
    Document page = HtmlText.parse(dirty);
    Writer writer = new Writer(images, contentIds);
    page.filter(writer);
    return writer.out.toString();
  }

  /// The page as plain text, as a person would read it off the screen.
  public static String text(String html) {
    return HtmlText.of(html);
  }

  /// Plain text as HTML that shows it.
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      escape(out, text.charAt(i));
    }
    return out.toString();
  }

  private static void escape(StringBuilder out, char c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '"' -> out.append("&quot;");
      case '\'' -> out.append("&#39;");
      case '`' -> out.append("&#96;");
      case '\0' -> {}
      default -> out.append(c);
    }
  }

  /// Writes what is allowed of a tree; without recursion, so that depth is no weapon.
  private static final class Writer implements NodeFilter {
    private final RemoteImages images;
    private final Function<String, @Nullable String> contentIds;
    private final StringBuilder out = new StringBuilder();

    Writer(RemoteImages images, Function<String, @Nullable String> contentIds) {
      this.images = images;
      this.contentIds = contentIds;
    }

    @Override
    public FilterResult head(Node node, int depth) {
      if (node instanceof TextNode text) {
        out.append(escaped(text.getWholeText()));
        return FilterResult.CONTINUE;
      }
      if (!(node instanceof Element element)) {
        return FilterResult.SKIP_ENTIRELY;
      }
      String name = element.normalName();
      if (DROPPED.contains(name)) {
        return FilterResult.SKIP_ENTIRELY;
      }
      if (isWritten(element, name, depth)) {
        if (name.equals("img")) {
          image(element);
        } else {
          start(element, name.equals("body") ? "div" : name);
        }
      }
      return FilterResult.CONTINUE;
    }

    @Override
    public FilterResult tail(Node node, int depth) {
      if (node instanceof Element element) {
        String name = element.normalName();
        if (isWritten(element, name, depth) && !VOID.contains(name)) {
          out.append("</").append(name.equals("body") ? "div" : name).append('>');
        }
      }
      return FilterResult.CONTINUE;
    }

    /// Deciding by the node alone lets head and tail agree.
    private static boolean isWritten(Element element, String name, int depth) {
      if (depth > MAX_DEPTH) {
        return false;
      }
      return KEPT.contains(name)
          || (name.equals("body")
              && (element.hasAttr("style")
                  || element.hasAttr("bgcolor")
                  || element.hasAttr("dir")));
    }

    private void start(Element element, String name) {
      out.append('<').append(name);
      attributes(element);
      switch (name) {
        case "a" -> link(element);
        case "ol", "li", "ul" -> {
          String type = element.attr("type");
          if (type.length() == 1 && "1aAiI".contains(type)) {
            attribute("type", type);
          }
        }
        default -> {}
      }
      out.append('>');
    }

    private void attributes(Element element) {
      if (element.attributesSize() == 0) {
        return;
      }
      for (org.jsoup.nodes.Attribute each : element.attributes()) {
        String name = each.getKey().toLowerCase(Locale.ROOT);
        String value = each.getValue();
        if (name.equals("style")) {
          String style = StyleFilter.safe(value);
          if (!style.isEmpty()) {
            attribute("style", style);
          }
        } else if (name.equals("title") || name.equals("alt") || name.equals("abbr")) {
          attribute(name, value.substring(0, Math.min(value.length(), MAX_ATTRIBUTE)));
        } else {
          Pattern allowed = ATTRIBUTES.get(name);
          if (allowed != null && (value.isEmpty() || allowed.matcher(value.strip()).matches())) {
            attribute(name, value.strip());
          }
        }
      }
    }

    private void link(Element element) {
      String address = address(element.attr("href"));
      String scheme = scheme(address);
      if (scheme.equals("http")
          || scheme.equals("https")
          || scheme.equals("mailto")
          || scheme.equals("tel")) {
        attribute("href", address);
        attribute("target", "_blank");
        attribute("rel", "noopener noreferrer nofollow");
      }
    }

    private void image(Element element) {
      String source = element.attr("src");
      String address = source.length() > MAX_DATA_IMAGE ? "" : address(source);
      String scheme = scheme(address);
      boolean remote = scheme.equals("http") || scheme.equals("https");
      if (remote && isUnseen(element)) {
        return; // made to be loaded and not to be seen: it counts readers
      }
      if (images == RemoteImages.LEFT_OUT && !scheme.equals("cid") && !scheme.equals("data")) {
        return;
      }
      if (scheme.equals("cid")) {
        String contentId = contentIds.apply(address.substring("cid:".length()));
        if (contentId == null) {
          return;
        }
        address = "cid:" + contentId;
      }
      out.append("<img");
      attributes(element);
      if (remote && address.length() <= MAX_ATTRIBUTE) {
        attribute(images == RemoteImages.SHOWN ? "src" : "data-remote-src", address);
        attribute("referrerpolicy", "no-referrer");
      } else if (scheme.equals("cid")) {
        attribute("src", address);
      } else if (scheme.equals("data") && DATA_IMAGE.matcher(address).matches()) {
        attribute("src", address);
      }
      out.append('>');
    }

    private static boolean isUnseen(Element image) {
      String style = image.attr("style").replace(" ", "").toLowerCase(Locale.ROOT);
      return isTiny(image.attr("width"))
          || isTiny(image.attr("height"))
          || style.contains("display:none")
          || style.contains("visibility:hidden")
          || style.contains("opacity:0;")
          || style.endsWith("opacity:0")
          || TINY_STYLE.matcher(style).find();
    }

    private static final Pattern TINY_STYLE =
        Pattern.compile("(?:^|;)(?:max-)?(?:width|height):[0-2](?:px)?(?:;|!|$)");

    private static boolean isTiny(String length) {
      return length.equals("0")
          || length.equals("1")
          || length.equals("2")
          || length.equals("0px")
          || length.equals("1px")
          || length.equals("2px");
    }

    /// Without what browsers leave out when they read an address.
    private static String address(String value) {
      StringBuilder kept = new StringBuilder(value.length());
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        boolean unseen = c <= ' ' ? c != ' ' : Character.isISOControl(c);
        if (!unseen) {
          kept.append(c);
        }
      }
      String address = kept.toString().strip().replace(" ", "%20");
      return address.startsWith("//") ? "https:" + address : address;
    }

    private static String scheme(String address) {
      int colon = address.indexOf(':');
      return colon <= 0 || colon > 10 ? "" : address.substring(0, colon).toLowerCase(Locale.ROOT);
    }

    private void attribute(String name, String value) {
      out.append(' ').append(name).append("=\"");
      for (int i = 0; i < value.length(); i++) {
        escape(out, value.charAt(i));
      }
      out.append('"');
    }
  }
}
