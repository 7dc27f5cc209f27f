package relais.channels;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.MessageBody;

/// What a message says, as text for the timeline. The customer's own words stay as they are; what
/// is not words becomes a short English line.
final class WhatsAppWords {
  private static final String CUT = "\n… (shortened; the original has the rest)";

  private WhatsAppWords() {}

  /// The text of a whole message: what it consists of, and below that where it comes from,
  /// in square brackets because nobody wrote that.
  static String of(WhatsAppEvent.Message message) {
    List<String> lines = new ArrayList<>();
    String content = of(message.content());
    if (!content.isEmpty()) {
      lines.add(content);
    }
    WhatsAppEvent.Context context = message.context();
    if (context != null) {
      if (context.frequentlyForwarded()) {
        lines.add("[forwarded many times]");
      } else if (context.forwarded()) {
        lines.add("[forwarded]");
      }
      if (context.product() != null) {
        lines.add("[about product %s]".formatted(context.product()));
      }
    }
    WhatsAppEvent.Referral referral = message.referral();
    if (referral != null) {
      lines.add(
          "[came through %s]"
              .formatted(
                  joined(
                      ", ",
                      "post".equals(referral.sourceType()) ? "a post" : "an advertisement",
                      referral.headline(),
                      referral.sourceUrl())));
    }
    if (message.groupId() != null) {
      lines.add("[written in a group]");
    }
    return bounded(String.join("\n", lines));
  }

  static String of(WhatsAppContent content) {
    return switch (content) {
      case WhatsAppContent.Text(String body) -> body;
      case WhatsAppContent.Media media -> media.caption() == null ? "" : media.caption();
      case WhatsAppContent.Location location -> location(location);
      case WhatsAppContent.Contacts contacts -> contacts(contacts);
      case WhatsAppContent.ButtonReply(_, String title) -> title;
      case WhatsAppContent.ListReply(_, String title, String description) ->
          joined("\n", title, description);
      case WhatsAppContent.FormReply form -> form(form);
      case WhatsAppContent.CallPermission(boolean granted) ->
          granted ? "Allowed you to call" : "Does not want you to call";
      case WhatsAppContent.TemplateButton(_, String text) -> text;
      case WhatsAppContent.Order order -> order(order);
      case WhatsAppContent.Reaction(_, String emoji) ->
          emoji == null ? "Took a reaction back" : "Reacted " + emoji;
      case WhatsAppContent.Edit(_, WhatsAppContent inner) -> {
        String words = of(inner);
        yield words.isEmpty()
            ? "Changed an earlier message"
            : "Changed an earlier message: " + words;
      }
      case WhatsAppContent.Revoke _ -> "Deleted an earlier message";
      case WhatsAppContent.SystemChange change -> change(change);
      case WhatsAppContent.ChatOpened _ -> "Opened the chat";
      case WhatsAppContent.Unsupported(String kind) ->
          kind == null
              ? "Sent something that WhatsApp does not pass on"
              : "Sent something that WhatsApp does not pass on (%s)".formatted(kind);
      case WhatsAppContent.Unknown _ -> "";
    };
  }

  private static String location(WhatsAppContent.Location location) {
    String place = joined(", ", location.name(), location.address());
    String link = mapLink(location.latitude(), location.longitude());
    return joined("\n", place.isEmpty() ? "Location" : "Location: " + place, link, location.url());
  }

  private static @Nullable String mapLink(@Nullable String latitude, @Nullable String longitude) {
    if (!isDegrees(latitude, 90) || !isDegrees(longitude, 180)) {
      return null;
    }
    return "https://www.openstreetmap.org/?mlat=%s&mlon=%s#map=16/%s/%s"
        .formatted(latitude, longitude, latitude, longitude);
  }

  private static boolean isDegrees(@Nullable String text, int limit) {
    if (text == null || !text.matches("-?[0-9]{1,3}(\\.[0-9]{1,30})?")) {
      return false;
    }
    return new BigDecimal(text).abs().compareTo(BigDecimal.valueOf(limit)) <= 0;
  }

  private static String contacts(WhatsAppContent.Contacts contacts) {
    List<String> lines = new ArrayList<>();
    for (WhatsAppContent.Contacts.Card card : contacts.cards()) {
      List<String> parts = new ArrayList<>();
      if (card.company() != null) {
        parts.add(card.company());
      }
      parts.addAll(card.phones());
      parts.addAll(card.emails());
      String rest = String.join(", ", parts);
      lines.add("Contact: " + (card.name().isEmpty() ? rest : joined(", ", card.name(), rest)));
    }
    return lines.isEmpty() ? "Contact" : String.join("\n", lines);
  }

  private static String form(WhatsAppContent.FormReply form) {
    List<String> lines = new ArrayList<>();
    lines.add(
        form.name() == null || form.name().equals("flow")
            ? "Filled in a form"
            : "Filled in a form: " + form.name());
    for (WhatsAppContent.FormReply.Answer answer : form.answers()) {
      lines.add(answer.field() + ": " + answer.value());
    }
    return String.join("\n", lines);
  }

  private static String order(WhatsAppContent.Order order) {
    List<String> lines = new ArrayList<>();
    if (order.text() != null) {
      lines.add(order.text());
    }
    lines.add("Order:");
    for (WhatsAppContent.Order.Line line : order.lines()) {
      String price = joined(" ", line.price(), line.currency());
      lines.add(
          "%s × %s".formatted(line.quantity(), line.product())
              + (price.isEmpty() ? "" : " at " + price));
    }
    return String.join("\n", lines);
  }

  // A string switch needs its default: new kinds of change come without notice.
  private static String change(WhatsAppContent.SystemChange change) {
    return switch (change.change()) {
      case "user_changed_number", "customer_changed_number" ->
          change.newPhone() == null
              ? "Changed their phone number"
              : "Changed their phone number to +" + change.newPhone();
      case "user_changed_user_id" ->
          change.newUserId() == null
              ? "Changed their WhatsApp user id"
              : "Changed their WhatsApp user id to " + change.newUserId();
      case "customer_identity_changed" -> "Is on WhatsApp with a new device or a new key";
      default -> change.body() == null ? "Something changed on WhatsApp" : change.body();
    };
  }

  private static String joined(String separator, @Nullable String... parts) {
    List<String> present = new ArrayList<>();
    for (String part : parts) {
      if (part != null && !part.isEmpty()) {
        present.add(part);
      }
    }
    return String.join(separator, present);
  }

  /// Cut where the table ends; WhatsApp's own texts are half as long at most.
  private static String bounded(String text) {
    if (text.length() <= MessageBody.MAX_INLINE_CHARACTERS) {
      return text;
    }
    int end = MessageBody.MAX_INLINE_CHARACTERS - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
