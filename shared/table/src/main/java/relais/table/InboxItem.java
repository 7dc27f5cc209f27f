package relais.table;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.conversation.Acknowledgement;
import relais.conversation.BusinessHours;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.LabelId;
import relais.conversation.Language;
import relais.conversation.MailPolicy;
import relais.conversation.TeamId;
import relais.mail.MailAddress;

/// An inbox as an item. One that was saved before a setting existed has what was so before.
final class InboxItem {
  private InboxItem() {}

  static Item write(Inbox inbox, long version) {
    Item item =
        Item.at(key(inbox.id()))
            .text("id", inbox.id().value())
            .number("version", version)
            .text("name", inbox.name())
            .text("team", inbox.team().value())
            .text("channel", inbox.channel().word());
    return switch (inbox) {
      case Inbox.Email email ->
          item.text("address", email.mailAddress().toString())
              .texts(
                  "aliases",
                  email.addresses().aliases().stream().map(MailAddress::toString).toList())
              .text("senderName", email.outgoing().senderName())
              .flag("replyAddresses", email.outgoing().replyAddresses())
              .text("signature", email.outgoing().signature())
              .map("policy", policy(email.policy()))
              .map("hours", hours(email.hours()))
              .map("acknowledgement", acknowledgement(email.acknowledgement()));
      case Inbox.Connected connected ->
          item.text("account", connected.account())
              .text("address", connected.address())
              .map("settings", settings(connected.settings()))
              .map("hours", hours(connected.hours()));
      case Inbox.WebChat chat -> item.map("chat", SiteItem.write(chat.chat()));
      case Inbox.Form form -> item.map("form", SiteItem.write(form.form()));
    };
  }

  static TableKeys.Key key(InboxId id) {
    return new TableKeys.Key(TableKeys.SETTINGS, "INBOX#" + id.value());
  }

  /// Counts the changes; an inbox from before they were counted has the first.
  static long version(Item item) {
    return item.numberOr("version", 1);
  }

  static Inbox read(Item item) {
    InboxId id = new InboxId(item.text("id"));
    String name = item.text("name");
    TeamId team = new TeamId(item.text("team"));
    Channel channel = Channel.of(item.text("channel"));
    if (channel.equals(Channel.WEBCHAT)) {
      return new Inbox.WebChat(id, name, team, SiteItem.readChat(item.map("chat")));
    }
    if (channel.equals(Channel.FORM)) {
      return new Inbox.Form(id, name, team, SiteItem.readForm(item.map("form")));
    }
    return channel.equals(Channel.EMAIL)
        ? new Inbox.Email(
            id,
            name,
            team,
            new Inbox.Addresses(
                MailAddress.parse(item.text("address")),
                item.texts("aliases").stream().map(MailAddress::parse).toList()),
            new Inbox.Outgoing(
                item.text("senderName"),
                !item.has("replyAddresses") || item.flag("replyAddresses"),
                item.findText("signature")),
            policy(item.findMap("policy")),
            hours(item.findMap("hours")),
            acknowledgement(item.findMap("acknowledgement")))
        : connected(item, id, name, team, channel);
  }

  private static Inbox.Connected connected(
      Item item, InboxId id, String name, TeamId team, Channel channel) {
    Map<String, String> settings = new LinkedHashMap<>(settings(item.findMap("settings")));
    BusinessHours plain = PlainHours.takeFrom(settings);
    return new Inbox.Connected(
        id,
        name,
        team,
        channel,
        // Numbers of WhatsApp were saved under words of their own at first.
        item.text(item.has("account") ? "account" : "phoneNumberId"),
        item.text(item.has("address") ? "address" : "displayNumber"),
        settings,
        item.has("hours") ? hours(item.findMap("hours")) : plain);
  }

  private static Item settings(Map<String, String> settings) {
    Item item = Item.empty();
    settings.forEach(item::text);
    return item;
  }

  private static Map<String, String> settings(@Nullable Item item) {
    return item == null ? Map.of() : item.allTexts();
  }

  private static Item policy(MailPolicy policy) {
    Item item =
        Item.empty()
            .flag("admitsInfected", policy.admitsInfected())
            .flag("adoptsOriginalSender", policy.adoptsOriginalSender());
    return switch (policy.spam()) {
      case MailPolicy.OnSpam.Deliver() -> item.text("spam", "deliver");
      case MailPolicy.OnSpam.Close(LabelId label) ->
          item.text("spam", "close").text("spamLabel", label.value());
      case MailPolicy.OnSpam.Quarantine() -> item.text("spam", "quarantine");
    };
  }

  private static MailPolicy policy(@Nullable Item item) {
    if (item == null) {
      return MailPolicy.USUAL;
    }
    String spam = item.text("spam");
    return new MailPolicy(
        switch (spam) {
          case "deliver" -> new MailPolicy.OnSpam.Deliver();
          case "close" -> new MailPolicy.OnSpam.Close(new LabelId(item.text("spamLabel")));
          case "quarantine" -> new MailPolicy.OnSpam.Quarantine();
          default -> throw new IllegalStateException("No spam policy is '%s'".formatted(spam));
        },
        item.flag("admitsInfected"),
        item.flag("adoptsOriginalSender"));
  }

  static @Nullable Item hours(@Nullable BusinessHours hours) {
    if (hours == null) {
      return null;
    }
    Item week = Item.empty();
    hours
        .week()
        .forEach(
            (day, intervals) ->
                week.maps(
                    day.name(),
                    intervals.stream()
                        .map(
                            interval ->
                                Item.empty()
                                    .text("from", interval.from().toString())
                                    .text("until", interval.until().toString()))
                        .toList()));
    return Item.empty()
        .text("zone", hours.zone().getId())
        .map("week", week)
        .texts("holidays", hours.holidays().stream().map(LocalDate::toString).toList());
  }

  static @Nullable BusinessHours hours(@Nullable Item item) {
    if (item == null) {
      return null;
    }
    Item stored = item.map("week");
    Map<DayOfWeek, List<BusinessHours.Interval>> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(
          day,
          stored.maps(day.name()).stream()
              .map(
                  interval ->
                      new BusinessHours.Interval(
                          LocalTime.parse(interval.text("from")),
                          LocalTime.parse(interval.text("until"))))
              .toList());
    }
    return new BusinessHours(
        ZoneId.of(item.text("zone")),
        week,
        item.texts("holidays").stream()
            .map(LocalDate::parse)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static Item acknowledgement(Acknowledgement acknowledgement) {
    List<Item> wordings = new ArrayList<>();
    acknowledgement
        .wordings()
        .forEach(
            (language, wording) ->
                wordings.add(
                    Item.empty()
                        .text("language", language.code())
                        .text("open", wording.open())
                        .text("closed", wording.closed())));
    return Item.empty()
        .flag("on", acknowledgement.on())
        .text("fallback", acknowledgement.fallback().code())
        .maps("wordings", wordings)
        .number("perRecipient", acknowledgement.limits().perRecipient())
        .number("perInbox", acknowledgement.limits().perInbox());
  }

  private static Acknowledgement acknowledgement(@Nullable Item item) {
    if (item == null) {
      return Acknowledgement.NONE;
    }
    Map<Language, Acknowledgement.Wording> wordings = new EnumMap<>(Language.class);
    for (Item wording : item.maps("wordings")) {
      wordings.put(
          language(wording.text("language")),
          new Acknowledgement.Wording(wording.text("open"), wording.findText("closed")));
    }
    return new Acknowledgement(
        item.flag("on"),
        language(item.text("fallback")),
        wordings,
        new Acknowledgement.Limits(
            (int) item.number("perRecipient"), (int) item.number("perInbox")));
  }

  static Language language(String code) {
    return Language.find(code)
        .orElseThrow(() -> new IllegalStateException("No language is called '%s'".formatted(code)));
  }
}
