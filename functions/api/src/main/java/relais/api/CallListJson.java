package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some of the calls of a contact, newest first, as far as the caller may see their conversations.
///
/// @param cursor of the page after this one; null on the last
@Serdeable
@Schema(
    name = "CallList",
    requiredProperties = {"cursor"})
record CallListJson(List<ContactCallJson> calls, @Nullable String cursor) {
  /// One call.
  ///
  /// @param id of its entry
  /// @param talkedSeconds how long was talked; null when nobody was
  /// @param agent who of the team called; null for calls that came in, which any of it may take
  /// @param conversation in which it stands
  @Serdeable
  @Schema(
      name = "ContactCall",
      requiredProperties = {"talkedSeconds", "agent"})
  record ContactCallJson(
      String id,
      Instant at,
      @Schema(
              type = "string",
              allowableValues = {"in", "out"})
          String direction,
      @CallOutcome String outcome,
      @Nullable Integer talkedSeconds,
      @Nullable AuthorJson agent,
      String inbox,
      String conversation,
      long caseNumber) {}
}
