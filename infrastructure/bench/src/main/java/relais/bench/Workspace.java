package relais.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import relais.conversation.AccentColour;
import relais.conversation.Channel;
import relais.conversation.ChatSettings;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Label;
import relais.conversation.LabelId;
import relais.conversation.Language;
import relais.conversation.Rule;
import relais.conversation.RuleId;
import relais.conversation.Settings;
import relais.conversation.SiteOrigin;
import relais.conversation.Team;
import relais.conversation.TeamId;
import relais.conversation.User;
import relais.conversation.UserId;
import relais.embedded.AwsClients;
import relais.embedded.Template;
import relais.mail.MailAddress;
import relais.table.SettingsStore;
import relais.table.Table;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/// A small workspace to measure in: two mail inboxes, a phone number and a chat on a site, three
/// people, one rule.
final class Workspace {
  /// Its team takes conversations by hand.
  static final String SUPPORT = "support@harbourgoods.example";

  /// Its team takes turns.
  static final String SALES = "sales@harbourgoods.example";

  static final String ADMIN = "amelie@harbourgoods.example";
  static final String PHONE_NUMBER_ID = "106540352242922";
  static final String WHATSAPP_INBOX = "whatsapp";
  static final String APP_SECRET = "app-secret";
  static final String VERIFY_TOKEN = "verify-token";
  static final String CHAT = "shop-chat";
  static final String SITE = "https://shop.example";

  private Workspace() {}

  /// Writes all of it where nothing is yet.
  static void furnish(AwsClients clients, Template template) {
    new SettingsStore(new Table(clients.dynamoDb(), template.tables().getFirst().name()))
        .saveAll(settings());
    clients
        .ssm()
        .putParameter(
            r ->
                r.name(template.parameter("ParameterPrefix") + "/" + WHATSAPP_INBOX)
                    .type(ParameterType.SECURE_STRING)
                    .value(secrets()));
  }

  private static Settings settings() {
    TeamId support = new TeamId("support");
    TeamId sales = new TeamId("sales");
    return new Settings(
        1,
        // A measured reply goes out at once.
        new relais.conversation.Workspace("Harbour Goods", Duration.ZERO, true),
        List.of(
            new Inbox.Email(
                new InboxId("support"),
                "Support",
                support,
                MailAddress.parse(SUPPORT),
                List.of(),
                "Harbour Goods Support"),
            new Inbox.Email(
                new InboxId("sales"),
                "Sales",
                sales,
                MailAddress.parse(SALES),
                List.of(),
                "Harbour Goods Sales"),
            new Inbox.Connected(
                new InboxId(WHATSAPP_INBOX),
                "WhatsApp",
                support,
                Channel.WHATSAPP,
                PHONE_NUMBER_ID,
                "+31 20 555 0142"),
            new Inbox.WebChat(
                new InboxId(CHAT),
                "Shop chat",
                support,
                new ChatSettings(
                    List.of(new SiteOrigin(SITE)),
                    AccentColour.USUAL,
                    Language.ENGLISH,
                    Map.of(
                        Language.ENGLISH,
                        new ChatSettings.Texts("Harbour Goods", "Ahoy!", "We are ashore.")),
                    new ChatSettings.PreChat(
                        ChatSettings.Asked.OPTIONAL, ChatSettings.Asked.OPTIONAL),
                    null,
                    new InboxId("support")))),
        List.of(
            new Team(support, "Support", Team.Assignment.MANUAL),
            new Team(sales, "Sales", Team.Assignment.ROUND_ROBIN)),
        List.of(
            user("amelie", "Amélie Laurent", User.Role.ADMIN, Set.of(support, sales)),
            user("sanne", "Sanne de Vries", User.Role.AGENT, Set.of(support)),
            user("tom", "Tom Baker", User.Role.AGENT, Set.of(sales))),
        List.of(new Label(new LabelId("invoice"), "Invoice", "green")),
        List.of(
            new Rule(
                new RuleId("invoices"),
                1,
                "Invoices",
                true,
                1,
                new Rule.Condition(
                    List.of(Rule.Place.SUBJECT, Rule.Place.BODY), List.of("invoice", "facture")),
                new Rule.Actions(List.of(new LabelId("invoice")), null, false))));
  }

  private static User user(String id, String name, User.Role role, Set<TeamId> teams) {
    return new User(
        new UserId(id), name, MailAddress.parse(id + "@harbourgoods.example"), role, teams, true);
  }

  /// The secrets of the phone number, as Parameter Store keeps them.
  private static String secrets() {
    return Json.object()
        .put("appSecret", APP_SECRET)
        .put("verifyToken", VERIFY_TOKEN)
        .put("accessToken", "access-token")
        .toString();
  }
}
