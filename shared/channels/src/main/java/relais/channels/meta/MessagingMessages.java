package relais.channels.meta;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Party;
import relais.channels.Content;
import relais.channels.Context;
import relais.channels.NotAsPromised;
import relais.channels.Part;
import relais.channels.Part.File.Kind;
import relais.channels.Piece;

/// Reads messages of Messenger and Instagram and what changes them.
final class MessagingMessages {
  private MessagingMessages() {}

  static ChannelEvent message(
      Heading heading, Piece message, By by, Party customer, boolean standby) throws NotAsPromised {
    String id = message.requiredId("mid");
    if (message.flag("is_deleted")) {
      return new ChannelEvent.Deletion(typed(heading, "deleted"), null, by, customer, id);
    }
    return new ChannelEvent.Message(
        typed(heading, type(message)),
        id,
        by,
        customer,
        content(message),
        context(message, standby),
        List.of());
  }

  static ChannelEvent edit(Heading heading, Piece edit, By by, Party customer)
      throws NotAsPromised {
    String words = edit.text("text");
    return new ChannelEvent.Edit(
        heading,
        null,
        by,
        customer,
        edit.requiredId("mid"),
        Content.ofText(words == null ? "" : words));
  }

  static ChannelEvent reaction(Heading heading, Piece reaction, By by, Party customer)
      throws NotAsPromised {
    boolean takenBack = "unreact".equals(reaction.word("action"));
    return new ChannelEvent.Reaction(
        heading,
        null,
        by,
        customer,
        reaction.requiredId("mid"),
        takenBack ? null : reaction.wordOf("emoji", "reaction"));
  }

  /// A tap on a button of a card, of the menu, or on the one that begins the conversation.
  static ChannelEvent postback(Heading heading, Piece postback, Party customer, boolean standby) {
    String mid = postback.id("mid");
    String title = postback.word("title");
    String id = mid != null ? mid : made("postback", heading, customer);
    return new ChannelEvent.Message(
        heading,
        id,
        By.CUSTOMER,
        customer,
        Content.of(new Part.Choice(postback.word("payload"), title == null ? "" : title, null)),
        context(postback, standby),
        List.of());
  }

  /// A basket from the shop of the page.
  static ChannelEvent order(Heading heading, Piece order, Party customer, boolean standby) {
    List<Part.Order.Line> lines = new ArrayList<>();
    for (Piece product : order.at("products").each()) {
      String name = product.wordOf("name", "retailer_id", "id");
      String quantity = product.word("quantity");
      lines.add(
          new Part.Order.Line(
              name == null ? "?" : name,
              quantity == null ? "?" : quantity,
              product.word("unit_price"),
              product.word("currency")));
    }
    String mid = order.id("mid");
    String note = order.text("note");
    return new ChannelEvent.Message(
        heading,
        mid != null ? mid : made("order", heading, customer),
        By.CUSTOMER,
        customer,
        new Content(note == null ? "" : note, List.of(new Part.Order(null, lines))),
        context(order, standby),
        List.of());
  }

  /// Some taps have no id; who tapped and when names them too.
  private static String made(String what, Heading heading, Party customer) {
    return "%s.%s.%s".formatted(what, customer.userId(), heading.at().verbatim());
  }

  private static Heading typed(Heading heading, String type) {
    return new Heading(heading.pointer(), heading.account(), null, type, heading.at());
  }

  private static String type(Piece message) {
    if (message.flag("is_unsupported")) {
      return "unsupported";
    }
    List<Piece> attachments = message.at("attachments").each();
    String first = attachments.isEmpty() ? null : attachments.getFirst().word("type");
    return first != null ? first : message.has("quick_reply") ? "quick_reply" : "text";
  }

  private static Content content(Piece message) {
    String text = message.text("text");
    List<Part> parts = new ArrayList<>();
    for (Piece attachment : message.at("attachments").each()) {
      attachment(attachment, parts);
    }
    once(parts);
    Piece story = message.at("reply_to").at("story");
    if (story.isObject()) {
      parts.add(new Part.Share("story_reply", story.word("id"), story.word("url"), null));
    }
    if (message.flag("is_unsupported")) {
      parts.add(new Part.Withheld(null));
    }
    Piece quickReply = message.at("quick_reply");
    if (quickReply.isObject()) {
      // The words of a quick reply are what stood on it.
      parts.addFirst(new Part.Choice(quickReply.word("payload"), text == null ? "" : text, null));
      return new Content("", parts);
    }
    if (text == null && parts.isEmpty()) {
      parts.add(new Part.Unknown("message", message.raw()));
    }
    return new Content(text == null ? "" : text, parts);
  }

  /// While Meta changes the name of something, it comes under both: a sticker as a picture too, a
  /// post as `share` and as `ig_post`.
  private static void once(List<Part> parts) {
    Set<String> seen = new HashSet<>();
    parts.removeIf(
        part ->
            switch (part) {
              case Part.File file ->
                  file.kind() == Kind.STICKER
                      && file.at().id() != null
                      && !seen.add("sticker " + file.at().id());
              case Part.Share share ->
                  share.id() != null && share.url() != null && !seen.add("share " + share.id());
              case Part.Place _,
                  Part.Card _,
                  Part.Choice _,
                  Part.Form _,
                  Part.Order _,
                  Part.Line _,
                  Part.Withheld _,
                  Part.Unknown _ ->
                  false;
            });
  }

  // A string switch needs its default: an unknown word is an answer here, not a mistake.
  private static void attachment(Piece attachment, List<Part> parts) {
    String declared = attachment.word("type");
    String type = declared == null ? "untyped" : declared;
    Piece payload = attachment.at("payload");
    String url = payload.word("url");
    switch (type) {
      case "image" ->
          parts.add(file(payload.has("sticker_id") ? Kind.STICKER : Kind.IMAGE, payload));
      case "sticker" -> parts.add(file(Kind.STICKER, payload));
      case "audio" -> parts.add(file(Kind.AUDIO, payload));
      case "video" -> parts.add(file(Kind.VIDEO, payload));
      case "file" -> parts.add(file(Kind.DOCUMENT, payload));
      case "animated_image" -> parts.add(file(Kind.ANIMATION, payload));
      case "location" -> {
        Piece coordinates = payload.at("coordinates");
        parts.add(
            new Part.Place(
                coordinates.word("lat"),
                coordinates.word("long"),
                attachment.word("title"),
                null,
                attachment.word("url")));
      }
      case "fallback" ->
          parts.add(
              new Part.Share(
                  type,
                  null,
                  url != null ? url : attachment.word("url"),
                  attachment.wordOf("title", "name")));
      case "template" -> template(payload, parts);
      case "share", "post", "ig_post", "reel", "ig_reel", "story_mention", "story", "ig_story" ->
          parts.add(
              new Part.Share(
                  type,
                  payload.wordOf("id", "ig_post_media_id", "reel_video_id", "story_media_id"),
                  url != null ? url : payload.word("story_media_url"),
                  payload.word("title")));
      case "appointment_booking" ->
          parts.add(
              new Part.Share(type, null, url, payload.wordOf("title", "name", "service_name")));
      case "like_heart" -> parts.add(new Part.Line("Sent a heart"));
      case "ephemeral" -> parts.add(new Part.Withheld("a disappearing picture or film"));
      case "unsupported_type" -> parts.add(new Part.Withheld(null));
      default -> parts.add(new Part.Unknown(type, attachment.raw()));
    }
  }

  private static Part file(Kind kind, Piece payload) {
    return new Part.File(
        kind,
        new Part.File.Whereabouts(
            payload.wordOf("attachment_id", "sticker_id"), payload.word("url"), null),
        null,
        payload.wordOf("title", "name"),
        null);
  }

  /// A card: a product that the customer asks about, or one of ours that comes back as an echo.
  private static void template(Piece payload, List<Part> parts) {
    List<Piece> products = payload.at("product").at("elements").each();
    for (Piece product : products) {
      parts.add(
          new Part.Share(
              "product",
              product.wordOf("retailer_id", "id"),
              null,
              joined(product.word("title"), product.word("subtitle"))));
    }
    if (products.isEmpty()) {
      Piece generic = payload.at("generic");
      List<Piece> elements = (generic.isObject() ? generic : payload).at("elements").each();
      String title = payload.wordOf("text", "title", "intro_message");
      parts.add(
          new Part.Share(
              "template",
              null,
              null,
              title != null || elements.isEmpty() ? title : elements.getFirst().word("title")));
    }
  }

  private static @Nullable String joined(@Nullable String title, @Nullable String subtitle) {
    return title == null ? subtitle : subtitle == null ? title : title + ", " + subtitle;
  }

  private static Context context(Piece message, boolean standby) {
    Piece referral = message.at("referral");
    return new Context(
        message.at("reply_to").id("mid"),
        null,
        Context.Forwarding.NONE,
        referral.at("product").word("id"),
        referral.isObject() ? referral(referral) : null,
        new Context.Setting(
            null,
            null,
            message.word("app_id"),
            standby,
            message.flag("is_echo") ? message.text("metadata") : null));
  }

  private static Context.Referral referral(Piece referral) {
    return new Context.Referral(
        referral.word("source"),
        referral.word("ad_id"),
        referral.word("referer_uri"),
        referral.at("ads_context_data").word("ad_title"),
        null,
        referral.word("ref"));
  }
}
