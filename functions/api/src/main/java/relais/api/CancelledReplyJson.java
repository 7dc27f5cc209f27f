package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.conversation.ChatAct;
import relais.conversation.TemplateFilling;

/// A reply that was taken back.
///
/// @param words for its author: what it said, to go on with; null for everybody else, and where
///     nobody wrote them, as in the answer to an invitation
@Serdeable
@Schema(name = "CancelledReply", requiredProperties = "words")
record CancelledReplyJson(EntryJson entry, RowJson conversation, @Nullable WordsJson words) {
  /// What a reply said, as its author may send it again.
  ///
  /// @param from mail only: the address it was to go out under
  /// @param template the approved text it was; null when it was none
  /// @param files what went along, stored again as uploads of the author's
  @Serdeable
  @Schema(
      name = "ReplyWords",
      requiredProperties = {"html", "from", "template"})
  record WordsJson(
      @Nullable String html,
      String text,
      @Nullable String from,
      List<MailboxJson> to,
      List<MailboxJson> cc,
      List<MailboxJson> bcc,
      List<StoredUploadJson> files,
      @Nullable TemplateValuesJson template) {}

  /// A template as it was filled in.
  ///
  /// @param values by the ids of its gaps
  @Serdeable
  @Schema(name = "TemplateValues")
  record TemplateValuesJson(String name, String language, Map<String, String> values) {
    static @Nullable TemplateValuesJson of(@Nullable ChatAct act) {
      return act instanceof ChatAct.Template template
          ? new TemplateValuesJson(
              template.name(), template.language(), TemplateFilling.values(template))
          : null;
    }
  }

  /// A file that waits for a reply to take it along.
  ///
  /// @param upload the id by which a reply names it
  /// @param size in bytes
  /// @param inline whether it is a picture of the text
  @Serdeable
  @Schema(name = "StoredUpload")
  record StoredUploadJson(String upload, String name, String type, long size, boolean inline) {}
}
