package relais.channels;

/// A channel that inboxes can be connected to, so that what it says comes in.
public interface InboxChannel extends WebhookChannel {
  /// What the provider calls the id of an account, in a sentence.
  String accountWord();

  /// How to stop hearing what the business says elsewhere, as the end of a sentence.
  String withoutEchoes();
}
