package relais.conversation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The first words of a message, for lists. Where there are none, a sign that every language reads
/// and what is known of the thing.
final class Preview {
  private static final int MAX_CHARACTERS = 140;

  /// Stands for a message that its author took back.
  private static final String DELETED = "🚫";

  private Preview() {}

  /// Of a message as it is now; empty for what is none.
  static String of(Entry entry) {
    if (entry.amendments().isDeleted()) {
      return DELETED;
    }
    Amendment.Edited edit = entry.amendments().latestEdit().orElse(null);
    return switch (entry) {
      case Entry.InboundMessage message ->
          edit == null
              ? of(message.body(), message.files(), message.chat())
              : of(edit.body(), message.files(), edit.chat());
      case Entry.OutboundMessage message ->
          message.isCall()
              ? "📞"
              : of(message.amendments().now(message.body()), message.files(), null);
      case Entry.PrivateNote _, Entry.Event _ -> "";
    };
  }

  static String of(MessageBody body, List<StoredFile> files, @Nullable ChatFields chat) {
    if (chat == null) {
      return cut(body.text(), files);
    }
    String sign =
        chat.parts().stream()
            .map(Preview::sign)
            .filter(text -> !text.isBlank())
            .findFirst()
            .orElse("");
    return cut(
        sign.isEmpty() || chat.words().isEmpty() ? sign + chat.words() : sign + " " + chat.words(),
        files);
  }

  private static String sign(ChatPart part) {
    return switch (part) {
      case ChatPart.Media(int _, ChatPart.Media.Sort kind) ->
          switch (kind) {
            case VOICE -> "🎤";
            case STICKER -> "🌟";
            case VIDEO_NOTE, ANIMATION -> "🎬";
          };
      case ChatPart.Place place -> "📍 " + firstOf(place.name(), place.address());
      case ChatPart.Card card -> "👤 " + card.name();
      case ChatPart.Choice choice -> choice.title();
      case ChatPart.Form form -> "📋 " + firstOf(form.name());
      case ChatPart.Order order -> "🛒 " + order.lines().size();
      case ChatPart.Share share -> "🔗 " + firstOf(share.title());
      case ChatPart.Line(String words) -> words;
      case ChatPart.Call call ->
          switch (call.outcome()) {
            case RINGING, ANSWERED -> "📞";
            case MISSED -> "📵";
            case VOICEMAIL -> "📼";
          };
      case ChatPart.Unsupported unsupported -> "❔ " + firstOf(unsupported.kind());
      case ChatPart.Notice notice -> notice.words();
    };
  }

  private static String firstOf(@Nullable String... texts) {
    for (String text : texts) {
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return "";
  }

  private static String cut(String text, List<StoredFile> files) {
    String line = text.strip().replaceAll("\\s+", " ");
    if (line.isEmpty() && !files.isEmpty()) {
      line = files.getFirst().name();
    }
    if (line.length() <= MAX_CHARACTERS) {
      return line;
    }
    int end = line.offsetByCodePoints(0, line.codePointCount(0, MAX_CHARACTERS));
    return line.substring(0, end) + "…";
  }
}
