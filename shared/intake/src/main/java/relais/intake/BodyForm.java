package relais.intake;

import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore.WholeBody;
import relais.conversation.MessageBody;
import relais.mail.HtmlSanitizer;
import relais.mail.ReceivedMail;

/// How the body of a mail is kept: in the table when it is short, else with its beginning there and
/// the whole beside it.
///
/// @param text what a person reads first
/// @param html the whole as safe HTML; null when it is in `whole` or when `text` is all there is
/// @param whole what has to be stored beside the table; null when nothing is missing
record BodyForm(String text, @Nullable String html, @Nullable WholeBody whole) {

  static BodyForm of(ReceivedMail mail) {
    String visible = mail.visibleText().isBlank() ? mail.text() : mail.visibleText();
    String html = mail.html() == null ? null : HtmlSanitizer.safe(mail.html());
    boolean whole = html != null || visible.strip().equals(mail.text().strip());
    int length = visible.length() + (html == null ? 0 : html.length());
    if (whole && length <= MessageBody.MAX_INLINE_CHARACTERS) {
      return new BodyForm(visible, html, null);
    }
    return new BodyForm(beginning(visible), null, new WholeBody(mail.text(), html));
  }

  /// The body as the item carries it.
  ///
  /// @param wholeKey where the whole is, null when nothing is missing
  MessageBody body(@Nullable String wholeKey) {
    return new MessageBody(text, html, wholeKey);
  }

  private static String beginning(String text) {
    int end = MessageBody.MAX_INLINE_CHARACTERS;
    if (text.length() <= end) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
  }
}
