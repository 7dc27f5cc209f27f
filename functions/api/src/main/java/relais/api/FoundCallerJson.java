package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Who calls, as little as it takes to put them through.
///
/// @param conversation the one that was asked for, or the newest that is open; null when none is
@Serdeable
@Schema(
    name = "FoundCaller",
    requiredProperties = {"conversation"})
record FoundCallerJson(String name, @Nullable FoundConversationJson conversation) {
  /// What they wrote or called about.
  ///
  /// @param assignee who owns it; null while nobody does
  /// @param link opens it in the app, for those who may see it
  @Serdeable
  @Schema(
      name = "FoundConversation",
      requiredProperties = {"assignee"})
  record FoundConversationJson(
      long caseNumber,
      @Schema(
              type = "string",
              allowableValues = {"open", "closed"})
          String status,
      String team,
      @Nullable AuthorJson assignee,
      String link) {}
}
