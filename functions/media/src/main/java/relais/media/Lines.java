package relais.media;

import java.util.Optional;
import relais.channels.Connection;
import relais.channels.InboxChannel;
import relais.channels.registry.Channels;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.runtime.ChannelSecrets;
import relais.runtime.Environment;
import relais.table.SettingsStore;

/// How the providers of inboxes are spoken to.
final class Lines {
  private final SettingsStore settings;
  private final ChannelSecrets secrets;
  private final Environment environment;

  Lines(SettingsStore settings, ChannelSecrets secrets, Environment environment) {
    this.settings = settings;
    this.secrets = secrets;
    this.environment = environment;
  }

  /// The way to the provider of an inbox.
  sealed interface Line {
    /// It is there.
    record Open(InboxChannel channel, Connection connection) implements Line {}

    /// Nobody has given the inbox an access token, or somebody is about to.
    record NoToken() implements Line {}

    /// The inbox is gone, or no longer connected.
    record NoInbox() implements Line {}
  }

  /// The way to the provider of one inbox.
  Line to(InboxId inbox) {
    Optional<ChannelSecrets.Secrets> known = secrets.find(inbox);
    if (known.isEmpty() || known.get().accessToken().isBlank()) {
      return new Line.NoToken();
    }
    Optional<Inbox.Connected> connected =
        settings
            .findInbox(inbox)
            .map(SettingsStore.SavedInbox::inbox)
            .filter(Inbox.Connected.class::isInstance)
            .map(Inbox.Connected.class::cast);
    Optional<InboxChannel> channel = connected.map(Inbox::channel).flatMap(Channels::findTakenIn);
    return channel.isEmpty()
        ? new Line.NoInbox()
        : new Line.Open(
            channel.get(),
            new Connection(
                connected.get(),
                environment.api(channel.get().api(connected.get())),
                known.get().accessToken(),
                known.get().appSecret()));
  }
}
