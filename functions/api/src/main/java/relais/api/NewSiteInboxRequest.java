package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.AccentColour;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;

/// A chat or a contact form to begin with: the rest is as usual, and changed afterwards.
///
/// @param mail the inbox for mail in which it goes on; null for none, which a form cannot be
///     without
@Serdeable
@Schema(
    name = "NewSiteInboxRequest",
    requiredProperties = {"name", "team"})
record NewSiteInboxRequest(@Nullable String name, @Nullable String team, @Nullable String mail) {
  Inbox.WebChat chat(InboxId id, Settings settings) {
    return new ChatSettingsRequest(
            name,
            team,
            List.of(),
            AccentColour.USUAL.value(),
            "en",
            List.of(
                new ChatSettingsRequest.TextsRequest(
                    "en",
                    settings.workspace().name().isBlank() ? name : settings.workspace().name(),
                    "Hello! How can we help you?",
                    "Hello! We are not here at the moment. Write to us all the same: we answer as"
                        + " soon as we are back.")),
            "optional",
            "optional",
            null,
            mail)
        .chat(id, settings);
  }

  Inbox.Form form(InboxId id, Settings settings) {
    return new FormSettingsRequest(
            name,
            mail,
            List.of(),
            AccentColour.USUAL.value(),
            "en",
            List.of(
                new FormSettingsRequest.TextsRequest(
                    "en", "Contact us", "", "Thank you. We answer by e-mail.")),
            List.of(),
            true)
        .form(id, settings);
  }
}
