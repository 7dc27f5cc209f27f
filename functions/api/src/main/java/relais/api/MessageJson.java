package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message from or to the customer.
///
/// @param from the identity it came from; null when it goes out
/// @param mail what only a mail has; null on other channels
/// @param html safe to show; null where there is none
/// @param whole whether text and html are all of it; else the body has the rest
/// @param status how far it has come; null when it came in
/// @param evidence why it is in this conversation; null when it goes out
/// @param automatic the kind of automatic mail ("bounce", "auto-reply", …); null when a person
///     wrote it
/// @param newSubject whether it came into the conversation under another subject, and may be meant
///     to begin a new one
/// @param verdicts what the receiving mail server found out; null where nobody checked
/// @param chat what only a message on a chat has; null on other channels
/// @param original whether the untouched original can be downloaded
@Serdeable
@Schema(
    name = "Message",
    requiredProperties = {
      "kind",
      "from",
      "mail",
      "html",
      "status",
      "evidence",
      "automatic",
      "verdicts",
      "chat"
    })
record MessageJson(
    String id,
    Instant at,
    @Schema(
            type = "string",
            allowableValues = {"in", "out"})
        String direction,
    AuthorJson author,
    @Nullable IdentityJson from,
    @Nullable MailJson mail,
    String text,
    @Nullable String html,
    boolean whole,
    List<FileJson> files,
    @Nullable DeliveryStatusJson status,
    @Schema(
            type = "string",
            allowableValues = {
              "first",
              "reply-address",
              "report",
              "message-id",
              "same-root",
              "case-number",
              "open-chat"
            })
        @Nullable String evidence,
    @Nullable String automatic,
    boolean newSubject,
    @Nullable VerdictsJson verdicts,
    @Nullable ChatJson chat,
    boolean original)
    implements EntryJson {}
