package relais.channels;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relais.conversation.Inbox;
import relais.conversation.Settings;

/// What is known about a webhook besides its body.
///
/// @param settings the workspace, in which the inbox is found
/// @param receivedAt when it reached us
/// @param rawKey where its body lies in the raw bucket
/// @param inbox the inbox whose own address it came to, null where all of the channel share one
public record WebhookArrival(
    Settings settings, Instant receivedAt, String rawKey, Inbox.@Nullable Connected inbox) {
  /// A webhook at an address that all inboxes of its channel share.
  public WebhookArrival(Settings settings, Instant receivedAt, String rawKey) {
    this(settings, receivedAt, rawKey, null);
  }
}
