package relais.channels;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relais.conversation.MessageBody;

/// What an event says, as text for the timeline. The customer's own words stay as they are; what
/// is not words becomes a short English line.
public final class EventWords {
  private static final String CUT = "\n… (shortened; the original has the rest)";

  private EventWords() {}

  /// The text of an event; empty when it says nothing.
  public static String of(ChannelEvent event) {
    return bounded(
        switch (event) {
          case ChannelEvent.Message message -> of(message.content(), message.context());
          case ChannelEvent.Edit edit -> changed(of(edit.content()));
          case ChannelEvent.Deletion _ -> "Deleted an earlier message";
          case ChannelEvent.Reaction reaction ->
              reaction.emoji() == null ? "Took a reaction back" : "Reacted " + reaction.emoji();
          case ChannelEvent.Status _, ChannelEvent.Trouble _ -> "";
          case ChannelEvent.Occurrence occurrence -> occurrence.words();
          case ChannelEvent.Call call -> called(call);
          case ChannelEvent.Recording recording -> "Recording " + recording.state();
          case ChannelEvent.Transcription written ->
              written.text() == null ? "Transcription " + written.state() : written.text();
          case ChannelEvent.Past past -> of(past.content());
          case ChannelEvent.Notice notice -> orEmpty(notice.words());
          case ChannelEvent.Unsupported unknown -> unknown.what();
          case ChannelEvent.Unreadable unreadable -> unreadable.reason();
        });
  }

  /// The words that somebody chose themselves: a text, what stood on a button, an emoji. Where
  /// there are none, what the event says otherwise; empty when it says nothing.
  static String chosen(ChannelEvent event) {
    return bounded(
        switch (event) {
          case ChannelEvent.Message message -> chosen(message.content());
          case ChannelEvent.Past past -> chosen(past.content());
          case ChannelEvent.Edit edit -> chosen(edit.content());
          case ChannelEvent.Deletion _ -> "";
          case ChannelEvent.Reaction reaction -> orEmpty(reaction.emoji());
          case ChannelEvent.Status _,
              ChannelEvent.Trouble _,
              ChannelEvent.Occurrence _,
              ChannelEvent.Call _,
              ChannelEvent.Recording _,
              ChannelEvent.Transcription _,
              ChannelEvent.Notice _,
              ChannelEvent.Unsupported _,
              ChannelEvent.Unreadable _ ->
              of(event);
        });
  }

  private static String chosen(Content content) {
    if (!content.text().isEmpty()) {
      return content.text();
    }
    // What stands below the title of a row explains it; the title is what was chosen.
    return content.parts().size() == 1
            && content.parts().getFirst() instanceof Part.Choice choice
            && !choice.title().isEmpty()
        ? choice.title()
        : of(content);
  }

  private static String changed(String words) {
    return words.isEmpty() ? "Changed an earlier message" : "Changed an earlier message: " + words;
  }

  private static String called(ChannelEvent.Call call) {
    String who = call.by() == ChannelEvent.By.CUSTOMER ? "Called" : "Was called";
    return call.duration() == null
        ? "%s: %s".formatted(who, call.state())
        : "%s: %s after %d seconds".formatted(who, call.state(), call.duration().toSeconds());
  }

  /// What a message consists of, and below that where it comes from, in square brackets because
  /// nobody wrote that.
  private static String of(Content content, Context context) {
    List<String> lines = new ArrayList<>();
    lines.add(of(content));
    circumstances(context).forEach(words -> lines.add("[" + words + "]"));
    return joined("\n", lines);
  }

  /// Where a message comes from, a few words each.
  static List<String> circumstances(Context context) {
    List<String> all = new ArrayList<>();
    switch (context.forwarding()) {
      case NONE -> {}
      case ONCE -> all.add("forwarded");
      case OFTEN -> all.add("forwarded many times");
    }
    if (context.product() != null) {
      all.add("about product " + context.product());
    }
    if (context.referral() != null) {
      all.add("came through " + through(context.referral()));
    }
    if (context.setting().group() != null) {
      all.add("written in a group");
    }
    return all;
  }

  // A string switch needs its default: providers invent new ways to be found.
  private static String through(Context.Referral referral) {
    String source =
        switch (referral.source() == null ? "" : referral.source().toLowerCase(Locale.ROOT)) {
          case "post" -> "a post";
          case "shortlink" -> "a link";
          case "customer_chat_plugin" -> "a website";
          case "discover_tab" -> "the list of businesses";
          default -> "an advertisement";
        };
    return joined(", ", source, referral.headline(), referral.url());
  }

  /// The text of what a message consists of.
  static String words(Content content) {
    return bounded(of(content));
  }

  static String of(Content content) {
    List<String> lines = new ArrayList<>();
    lines.add(content.text());
    lines.addAll(parts(content));
    return joined("\n", lines);
  }

  /// What is not words, each part as a line or a few; files say nothing.
  static List<String> parts(Content content) {
    return content.parts().stream().map(EventWords::of).filter(words -> !words.isEmpty()).toList();
  }

  private static String of(Part part) {
    return switch (part) {
      case Part.File _, Part.Unknown _ -> "";
      case Part.Place place -> place(place);
      case Part.Card card -> card(card);
      case Part.Choice choice ->
          joined(
              "\n",
              choice.title().isEmpty() ? orEmpty(choice.payload()) : choice.title(),
              choice.description());
      case Part.Form form -> form(form);
      case Part.Order order -> order(order);
      case Part.Share share -> joined("\n", shared(share.sort()), share.title(), share.url());
      case Part.Line(String words) -> words;
      case Part.Withheld(String kind) ->
          kind == null
              ? "Sent something that the channel does not pass on"
              : "Sent something that the channel does not pass on (%s)".formatted(kind);
    };
  }

  // A string switch needs its default: providers invent new things to share.
  private static String shared(String sort) {
    return switch (sort) {
      case "story_mention" -> "Mentioned you in a story";
      case "story_reply" -> "Answered your story";
      case "reel", "ig_reel" -> "Shared a reel";
      case "post", "ig_post", "share" -> "Shared a post";
      case "ig_story", "story" -> "Shared a story";
      case "fallback", "link" -> "Shared a link";
      case "product" -> "Asked about a product";
      case "template" -> "Sent a card";
      case "appointment_booking" -> "Booked an appointment";
      case "game" -> "Sent a game";
      case "invoice" -> "Sent an invoice";
      default -> "Shared something (%s)".formatted(sort);
    };
  }

  private static String place(Part.Place place) {
    String words = joined(", ", place.name(), place.address());
    return joined(
        "\n",
        words.isEmpty() ? "Location" : "Location: " + words,
        mapLink(place.latitude(), place.longitude()),
        place.url());
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

  private static String card(Part.Card card) {
    List<String> parts = new ArrayList<>();
    parts.add(card.name());
    parts.add(orEmpty(card.company()));
    parts.addAll(card.phones());
    parts.addAll(card.emails());
    String words = joined(", ", parts);
    return words.isEmpty() ? "Contact" : "Contact: " + words;
  }

  private static String form(Part.Form form) {
    List<String> lines = new ArrayList<>();
    lines.add(
        form.name() == null || form.name().equals("flow")
            ? "Filled in a form"
            : "Filled in a form: " + form.name());
    for (Part.Form.Answer answer : form.answers()) {
      lines.add(answer.field() + ": " + answer.value());
    }
    return joined("\n", lines);
  }

  private static String order(Part.Order order) {
    List<String> lines = new ArrayList<>();
    lines.add("Order:");
    for (Part.Order.Line line : order.lines()) {
      String price = joined(" ", line.price(), line.currency());
      lines.add(
          "%s × %s".formatted(line.quantity(), line.product())
              + (price.isEmpty() ? "" : " at " + price));
    }
    return joined("\n", lines);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String joined(String separator, @Nullable String... parts) {
    List<String> present = new ArrayList<>();
    for (String part : parts) {
      if (part != null) {
        present.add(part);
      }
    }
    return joined(separator, present);
  }

  private static String joined(String separator, List<String> parts) {
    return String.join(separator, parts.stream().filter(part -> !part.isEmpty()).toList());
  }

  /// Cut where the table ends; no channel's own texts are half as long.
  private static String bounded(String text) {
    if (text.length() <= MessageBody.MAX_INLINE_CHARACTERS) {
      return text;
    }
    int end = MessageBody.MAX_INLINE_CHARACTERS - CUT.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + CUT;
  }
}
