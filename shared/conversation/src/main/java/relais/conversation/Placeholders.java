package relais.conversation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Words in a text that stand for what is known only when it is sent:
/// `Dear {{contact.first_name|customer}}`. What follows the bar stands in where nothing is known.
///
/// Nothing between double braces leaves as it was typed: what cannot be filled in is a [Fault]. Who
/// means the braces themselves writes a backslash before them.
public final class Placeholders {
  /// Something between double braces, or double braces that nothing closes. In HTML, tags may stand
  /// within: an editor puts them there when a part of it is made bold.
  private static final Pattern BRACES =
      Pattern.compile("(\\\\?)\\{(?:<[^<>]*>)*\\{(?:([^{}]{0,400})\\}(?:<[^<>]*>)*\\})?");

  private static final Pattern TAG = Pattern.compile("<[^<>]*>");
  private static final Pattern SPACES = Pattern.compile("(?:\\s|&nbsp;|\u00a0)+");
  private static final Pattern WORD = Pattern.compile("[^\\s\u00a0,]+");
  private static final int SHOWN_OF_A_FAULT = 40;

  private Placeholders() {}

  /// What can be filled in.
  public enum Placeholder {
    /// The whole name of the contact.
    CONTACT_NAME("contact.name"),
    /// The contact's first name.
    CONTACT_FIRST_NAME("contact.first_name"),
    /// The case number as the customer may quote it, `#10482`.
    CASE("case"),
    /// The whole name of the agent who writes.
    AGENT_NAME("agent.name"),
    /// The first name of the agent who writes.
    AGENT_FIRST_NAME("agent.first_name"),
    /// The name customers know the inbox by.
    INBOX_NAME("inbox.name");

    private final String word;

    Placeholder(String word) {
      this.word = word;
    }

    /// What stands between the braces.
    public String word() {
      return word;
    }

    /// What it stands for; null when nothing is known.
    @Nullable String value(Values values) {
      return switch (this) {
        case CONTACT_NAME -> values.contactName();
        case CONTACT_FIRST_NAME -> firstName(values.contactName());
        case CASE -> values.caseReference();
        case AGENT_NAME -> values.agentName();
        case AGENT_FIRST_NAME -> firstName(values.agentName());
        case INBOX_NAME -> values.inboxName();
      };
    }

    private static Optional<Placeholder> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }
  }

  /// What is known at the moment of filling in. An address or a number is nobody's name and counts
  /// as nothing.
  ///
  /// @param contactName null when nothing is known
  /// @param caseReference null when there is no conversation yet
  /// @param agentName null when no agent writes
  /// @param inboxName the sender's name in From
  public record Values(
      @Nullable String contactName,
      @Nullable String caseReference,
      @Nullable String agentName,
      @Nullable String inboxName) {
    public Values {
      contactName = name(contactName);
      caseReference = blankIsNothing(caseReference);
      agentName = name(agentName);
      inboxName = blankIsNothing(inboxName);
    }

    private static @Nullable String name(@Nullable String name) {
      String known = blankIsNothing(name);
      boolean isAName =
          known != null
              && known.indexOf('@') < 0
              && known.codePoints().anyMatch(Character::isLetter);
      return isAName ? known : null;
    }

    private static @Nullable String blankIsNothing(@Nullable String text) {
      return text == null || text.isBlank() ? null : text.strip();
    }
  }

  /// What filling in comes to.
  public sealed interface Filling {
    /// Everything has its value.
    record Filled(String words) implements Filling {}

    /// Something has none, so the text must not be sent.
    ///
    /// @param faults in the order of the text, at least one
    record Faulty(List<Fault> faults) implements Filling {
      public Faulty {
        faults = List.copyOf(faults);
      }
    }
  }

  /// One place that cannot be filled in.
  ///
  /// @param written what stands there, for the person who has to change it
  public record Fault(String written, Reason reason) {
    /// Why not.
    public enum Reason {
      /// There is no placeholder of that name.
      UNKNOWN,
      /// The braces are not closed, or others stand within.
      UNCLOSED,
      /// Nothing is known here, and the text says nothing instead.
      NO_VALUE
    }
  }

  /// Fills in a plain text.
  public static Filling fillText(String template, Values values) {
    return fill(template, values, UnaryOperator.identity());
  }

  /// Fills in HTML: values are escaped, fallbacks are HTML already.
  public static Filling fillHtml(String template, Values values) {
    return fill(template, values, Placeholders::escaped);
  }

  private static Filling fill(String template, Values values, UnaryOperator<String> asWritten) {
    List<Fault> faults = new ArrayList<>();
    String words =
        BRACES
            .matcher(template)
            .replaceAll(
                found -> Matcher.quoteReplacement(one(template, found, values, asWritten, faults)));
    return faults.isEmpty() ? new Filling.Filled(words) : new Filling.Faulty(faults);
  }

  private static String one(
      String template,
      MatchResult found,
      Values values,
      UnaryOperator<String> asWritten,
      List<Fault> faults) {
    if (!found.group(1).isEmpty()) {
      return found.group().substring(1);
    }
    String inside = found.group(2);
    if (inside == null) {
      String rest = template.substring(found.start());
      String begins = rest.substring(0, Math.min(rest.length(), SHOWN_OF_A_FAULT));
      faults.add(new Fault(legible(begins), Fault.Reason.UNCLOSED));
      return "";
    }
    String said = TAG.matcher(inside).replaceAll("");
    int bar = said.indexOf('|');
    String word =
        SPACES
            .matcher(bar < 0 ? said : said.substring(0, bar))
            .replaceAll(" ")
            .strip()
            .toLowerCase(Locale.ROOT);
    Optional<Placeholder> placeholder = Placeholder.of(word);
    if (placeholder.isEmpty()) {
      faults.add(new Fault(legible("{{" + said + "}}"), Fault.Reason.UNKNOWN));
      return "";
    }
    String value = placeholder.get().value(values);
    if (value == null && bar < 0) {
      faults.add(new Fault(legible("{{" + said + "}}"), Fault.Reason.NO_VALUE));
      return "";
    }
    String filledIn = value == null ? said.substring(bar + 1).strip() : asWritten.apply(value);
    // The tags stay in their order, so that what was balanced still is.
    return filledIn + tags(found.group());
  }

  private static String tags(String braces) {
    StringBuilder tags = new StringBuilder();
    TAG.matcher(braces).results().map(MatchResult::group).forEach(tags::append);
    return tags.toString();
  }

  private static String legible(String written) {
    String text = SPACES.matcher(TAG.matcher(written).replaceAll("")).replaceAll(" ").strip();
    return text.length() <= SHOWN_OF_A_FAULT ? text : text.substring(0, SHOWN_OF_A_FAULT) + "…";
  }

  /// The first of the given names: `Chiara` of "Chiara Rossi" and of "Rossi, Chiara".
  private static @Nullable String firstName(@Nullable String name) {
    if (name == null) {
      return null;
    }
    String given = name.substring(name.indexOf(',') + 1).strip();
    Matcher word = WORD.matcher(given.isEmpty() ? name : given);
    return word.find() ? word.group() : null;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
