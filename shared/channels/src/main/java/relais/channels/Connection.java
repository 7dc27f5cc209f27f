package relais.channels;

import java.time.Instant;
import relais.conversation.Inbox;

/// An inbox with what it takes to speak to its provider.
///
/// @param api where the provider is, without a slash at its end
/// @param accessToken what we call the provider with
/// @param appSecret what the provider's webhooks are signed with
public record Connection(Inbox.Connected inbox, String api, String accessToken, String appSecret) {
  /// Names no secret: they do not belong into logs.
  @Override
  public String toString() {
    return "Connection of " + inbox.id().value();
  }

  /// A call to the provider, told when and under which name it is made.
  ///
  /// @param id of one attempt: the same however often it is made, another when a person tries again
  public record Occasion(String id, Instant at) {}
}
