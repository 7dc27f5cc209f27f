package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.BusinessHours;
import relais.conversation.ChatSettings;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.SiteOrigin;

/// Everything that can be set on a chat.
///
/// @param version counts its changes
/// @param origins the sites that may show it
/// @param ink what text on the accent is written in
/// @param hours when the team is there; null when always
/// @param mail the inbox for mail that replies leave from once a visitor has gone; null for none
@Serdeable
@Schema(
    name = "ChatSettings",
    requiredProperties = {"hours", "mail"})
record ChatSettingsJson(
    String id,
    long version,
    String name,
    String team,
    List<String> origins,
    String accent,
    String ink,
    @Schema(
            type = "string",
            allowableValues = {"en", "fr", "it", "nl"})
        String fallback,
    List<TextsJson> texts,
    @Schema(
            type = "string",
            allowableValues = {"not", "optional", "required"})
        String asksName,
    @Schema(
            type = "string",
            allowableValues = {"not", "optional", "required"})
        String asksEmail,
    InboxSettingsJson.@Nullable HoursJson hours,
    @Nullable String mail) {

  /// The words in one language.
  ///
  /// @param away the first words outside business hours
  @Serdeable
  @Schema(name = "ChatTexts")
  record TextsJson(
      @Schema(
              type = "string",
              allowableValues = {"en", "fr", "it", "nl"})
          String language,
      String title,
      String greeting,
      String away) {}

  static ChatSettingsJson of(Inbox.WebChat inbox, long version) {
    ChatSettings chat = inbox.chat();
    BusinessHours hours = chat.hours();
    InboxId mail = chat.mail();
    return new ChatSettingsJson(
        inbox.id().value(),
        version,
        inbox.name(),
        inbox.team().value(),
        chat.origins().stream().map(SiteOrigin::value).toList(),
        chat.accent().value(),
        chat.accent().ink(),
        chat.fallback().code(),
        chat.texts().entrySet().stream()
            .map(
                each ->
                    new TextsJson(
                        each.getKey().code(),
                        each.getValue().title(),
                        each.getValue().greeting(),
                        each.getValue().away()))
            .toList(),
        chat.preChat().name().word(),
        chat.preChat().email().word(),
        hours == null ? null : InboxSettingsJson.hours(hours),
        mail == null ? null : mail.value());
  }
}
