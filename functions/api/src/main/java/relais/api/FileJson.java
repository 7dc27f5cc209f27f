package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A file of a message.
///
/// @param index its place among the files of the message, from 0
/// @param size in bytes; 0 while it is not ours yet
/// @param inline whether it belongs into the text
/// @param contentId how the html speaks of it; null when it does not
/// @param trouble why it cannot be had; null unless it failed
/// @param retryable whether it can be asked for once more
/// @param url a link that is good for some minutes; null unless it is stored, and where a virus was
///     found in the mail: see `linkFile`
@Serdeable
@Schema(
    name = "File",
    requiredProperties = {"contentId", "trouble", "url"})
record FileJson(
    int index,
    String name,
    String type,
    long size,
    boolean inline,
    @Nullable String contentId,
    @Schema(
            type = "string",
            allowableValues = {"stored", "fetching", "failed"})
        String state,
    @Schema(
            type = "string",
            allowableValues = {
              "damaged",
              "gone",
              "no-inbox",
              "not-passed-on",
              "sign-in",
              "strange",
              "too-large",
              "too-many",
              "unavailable"
            })
        @Nullable String trouble,
    boolean retryable,
    @Nullable String url) {}
