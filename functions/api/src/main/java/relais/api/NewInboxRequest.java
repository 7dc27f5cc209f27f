package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;

/// An inbox for mail to begin with: the rest is as usual, and changed afterwards.
@Serdeable
@Schema(
    name = "NewInboxRequest",
    requiredProperties = {"name", "team", "address"})
record NewInboxRequest(@Nullable String name, @Nullable String team, @Nullable String address) {
  Inbox.Email inbox(InboxId id, Settings settings) {
    return new InboxSettingsRequest(
            name,
            team,
            new InboxSettingsRequest.AddressesRequest(
                Fields.required("address", address), List.of()),
            new InboxSettingsRequest.OutgoingRequest(name, true, null),
            new InboxSettingsRequest.PolicyRequest("deliver", null, false, false),
            null,
            new AcknowledgementRequest(false, "en", List.of(), 5, 200))
        .inbox(id, settings);
  }
}
