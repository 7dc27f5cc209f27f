package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A message, or the whole conversation, that is passed on to somebody outside.
///
/// @param message which one; null for all that was written with the customer
/// @param to who gets it; none of them takes part in the conversation
/// @param html the comment above it; cleaned before it goes out. There need be none
/// @param files what goes along beside the files that are passed on, stored before
/// @param forwardedFiles which files of what is passed on go along; the pictures in its text do
///     anyway
/// @param signature "own", "inbox" or "none"; the author's own, or else the inbox's, when missing
/// @param sendAt when it goes out; null for as soon as the time for taking it back is over
@Serdeable
@Schema(name = "ForwardRequest", requiredProperties = "to")
record ForwardRequest(
    @Nullable String message,
    @Nullable String from,
    @Nullable List<MailboxJson> to,
    @Nullable List<MailboxJson> cc,
    @Nullable List<MailboxJson> bcc,
    @Nullable String html,
    @Nullable String text,
    @Nullable List<AttachedFileRequest> files,
    @Nullable List<FileOfMessage> forwardedFiles,
    @Schema(
            type = "string",
            allowableValues = {"own", "inbox", "none"})
        @Nullable String signature,
    @Nullable Instant sendAt) {
  /// A file of a message.
  ///
  /// @param index its place among the files of the message, from 0
  @Serdeable
  @Schema(
      name = "FileOfMessage",
      requiredProperties = {"message", "index"})
  record FileOfMessage(@Nullable String message, @Nullable Integer index) {}

  /// Its mail, as a reply to nothing.
  ReplyRequest mail() {
    return new ReplyRequest(
        html,
        text,
        from,
        to == null ? List.of() : to,
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
