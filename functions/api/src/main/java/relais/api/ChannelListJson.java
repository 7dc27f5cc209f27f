package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import relais.channels.InboxChannel;
import relais.channels.registry.Channels;

/// The channels that inboxes can be connected to.
@Serdeable
@Schema(name = "ChannelList")
record ChannelListJson(List<ChannelJson> items) {
  /// A channel and what it wants to know.
  ///
  /// @param ownAddress whether each inbox has an address of its own for webhooks
  /// @param handshake whether the provider asks for a word before it sends webhooks
  /// @param calls whether customers call, which has hours
  @Serdeable
  @Schema(name = "ConnectableChannel")
  record ChannelJson(
      String channel,
      boolean ownAddress,
      boolean handshake,
      boolean calls,
      List<FieldJson> fields) {}

  /// One thing that is said when an inbox is connected.
  ///
  /// @param secret whether it is never shown again
  /// @param form a regular expression for what it may be
  @Serdeable
  @Schema(name = "AccountField")
  record FieldJson(String word, boolean secret, boolean required, String form) {}

  static ChannelListJson all() {
    return new ChannelListJson(
        Channels.all().stream()
            .filter(InboxChannel.class::isInstance)
            .map(InboxChannel.class::cast)
            .map(ChannelListJson::channel)
            .toList());
  }

  private static ChannelJson channel(InboxChannel channel) {
    return new ChannelJson(
        channel.word(),
        !channel.namesAccounts(),
        channel.namesAccounts(),
        channel.takesCalls(),
        channel.fields().stream()
            .map(
                field ->
                    new FieldJson(
                        field.word(),
                        field.use().isSecret(),
                        field.required(),
                        field.form().pattern()))
            .toList());
  }
}
