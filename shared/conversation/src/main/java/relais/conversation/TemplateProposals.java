package relais.conversation;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.conversation.Placeholders.Placeholder;

/// What an agent finds filled in already when they choose a template, and in which language it is
/// proposed.
public final class TemplateProposals {
  /// What people who write templates call what we know.
  private static final Map<Placeholder, Set<String>> NAMES =
      Map.of(
          Placeholder.CONTACT_FIRST_NAME,
          words(
              """
              firstname customerfirstname contactfirstname clientfirstname prenom nome voornaam
              """),
          Placeholder.CONTACT_NAME,
          words(
              """
              name customer customername contact contactname client clientname fullname klant
              klantnaam naam nom cliente nomecliente
              """),
          Placeholder.CASE,
          words("case casenumber ticket ticketnumber reference referencenumber dossier zaaknummer"),
          Placeholder.AGENT_NAME,
          words("agent agentname agentfullname"),
          Placeholder.AGENT_FIRST_NAME,
          words("agentfirstname"),
          Placeholder.INBOX_NAME,
          words("inbox inboxname company companyname business businessname shop shopname bedrijf"));

  /// Whoever is greeted is called by their first name.
  private static final Pattern GREETED =
      Pattern.compile(
          "(?:^|[\\s*_])(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|bonjour|bonsoir"
              + "|salut|ch[eè]re?|ciao|salve|buongiorno|buonasera|gentile|car[oa]|hallo|hoi|beste|dag"
              + "|goede(?:morgen|middag|navond|ndag))[\\s,]*[*_]*$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final int NEWEST = 20;

  private TemplateProposals() {}

  /// What is known for the gaps of a template, by their ids. Gaps of which nothing is known are
  /// left out.
  public static Map<String, String> values(MessageTemplate template, Placeholders.Values known) {
    Map<String, String> proposed = new HashMap<>();
    for (MessageTemplate.Gap gap : template.gaps()) {
      String name = gap.name();
      String value =
          switch (gap.place()) {
            case MAP, OFFER, PRODUCTS -> null;
            case BODY ->
                name == null ? greeted(template.body(), gap.id(), known) : named(name, known);
            case HEADER, BUTTON -> name == null ? null : named(name, known);
          };
      if (value != null) {
        proposed.put(gap.id(), value);
      }
    }
    return proposed;
  }

  private static @Nullable String named(String name, Placeholders.Values known) {
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "");
    for (Map.Entry<Placeholder, Set<String>> each : NAMES.entrySet()) {
      if (each.getValue().contains(plain)) {
        return each.getKey().value(known);
      }
    }
    return null;
  }

  private static @Nullable String greeted(String body, String id, Placeholders.Values known) {
    Matcher gap = MessageTemplate.GAP.matcher(body);
    while (gap.find()) {
      if (id.equals("body." + gap.group(1))) {
        return GREETED.matcher(body.substring(0, gap.start())).find()
            ? Placeholder.CONTACT_FIRST_NAME.value(known)
            : null;
      }
    }
    return null;
  }

  /// The language the customer writes: that of the newest message of theirs that shows one.
  ///
  /// @param newestFirst entries of the conversation
  public static Optional<Language> language(List<Entry> newestFirst) {
    return newestFirst.stream()
        .filter(Entry.InboundMessage.class::isInstance)
        .map(Entry.InboundMessage.class::cast)
        .filter(message -> message.automatic() == null)
        .limit(NEWEST)
        .flatMap(message -> WrittenLanguage.find(message.body().text()).stream())
        .findFirst();
  }

  private static Set<String> words(String text) {
    return Set.of(text.strip().split("\\s+"));
  }
}
