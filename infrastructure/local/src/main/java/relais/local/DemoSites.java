package relais.local;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import relais.conversation.AccentColour;
import relais.conversation.BusinessHours;
import relais.conversation.ChatSettings;
import relais.conversation.FormSettings;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.SiteOrigin;
import relais.conversation.TeamId;

/// The chat and the contact form of the demo shop, whose pages this machine serves itself.
final class DemoSites {
  static final String CHAT = "shop-chat";
  static final String FORM = "contact";

  private DemoSites() {}

  /// @param origin of the gateway, which serves the shop as well
  static List<Inbox> at(URI origin) {
    List<SiteOrigin> origins =
        List.of(
            new SiteOrigin(origin.toString()),
            new SiteOrigin("http://127.0.0.1:" + origin.getPort()));
    return List.of(chat(origins), form(origins));
  }

  private static Inbox chat(List<SiteOrigin> origins) {
    return new Inbox.WebChat(
        new InboxId(CHAT),
        "Shop chat",
        new TeamId("support"),
        new ChatSettings(
            origins,
            AccentColour.USUAL,
            Language.ENGLISH,
            Map.of(
                Language.ENGLISH,
                new ChatSettings.Texts(
                    "Harbour Goods",
                    "Ahoy! What can we do for you?",
                    "We are ashore until tomorrow. Write to us all the same: with your e-mail"
                        + " address our answer finds you."),
                Language.FRENCH,
                new ChatSettings.Texts(
                    "Harbour Goods",
                    "Bonjour ! Que pouvons-nous faire pour vous ?",
                    "Nous sommes à terre jusqu’à demain. Écrivez-nous quand même : avec votre"
                        + " adresse e-mail, notre réponse vous trouvera."),
                Language.ITALIAN,
                new ChatSettings.Texts(
                    "Harbour Goods",
                    "Buongiorno! Che cosa possiamo fare per lei?",
                    "Siamo a terra fino a domani. Ci scriva comunque: con il suo indirizzo e-mail"
                        + " la nostra risposta la troverà."),
                Language.DUTCH,
                new ChatSettings.Texts(
                    "Harbour Goods",
                    "Ahoi! Wat kunnen we voor u doen?",
                    "We zijn tot morgen aan wal. Schrijf ons toch: met uw e-mailadres vindt ons"
                        + " antwoord u.")),
            new ChatSettings.PreChat(ChatSettings.Asked.OPTIONAL, ChatSettings.Asked.OPTIONAL),
            allDay(),
            new InboxId("support")));
  }

  /// Whoever tries the shop out finds somebody there, whatever the hour.
  private static BusinessHours allDay() {
    Map<DayOfWeek, List<BusinessHours.Interval>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, List.of(new BusinessHours.Interval(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)));
    }
    return new BusinessHours(ZoneId.of("Europe/Amsterdam"), week, new TreeSet<>());
  }

  private static Inbox form(List<SiteOrigin> origins) {
    return new Inbox.Form(
        new InboxId(FORM),
        "Contact form",
        new TeamId("support"),
        new FormSettings(
            new InboxId("support"),
            origins,
            AccentColour.USUAL,
            Language.ENGLISH,
            Map.of(
                Language.ENGLISH,
                new FormSettings.Texts(
                    "Write to us",
                    "We answer by e-mail, on working days within a day.",
                    "Thank you. Our answer comes by e-mail."),
                Language.FRENCH,
                new FormSettings.Texts(
                    "Écrivez-nous",
                    "Nous répondons par e-mail, sous un jour ouvré.",
                    "Merci. Notre réponse arrivera par e-mail."),
                Language.ITALIAN,
                new FormSettings.Texts(
                    "Ci scriva",
                    "Rispondiamo per e-mail, entro un giorno lavorativo.",
                    "Grazie. La nostra risposta arriverà per e-mail."),
                Language.DUTCH,
                new FormSettings.Texts(
                    "Schrijf ons",
                    "We antwoorden per e-mail, binnen een werkdag.",
                    "Dank u. Ons antwoord komt per e-mail.")),
            List.of(
                new FormSettings.Field(
                    "about",
                    "What is it about?",
                    FormSettings.Kind.CHOICE,
                    true,
                    List.of("An order", "A product", "Something else")),
                new FormSettings.Field(
                    "order", "Order number", FormSettings.Kind.LINE, false, List.of())),
            true));
  }
}
