package relais.channels;

import java.util.Optional;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.Settings;

/// A channel that inboxes can be connected to, so that what it says comes in.
public interface InboxChannel extends WebhookChannel {
  /// The medium its messages travel on.
  Channel medium();

  /// What the provider calls the id of an account, in a sentence.
  String accountWord();

  /// How to stop hearing what the business says elsewhere, as the end of a sentence.
  String withoutEchoes();

  /// The inbox of an account, by the provider's id of the account.
  Optional<Inbox> findInbox(Settings settings, String accountId);
}
