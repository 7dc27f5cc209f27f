package relais.channels.registry;

import java.util.List;
import java.util.Optional;
import relais.channels.InboxChannel;
import relais.channels.SendingChannel;
import relais.channels.TemplateChannel;
import relais.channels.WebhookChannel;
import relais.channels.custom.CustomChannel;
import relais.channels.instagram.InstagramChannel;
import relais.channels.messenger.MessengerChannel;
import relais.channels.telegram.TelegramChannel;
import relais.channels.twilio.TwilioSmsChannel;
import relais.channels.twilio.TwilioVoiceChannel;
import relais.channels.whatsapp.WhatsAppChannel;
import relais.conversation.Channel;

/// Every channel we know. A new one is a package and a line here.
public final class Channels {
  private static final List<WebhookChannel> ALL =
      List.of(
          new WhatsAppChannel(),
          new MessengerChannel(),
          new InstagramChannel(),
          new TelegramChannel(),
          new TwilioSmsChannel(),
          new TwilioVoiceChannel(),
          new CustomChannel());

  private Channels() {}

  public static List<WebhookChannel> all() {
    return ALL;
  }

  /// The channel of a word that a person wrote.
  ///
  /// @throws IllegalArgumentException when no channel is called so; names those that are
  public static WebhookChannel of(String word) {
    return ALL.stream()
        .filter(channel -> channel.word().equals(word) || channel.aliases().contains(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no webhook channel '%s'. Use one of: %s."
                        .formatted(
                            word,
                            String.join(", ", ALL.stream().map(WebhookChannel::word).toList()))));
  }

  /// The channel at an address of ours, when inboxes can be connected to it.
  public static Optional<InboxChannel> findTakenIn(String word) {
    return takenIn().stream().filter(channel -> channel.word().equals(word)).findFirst();
  }

  /// The channel of a medium, when it sends webhooks.
  public static Optional<InboxChannel> findTakenIn(Channel medium) {
    return takenIn().stream().filter(channel -> channel.medium().equals(medium)).findFirst();
  }

  /// The channel of a medium, when we can write on it.
  public static Optional<SendingChannel> findSending(Channel medium) {
    return findTakenIn(medium)
        .filter(SendingChannel.class::isInstance)
        .map(SendingChannel.class::cast);
  }

  /// The channel of a medium, when its provider approves templates.
  public static Optional<TemplateChannel> findTemplates(Channel medium) {
    return findTakenIn(medium)
        .filter(TemplateChannel.class::isInstance)
        .map(TemplateChannel.class::cast);
  }

  /// Whether people speak on a medium, so that nothing can be written to them.
  public static boolean isSpoken(Channel medium) {
    return findTakenIn(medium).filter(InboxChannel::takesCalls).isPresent();
  }

  private static List<InboxChannel> takenIn() {
    return ALL.stream()
        .filter(InboxChannel.class::isInstance)
        .map(InboxChannel.class::cast)
        .toList();
  }
}
