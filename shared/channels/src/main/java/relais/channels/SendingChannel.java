package relais.channels;

/// A channel on which we can write.
public interface SendingChannel extends WebhookChannel {
  /// Makes the request that sends a message, or says why this channel does not take it.
  Written write(Outgoing message, Envelope envelope);

  /// Reads the answer to such a request.
  ///
  /// @param status of HTTP
  SendAnswer answer(int status, byte[] body);

  /// How a text is measured against the channel's limit.
  TextLimit textLimit();
}
