package relais.channels;

import java.time.Instant;
import relais.conversation.Settings;

/// What is known about a webhook besides its body.
///
/// @param settings the workspace, in which the inbox is found
/// @param receivedAt when it reached us
/// @param rawKey where its body lies in the raw bucket
public record WebhookArrival(Settings settings, Instant receivedAt, String rawKey) {}
