package relais.mail;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/// The elements by which mail programs mark quoted mail and signatures in their HTML.
final class QuoteMarks {
  private static final Set<String> QUOTE_CLASSES =
      Set.of(
          "gmail_attr",
          "yahoo_quoted",
          "protonmail_quote",
          "tutanota_quote",
          "zmail_extra",
          "moz-cite-prefix",
          "ntes-mailmaster-quote",
          "freshdesk_quote",
          "front-quote",
          "hs_reply",
          "outlookmessageheader",
          "gmail_quote_attribution",
          "cloudmagic-smart-beak");

  private static final Set<String> QUOTE_IDS =
      Set.of(
          "olk_src_body_section",
          "isreplycontent",
          "isforwardcontent",
          "mail-editor-reference-message-container",
          "yahoo_quoted",
          "reply139content",
          "origbody",
          "replysplit");

  private static final Set<String> SEPARATOR_IDS = Set.of("divrplyfwdmsg", "stopspelling");

  private static final Set<String> SIGNATURE_CLASSES =
      Set.of(
          "gmail_signature",
          "moz-signature",
          "protonmail_signature_block",
          "gmail_signature_prefix",
          "tutanota_signature",
          "yahoo_signature",
          "zohosignature");

  private static final Set<String> SIGNATURE_IDS =
      Set.of(
          "signature",
          "ms-outlook-mobile-signature",
          "applemailsignature",
          "composer_signature",
          "ms-outlook-android-signature",
          "spikesignature");

  private static final Pattern MARK_OF_SIGNATURE =
      Pattern.compile("(?:class|id)\\s{0,3}=[^>]{0,100}signature", Pattern.CASE_INSENSITIVE);

  private QuoteMarks() {}

  /// Whether the element holds quoted mail and nothing else.
  static boolean isQuote(Element element) {
    String name = element.normalName();
    if (name.equals("blockquote")) {
      return element.attr("type").equalsIgnoreCase("cite")
          || hasClass(element, Set.of("gmail_quote", "protonmail_quote", "moz-cite", "cite"))
          || hasAncestorMark(element);
    }
    return hasClass(element, QUOTE_CLASSES) || QUOTE_IDS.contains(plainId(element));
  }

  /// Whether quoted mail begins here and runs to the end.
  static boolean isSeparator(Element element) {
    if (SEPARATOR_IDS.contains(plainId(element))) {
      return true;
    }
    String name = element.normalName();
    if (name.equals("hr")) {
      return element.hasAttr("data-marker") || plainId(element).equals("zwchr");
    }
    if (!name.equals("div")) {
      return false;
    }
    String style = element.attr("style");
    return !style.isEmpty() && isOutlookLine(style);
  }

  /// Whether it is worth looking for a signature in a page: the names of all marks have the word.
  static boolean mayMarkSignature(String html) {
    return MARK_OF_SIGNATURE.matcher(html).find();
  }

  /// Whether the element holds a signature.
  static boolean isSignature(Element element) {
    return hasClass(element, SIGNATURE_CLASSES) || SIGNATURE_IDS.contains(plainId(element));
  }

  /// The thin grey or blue line Outlook draws above the mail it quotes.
  private static boolean isOutlookLine(String style) {
    String tight = style.replace(" ", "").toLowerCase(Locale.ROOT);
    return tight.contains("border-top:solid")
        && (tight.contains("#e1e1e1") || tight.contains("#b5c4df"))
        && tight.contains("padding:3");
  }

  private static boolean hasAncestorMark(Element element) {
    Element parent = element.parent();
    return parent != null && hasClass(parent, Set.of("gmail_quote", "gmail_quote_container"));
  }

  private static boolean hasClass(Element element, Set<String> wanted) {
    String classes = element.attr("class");
    if (classes.isEmpty()) {
      return false;
    }
    for (String each : classes.toLowerCase(Locale.ROOT).split("\\s+", 20)) {
      if (wanted.contains(withoutPrefix(each))) {
        return true;
      }
    }
    return false;
  }

  private static String plainId(Element element) {
    String id = element.attr("id");
    return id.isEmpty() ? "" : withoutPrefix(id.toLowerCase(Locale.ROOT));
  }

  /// Outlook on the web puts `x_` before every name in a mail it quotes, once for each quoting.
  private static String withoutPrefix(String name) {
    String bare = name;
    while (bare.startsWith("x_")) {
      bare = bare.substring(2);
    }
    return bare;
  }
}
