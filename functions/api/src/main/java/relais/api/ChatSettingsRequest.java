package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.conversation.ChatSettings;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.Settings;

/// All settings of a chat as an admin wrote them.
@Serdeable
@Schema(
    name = "ChatSettingsRequest",
    requiredProperties = {
      "name",
      "team",
      "origins",
      "accent",
      "fallback",
      "texts",
      "asksName",
      "asksEmail"
    })
record ChatSettingsRequest(
    @Nullable String name,
    @Nullable String team,
    @Nullable List<String> origins,
    @Nullable String accent,
    @Schema(
            type = "string",
            allowableValues = {"en", "fr", "it", "nl"})
        @Nullable String fallback,
    @Nullable List<TextsRequest> texts,
    @Schema(
            type = "string",
            allowableValues = {"not", "optional", "required"})
        @Nullable String asksName,
    @Schema(
            type = "string",
            allowableValues = {"not", "optional", "required"})
        @Nullable String asksEmail,
    @Nullable HoursRequest hours,
    @Nullable String mail) {
  private static final int MAX_TITLE = 60;
  private static final int MAX_WORDS = 600;

  /// The words in one language.
  @Serdeable
  @Schema(
      name = "ChatTextsRequest",
      requiredProperties = {"language", "title", "greeting", "away"})
  record TextsRequest(
      @Schema(
              type = "string",
              allowableValues = {"en", "fr", "it", "nl"})
          @Nullable String language,
      @Nullable String title,
      @Nullable String greeting,
      @Nullable String away) {}

  /// Reads the request against what the workspace has.
  Inbox.WebChat chat(InboxId id, Settings settings) {
    Map<Language, ChatSettings.Texts> words = new EnumMap<>(Language.class);
    List<TextsRequest> wanted = Fields.required("texts", texts);
    for (int i = 0; i < wanted.size(); i++) {
      String field = "texts[%d]".formatted(i);
      TextsRequest each = wanted.get(i);
      words.put(
          SiteFields.language(field + ".language", each.language()),
          new ChatSettings.Texts(
              SiteFields.words(field + ".title", each.title(), 1, MAX_TITLE),
              SiteFields.words(field + ".greeting", each.greeting(), 1, MAX_WORDS),
              SiteFields.words(field + ".away", each.away(), 1, MAX_WORDS)));
    }
    Language usual = SiteFields.language("fallback", fallback);
    if (!words.containsKey(usual)) {
      throw Problem.field(
          "fallback", "Write the texts of this language, or fall back to one that has texts.");
    }
    return new Inbox.WebChat(
        id,
        SiteFields.name(name),
        SiteFields.team(team, settings),
        new ChatSettings(
            SiteFields.origins(origins),
            SiteFields.accent(accent),
            usual,
            words,
            new ChatSettings.PreChat(asked("asksName", asksName), asked("asksEmail", asksEmail)),
            hours == null ? null : hours.hours(),
            mail == null ? null : SiteFields.mailInbox("mail", mail, settings).id()));
  }

  private static ChatSettings.Asked asked(String field, @Nullable String wanted) {
    try {
      return ChatSettings.Asked.of(Fields.required(field, wanted));
    } catch (IllegalArgumentException _) {
      throw Problem.field(field, "Visitors are asked \"not\", \"optional\" or \"required\".");
    }
  }
}
