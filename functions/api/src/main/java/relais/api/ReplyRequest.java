package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A reply to the customer.
///
/// @param html what the author wrote; cleaned before it goes out
/// @param text the same as plain text; made from the html when it is missing
/// @param from mail only: the address of the inbox it goes out under; the one the customer wrote to
///     when missing
/// @param to mail only: who gets it; those of the last mail when missing
/// @param cc mail only: who gets a copy; those of the last mail when missing
/// @param bcc mail only: who gets a copy that nobody else is told of
/// @param files what goes along, stored before
/// @param signature mail only: "own", "inbox" or "none"; the author's own, or else the inbox's,
///     when missing
/// @param quote mail only: whether the mail it answers follows below; as its author does it
///     usually when missing
/// @param close whether the conversation is done with it, once it has gone
/// @param sendAt when it goes out; null for as soon as the time for taking it back is over
/// @param answers chats only: the message of the timeline it answers; null when it answers none
/// @param template chats only: the approved text it is, instead of html and text; null for words of
///     its author
/// @param side the side thread it goes to; null for the customer
/// @param draft the version of the caller's draft that these words are, forgotten with it; null
///     where there is none
@Serdeable
@Schema(name = "ReplyRequest")
record ReplyRequest(
    @Nullable String html,
    @Nullable String text,
    @Nullable String from,
    @Nullable List<MailboxJson> to,
    @Nullable List<MailboxJson> cc,
    @Nullable List<MailboxJson> bcc,
    @Nullable List<AttachedFileRequest> files,
    @Schema(
            type = "string",
            allowableValues = {"own", "inbox", "none"})
        @Nullable String signature,
    @Nullable Boolean quote,
    @Nullable Boolean close,
    @Nullable Instant sendAt,
    @Nullable String side,
    @Nullable Long draft,
    @Nullable String answers,
    @Nullable TemplateRequest template) {}
