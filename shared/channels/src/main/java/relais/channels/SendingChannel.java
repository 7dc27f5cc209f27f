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

  /// What a code of the provider comes to; null when only its own words tell.
  ///
  /// @param code as a failure bears it
  @Nullable FailureCause cause(String code);

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

  /// How files get to a provider.
  enum FilePassage {
    /// Before the message, which then names them.
    BEFOREHAND,
    /// Within the request.
    WITHIN,
    /// It fetches them from an address that is good for a short time.
    BY_LINK
  }

  /// Whom a message is for.
  ///
  /// @param answerTo the provider's id of the message it answers, null when it answers none
  /// @param ours our name for it; null for what nobody reports on
  /// @param late whether the provider's ordinary time for answers is over
  /// @param reports where the provider is to report how far it has come
  record Route(
      Identity to,
      @Nullable String answerTo,
      MessageReference.@Nullable Ours ours,
      boolean late,
      String reports) {}

  /// Which files it takes with a message.
  FileLimits fileLimits();

  /// How the provider gets a file of ours.
  FilePassage filePassage();

  /// The request that gives the provider a file before the message that it goes with. Only for
  /// files that are handed over first.
  ///
  /// @param boundary a random word of letters and digits
  default Written.Request upload(
      Envelope envelope, String name, String type, byte[] content, String boundary) {
    throw new IllegalStateException(label() + " takes no files beforehand");
  }

  /// Reads the answer to such a request: the name of the file, or why the provider has not got it.
  default SendAnswer uploaded(int status, byte[] body) {
    throw new IllegalStateException(label() + " takes no files beforehand");
  }

  /// How a text is measured against the channel's limit.
  TextLimit textLimit();
}
