package relais.local;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Acknowledgement;
import relais.conversation.BusinessHours;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Label;
import relais.conversation.LabelId;
import relais.conversation.Language;
import relais.conversation.Rule;
import relais.conversation.RuleId;
import relais.conversation.Settings;
import relais.conversation.Team;
import relais.conversation.TeamId;
import relais.conversation.User;
import relais.conversation.UserId;
import relais.conversation.Workspace;
import relais.mail.MailAddress;
import relais.table.SettingsStore;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// Harbour Goods, the shop whose inbox a newcomer finds: teams, people, inboxes, labels, rules.
final class DemoWorkspace {
  static final String WHATSAPP_INBOX = "whatsapp";
  static final String WHATSAPP_BUSINESS_ACCOUNT = "102290129340398";

  private static final TeamId TEAM = new TeamId("support");
  private static final String TELEGRAM_BOT = "7104205531";
  private static final String TWILIO_TOKEN = "0123456789abcdef0123456789abcdef";
  private static final String CUSTOM_SECRET = "whsec_aGFyYm91ci1nb29kcy1zaG9wLWFwcC1zZWNyZXQ=";

  private final SettingsStore store;
  private final SsmClient parameters;
  private final String parameterPrefix;
  private final URI origin;
  private final URI custom;

  /// @param origin of the gateway, which serves the shop as well
  /// @param custom where the channel of the shop's own app is played
  DemoWorkspace(
      SettingsStore store, SsmClient parameters, String parameterPrefix, URI origin, URI custom) {
    this.origin = origin;
    this.store = store;
    this.parameters = parameters;
    this.parameterPrefix = parameterPrefix;
    this.custom = custom;
  }

  /// Writes the settings of the demo workspace unless there are settings already.
  void furnish() {
    if (!store.load().inboxes().isEmpty()) {
      return;
    }
    keep(WHATSAPP_INBOX, "harbour-goods-app-secret", "harbour-goods-access-token");
    keep("telegram", "harbour-goods-webhook-word", TELEGRAM_BOT + ":harbour-goods-bot-token");
    keep("sms", TWILIO_TOKEN, TWILIO_TOKEN);
    keep("voice", TWILIO_TOKEN, TWILIO_TOKEN);
    keep("messenger", "harbour-goods-app-secret", "harbour-goods-page-token");
    keep("instagram", "harbour-goods-app-secret", "harbour-goods-account-token");
    keep("custom", CUSTOM_SECRET, CUSTOM_SECRET);
    store.saveAll(settings());
    DemoSites.at(origin).forEach(store::save);
    others(TEAM).forEach(store::save);
  }

  private void keep(String inbox, String appSecret, String accessToken) {
    parameters.putParameter(
        request ->
            request
                .name(parameterPrefix + "/" + inbox)
                .type(ParameterType.SECURE_STRING)
                .overwrite(true)
                .value(
                    Json.object()
                        .put("appSecret", appSecret)
                        .put("verifyToken", "harbour-goods-verify-token")
                        .put("accessToken", accessToken)
                        .toString()));
  }

  /// The inboxes of the other channels, whose providers are played here.
  private List<Inbox.Connected> others(TeamId team) {
    return List.of(
        connected("telegram", "Telegram", team, TELEGRAM_BOT, "@harbourgoods_bot", Map.of()),
        connected(
            "sms",
            "Text messages",
            team,
            "+31205550143",
            "+31 20 555 0143",
            Map.of("accountSid", "AC" + TWILIO_TOKEN)),
        connected(
            "voice",
            "Telephone",
            team,
            "+31205550144",
            "+31 20 555 0144",
            Map.of("accountSid", "AC" + TWILIO_TOKEN, "forwardTo", "+31205550100")),
        connected("messenger", "Messenger", team, "104205550142", "Harbour Goods", Map.of()),
        connected("instagram", "Instagram", team, "17841405550142", "@harbourgoods", Map.of()),
        connected(
            "custom",
            "Shop app",
            team,
            "shop-app",
            "shop-app",
            Map.of("deliverTo", custom.toString())));
  }

  private static Inbox.Connected connected(
      String channel,
      String name,
      TeamId team,
      String account,
      String address,
      Map<String, String> settings) {
    return new Inbox.Connected(
        new InboxId(channel), name, team, Channel.of(channel), account, address, settings);
  }

  static Settings settings() {
    TeamId support = new TeamId("support");
    TeamId sales = new TeamId("sales");
    TeamId finance = new TeamId("finance");
    return new Settings(
        1,
        new Workspace("Harbour Goods"),
        List.of(
            new Inbox.Email(
                    new InboxId("support"),
                    "Support",
                    support,
                    MailAddress.parse("support@harbourgoods.example"),
                    List.of(MailAddress.parse("help@harbourgoods.example")),
                    "Harbour Goods Support")
                .withHours(officeHours())
                .with(acknowledgement()),
            new Inbox.Email(
                new InboxId("sales"),
                "Sales",
                sales,
                MailAddress.parse("sales@harbourgoods.example"),
                List.of(),
                "Harbour Goods Sales"),
            new Inbox.Connected(
                new InboxId(WHATSAPP_INBOX),
                "WhatsApp",
                support,
                Channel.WHATSAPP,
                "106540352242922",
                "+31 20 555 0142",
                Map.of("businessAccountId", WHATSAPP_BUSINESS_ACCOUNT))),
        List.of(
            new Team(support, "Support", Team.Assignment.MANUAL),
            new Team(sales, "Sales", Team.Assignment.ROUND_ROBIN),
            new Team(finance, "Finance", Team.Assignment.ROUND_ROBIN)),
        List.of(
            user("amelie", "Amélie Laurent", User.Role.ADMIN, "support", "sales", "finance"),
            reached(
                user("marco", "Marco Bianchi", User.Role.AGENT, "support", "sales"),
                "+31205550155"),
            user("sanne", "Sanne de Vries", User.Role.AGENT, "support"),
            user("tom", "Tom Baker", User.Role.AGENT, "sales"),
            user("chiara", "Chiara Rossi", User.Role.AGENT, "finance"),
            user("noor", "Noor Jansen", User.Role.AGENT, "support", "finance")),
        List.of(
            label("urgent", "Urgent", "red"),
            label("delivery", "Delivery", "blue"),
            label("invoice", "Invoice", "green"),
            label("return", "Return", "orange"),
            label("question", "Question", "purple"),
            label("complaint", "Complaint", "pink")),
        List.of(
            rule(
                1,
                "invoices-to-finance",
                "Invoices to Finance",
                List.of(Rule.Place.SUBJECT, Rule.Place.BODY),
                List.of("invoice", "facture", "fattura", "factuur"),
                new Rule.Actions(List.of(new LabelId("invoice")), finance, false)),
            rule(
                2,
                "delivery",
                "Delivery",
                List.of(Rule.Place.SUBJECT, Rule.Place.BODY),
                List.of("delivery", "livraison", "consegna", "levering"),
                actions("delivery", null, false)),
            rule(
                3,
                "shop-order-confirmations",
                "Shop order confirmations",
                List.of(Rule.Place.SUBJECT),
                List.of("Order confirmation"),
                new Rule.Actions(List.of(), null, true))));
  }

  private static BusinessHours officeHours() {
    List<BusinessHours.Interval> day =
        List.of(new BusinessHours.Interval(LocalTime.of(9, 0), LocalTime.of(17, 30)));
    Map<DayOfWeek, List<BusinessHours.Interval>> week = new EnumMap<>(DayOfWeek.class);
    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).forEach(each -> week.put(each, day));
    return new BusinessHours(
        ZoneId.of("Europe/Amsterdam"), week, new TreeSet<>(Set.of(LocalDate.of(2026, 12, 25))));
  }

  /// Written, but switched off: whoever tries the shop out gets the mails they expect.
  private static Acknowledgement acknowledgement() {
    return new Acknowledgement(
        false,
        Language.ENGLISH,
        Map.of(
            Language.ENGLISH,
            new Acknowledgement.Wording(
                "Hello {{contact.first_name|there}},\n\nyour mail has arrived and has the number"
                    + " {{case}}. We answer within a working day.\n\n{{inbox.name}}",
                "Hello {{contact.first_name|there}},\n\nyour mail has arrived and has the number"
                    + " {{case}}. We are back on the next working day.\n\n{{inbox.name}}"),
            Language.FRENCH,
            new Acknowledgement.Wording(
                "Bonjour,\n\nvotre message est arrivé sous le numéro {{case}}. Nous répondons sous"
                    + " un jour ouvré.\n\n{{inbox.name}}",
                null),
            Language.ITALIAN,
            new Acknowledgement.Wording(
                "Buongiorno,\n\nil suo messaggio è arrivato con il numero {{case}}. Rispondiamo"
                    + " entro un giorno lavorativo.\n\n{{inbox.name}}",
                null),
            Language.DUTCH,
            new Acknowledgement.Wording(
                "Goedendag,\n\nuw bericht is aangekomen onder nummer {{case}}. Wij antwoorden"
                    + " binnen een werkdag.\n\n{{inbox.name}}",
                null)),
        Acknowledgement.Limits.USUAL);
  }

  private static User user(String id, String name, User.Role role, String... teams) {
    Set<TeamId> memberships = Stream.of(teams).map(TeamId::new).collect(Collectors.toSet());
    return new User(
        new UserId(id),
        name,
        MailAddress.parse(id + "@harbourgoods.example"),
        role,
        memberships,
        true);
  }

  /// The same with a telephone that rings before a customer's.
  private static User reached(User user, String telephone) {
    return new User(
        user.id(),
        user.name(),
        user.email(),
        user.role(),
        user.teams(),
        user.available(),
        telephone,
        user.photo());
  }

  private static Label label(String id, String name, String colour) {
    return new Label(new LabelId(id), name, colour);
  }

  private static Rule.Actions actions(String label, @Nullable TeamId team, boolean close) {
    return new Rule.Actions(List.of(new LabelId(label)), team, close);
  }

  private static Rule rule(
      int position,
      String id,
      String name,
      List<Rule.Place> places,
      List<String> words,
      Rule.Actions actions) {
    return new Rule(
        new RuleId(id), 1, name, true, position, new Rule.Condition(places, words), actions);
  }
}
