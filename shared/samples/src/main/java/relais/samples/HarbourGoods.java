package relais.samples;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Label;
import relais.conversation.LabelId;
import relais.conversation.Rule;
import relais.conversation.RuleId;
import relais.conversation.Settings;
import relais.conversation.Team;
import relais.conversation.TeamId;
import relais.conversation.User;
import relais.conversation.UserId;
import relais.conversation.Workspace;
import relais.mail.MailAddress;

/// The workspace of a small mail-order shop, for tests: three teams, six people, three inboxes.
public final class HarbourGoods {
  /// Manual assignment; most people work here.
  public static final TeamId SUPPORT = new TeamId("support");

  /// Round robin.
  public static final TeamId SALES = new TeamId("sales");

  /// Round robin.
  public static final TeamId FINANCE = new TeamId("finance");

  /// support@ and its alias help@, of the support team.
  public static final InboxId SUPPORT_INBOX = new InboxId("support");

  /// sales@, of the sales team.
  public static final InboxId SALES_INBOX = new InboxId("sales");

  /// A WhatsApp number, of the support team.
  public static final InboxId WHATSAPP_INBOX = new InboxId("whatsapp");

  /// Meta's id of the WhatsApp number.
  public static final String PHONE_NUMBER_ID = "106540352242922";

  private HarbourGoods() {}

  /// All its settings. Replies go out at once.
  public static Settings settings() {
    return new Settings(
        1,
        new Workspace("Harbour Goods").with(Duration.ZERO),
        inboxes(),
        teams(),
        users(),
        labels(),
        List.of(invoices(), shop()));
  }

  private static List<Inbox> inboxes() {
    return List.of(
        new Inbox.Email(
            SUPPORT_INBOX,
            "Support",
            SUPPORT,
            address("support"),
            List.of(address("help")),
            "Harbour Goods"),
        new Inbox.Email(
            SALES_INBOX, "Sales", SALES, address("sales"), List.of(), "Harbour Goods Sales"),
        new Inbox.Connected(
            WHATSAPP_INBOX,
            "WhatsApp",
            SUPPORT,
            Channel.WHATSAPP,
            PHONE_NUMBER_ID,
            "+31 20 555 0142"));
  }

  private static List<Team> teams() {
    return List.of(
        new Team(SUPPORT, "Support", Team.Assignment.MANUAL),
        new Team(SALES, "Sales", Team.Assignment.ROUND_ROBIN),
        new Team(FINANCE, "Finance", Team.Assignment.ROUND_ROBIN));
  }

  private static List<User> users() {
    return List.of(
        user("amelie", "Amélie Laurent", User.Role.ADMIN, Set.of(SUPPORT, SALES, FINANCE)),
        user("marco", "Marco Bianchi", User.Role.AGENT, Set.of(SUPPORT, SALES)),
        user("sanne", "Sanne de Vries", User.Role.AGENT, Set.of(SUPPORT)),
        user("tom", "Tom Baker", User.Role.AGENT, Set.of(SALES)),
        user("chiara", "Chiara Rossi", User.Role.AGENT, Set.of(FINANCE)),
        user("noor", "Noor Jansen", User.Role.AGENT, Set.of(SUPPORT, FINANCE)));
  }

  private static List<Label> labels() {
    return List.of(
        new Label(new LabelId("urgent"), "Urgent", "red"),
        new Label(new LabelId("delivery"), "Delivery", "blue"),
        new Label(new LabelId("invoice"), "Invoice", "green"));
  }

  private static Rule invoices() {
    return new Rule(
        new RuleId("invoices"),
        1,
        "Invoices to Finance",
        true,
        10,
        new Rule.Condition(
            List.of(Rule.Place.SUBJECT, Rule.Place.BODY),
            List.of("invoice", "facture", "fattura", "factuur")),
        new Rule.Actions(List.of(new LabelId("invoice")), FINANCE, false));
  }

  private static Rule shop() {
    return new Rule(
        new RuleId("shop-orders"),
        1,
        "Shop order confirmations",
        true,
        20,
        new Rule.Condition(List.of(Rule.Place.SUBJECT), List.of("Order confirmation")),
        new Rule.Actions(List.of(), null, true));
  }

  private static User user(String id, String name, User.Role role, Set<TeamId> teams) {
    return new User(new UserId(id), name, address(id), role, teams, true);
  }

  private static MailAddress address(String local) {
    return new MailAddress(local, "harbourgoods.example");
  }
}
