package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation that the caller begins: by mail, or with a template to a number.
///
/// @param inbox the one it goes out of, whose team then has it
/// @param from the address of that inbox it goes out under; its own when missing
/// @param to who gets it; the first of them is who the conversation is with
/// @param bcc who gets a copy that nobody else is told of
/// @param html what the author wrote; cleaned before it goes out
/// @param text the same as plain text; made from the html when it is missing
/// @param files what goes along, stored before
/// @param signature "own", "inbox" or "none"; the author's own, or else the inbox's, when missing
/// @param number templates only: who gets it, with the code of the country
/// @param name templates only: what the customer is called, where nobody knows them yet
/// @param template null for mail
/// @param sendAt when it goes out; null for as soon as the time for taking it back is over
@Serdeable
@Schema(
    name = "NewConversationRequest",
    requiredProperties = {"inbox"})
record NewConversationRequest(
    @Nullable String inbox,
    @Nullable String from,
    @Nullable List<MailboxJson> to,
    @Nullable List<MailboxJson> cc,
    @Nullable List<MailboxJson> bcc,
    @Nullable String subject,
    @Nullable String html,
    @Nullable String text,
    @Nullable List<AttachedFileRequest> files,
    @Schema(
            type = "string",
            allowableValues = {"own", "inbox", "none"})
        @Nullable String signature,
    @Nullable Instant sendAt,
    @Nullable String number,
    @Nullable String name,
    @Nullable TemplateRequest template) {
  /// Its mail, as a reply to nothing.
  ReplyRequest mail() {
    return new ReplyRequest(
        html,
        text,
        from,
        to,
        cc == null ? List.of() : cc,
        bcc,
        files,
        signature,
        false,
        false,
        sendAt,
        null,
        null,
        null,
        null);
  }
}
