package relais.channels;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.InboundItem.MessageReference;

/// Our name for a message, as we give it along and get it back with each status.
public final class CallbackReference {
  private static final Pattern FORM =
      Pattern.compile(
          "([0-7][0-9A-HJKMNP-TV-Z]{25})/([0-7][0-9A-HJKMNP-TV-Z]{25})(?:/([1-9][0-9]?))?");

  private CallbackReference() {}

  /// Our name as one word.
  public static String write(MessageReference.Ours message) {
    String whole = message.conversation().value() + "/" + message.message().value();
    return message.portion() == 0 ? whole : whole + "/" + message.portion();
  }

  /// Reads it back.
  ///
  /// @return null when it is absent or not ours
  public static MessageReference.@Nullable Ours read(@Nullable String callback) {
    if (callback == null) {
      return null;
    }
    Matcher form = FORM.matcher(callback);
    return form.matches()
        ? new MessageReference.Ours(
            new ConversationId(form.group(1)),
            new EntryId(form.group(2)),
            form.group(3) == null ? 0 : Integer.parseInt(form.group(3)))
        : null;
  }
}
