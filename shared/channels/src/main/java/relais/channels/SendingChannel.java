package relais.channels;

import org.jspecify.annotations.Nullable;
import relais.conversation.Identity;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.Inbox;

/// A channel on which we can write.
public interface SendingChannel extends InboxChannel {
  /// Makes the request that sends a message, or says why this channel does not take it.
  Written write(Outgoing message, Envelope envelope);

  /// Reads the answer to such a request.
  ///
  /// @param status of HTTP
  SendAnswer answer(int status, byte[] body);

  /// Where a message from an inbox goes and what goes with it.
  ///
  /// @param route everything that is not the channel's own
  default Envelope envelope(Inbox.Connected inbox, Route route) {
    return new Envelope(
        inbox.account(), null, route.to(), route.answerTo(), route.ours(), route.late());
  }

  /// The name under which the provider speaks of a message later, where its own name for it holds
  /// in one chat only.
  default String sentAs(Envelope envelope, String providerId) {
    return providerId;
  }

  /// Whom a message is for.
  ///
  /// @param answerTo the provider's id of the message it answers, null when it answers none
  /// @param late whether the provider's ordinary time for answers is over
  /// @param reports where the provider is to report how far it has come
  record Route(
      Identity to,
      @Nullable String answerTo,
      MessageReference.Ours ours,
      boolean late,
      String reports) {}

  /// How a text is measured against the channel's limit.
  TextLimit textLimit();
}
