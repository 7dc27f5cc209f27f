package relais.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;

/// What a message consists of, in the words of the conversation.
final class ChatFieldsOf {
  private ChatFieldsOf() {}

  /// @param chat the chat in which the provider's ids count, null where they count everywhere
  static ChatFields message(Content content, Context context, @Nullable String chat) {
    return new ChatFields(
        words(content),
        parts(content),
        context.answers() == null
            ? null
            : new ChatFields.Answered(
                EventOrigin.providerId(chat, context.answers()), context.quote()),
        switch (context.forwarding()) {
          case NONE -> ChatFields.Forwarding.NONE;
          case ONCE -> ChatFields.Forwarding.ONCE;
          case OFTEN -> ChatFields.Forwarding.OFTEN;
        },
        referral(context));
  }

  /// The author's own words, within what the table takes.
  static String words(Content content) {
    return EventWords.words(Content.ofText(content.text()));
  }

  static List<ChatPart> parts(Content content) {
    List<ChatPart> parts = new ArrayList<>();
    int files = 0;
    for (Part part : content.parts()) {
      if (part instanceof Part.File file) {
        ChatPart.Media.Sort kind = kind(file.kind());
        if (kind != null) {
          parts.add(new ChatPart.Media(files, kind));
        }
        files++;
      } else {
        parts.add(part(part));
      }
    }
    return parts;
  }

  private static ChatPart part(Part part) {
    return switch (part) {
      case Part.File _ -> throw new IllegalArgumentException("A file is no part beside itself");
      case Part.Place place ->
          new ChatPart.Place(
              place.latitude(), place.longitude(), place.name(), place.address(), place.url());
      case Part.Card card ->
          new ChatPart.Card(card.name(), card.company(), card.phones(), card.emails());
      case Part.Choice choice ->
          new ChatPart.Choice(
              choice.title().isEmpty() && choice.payload() != null
                  ? choice.payload()
                  : choice.title(),
              choice.description(),
              choice.payload());
      case Part.Form form ->
          new ChatPart.Form(
              "flow".equals(form.name()) ? null : form.name(),
              form.answers().stream()
                  .map(answer -> new ChatPart.Form.Answer(answer.field(), answer.value()))
                  .toList());
      case Part.Order order ->
          new ChatPart.Order(
              order.catalogue(),
              order.lines().stream()
                  .map(
                      line ->
                          new ChatPart.Order.Line(
                              line.product(), line.quantity(), line.price(), line.currency()))
                  .toList());
      case Part.Share share -> new ChatPart.Share(share.sort(), share.title(), share.url());
      case Part.Line(String words) -> new ChatPart.Line(words);
      case Part.Withheld(String kind) -> new ChatPart.Unsupported(kind, null);
      case Part.Unknown(String kind, String raw) ->
          new ChatPart.Unsupported(Piece.brief(kind), shortened(raw));
    };
  }

  private static ChatPart.Media.@Nullable Sort kind(Part.File.Kind kind) {
    return switch (kind) {
      case IMAGE, AUDIO, VIDEO, DOCUMENT -> null;
      case VOICE -> ChatPart.Media.Sort.VOICE;
      case VIDEO_NOTE -> ChatPart.Media.Sort.VIDEO_NOTE;
      case ANIMATION -> ChatPart.Media.Sort.ANIMATION;
      case STICKER -> ChatPart.Media.Sort.STICKER;
    };
  }

  private static ChatFields.@Nullable Referral referral(Context context) {
    Context.Referral referral = context.referral();
    if (referral == null) {
      return context.product() == null
          ? null
          : new ChatFields.Referral("product", null, null, null, context.product());
    }
    return new ChatFields.Referral(
        referral.source() == null ? null : referral.source().toLowerCase(Locale.ROOT),
        referral.headline(),
        referral.body(),
        referral.url(),
        context.product());
  }

  private static String shortened(String raw) {
    return raw.length() <= ChatPart.Unsupported.MAX_RAW
        ? raw
        : LenientJson.storable(raw.substring(0, ChatPart.Unsupported.MAX_RAW));
  }
}
