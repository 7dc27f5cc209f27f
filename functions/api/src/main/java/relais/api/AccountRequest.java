package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.channels.ConnectionField;
import relais.channels.InboxChannel;
import relais.channels.registry.Channels;
import relais.conversation.BusinessHours;
import relais.conversation.Channel;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Settings;

/// How an inbox is to be connected.
///
/// @param channel its channel; of an inbox that exists it stays what it is
/// @param values by the fields of the channel; a secret that is left out stays what it is
/// @param hours when the team takes calls, on a channel that brings them; null when always
@Serdeable
@Schema(
    name = "AccountRequest",
    requiredProperties = {"channel", "name", "team", "values"})
record AccountRequest(
    @Nullable String channel,
    @Nullable String name,
    @Nullable String team,
    @Nullable Map<String, String> values,
    @Nullable HoursRequest hours) {
  private static final int MAX_NAME = 100;

  /// An inbox and the secrets that were said with it.
  record Wanted(Inbox.Connected inbox, Map<ConnectionField.Use, String> secrets) {}

  InboxChannel inboxChannel() {
    try {
      return Channels.findTakenIn(Channel.of(Fields.required("channel", channel)))
          .orElseThrow(() -> unknownChannel());
    } catch (IllegalArgumentException e) {
      throw unknownChannel();
    }
  }

  private static Problem unknownChannel() {
    return Problem.field("channel", "There is no such channel. Choose one of the list.");
  }

  /// @param complete whether every secret must be said, for nothing is known yet
  Wanted wanted(InboxId id, InboxChannel channel, boolean complete, Settings settings) {
    Map<String, String> said = new LinkedHashMap<>();
    Map<ConnectionField.Use, String> secrets = new EnumMap<>(ConnectionField.Use.class);
    Map<String, String> kept = new LinkedHashMap<>();
    String address = null;
    for (ConnectionField field : channel.fields()) {
      String value = value(field, complete);
      if (value == null) {
        continue;
      }
      said.put(field.word(), value);
      switch (field.use()) {
        case ACCOUNT -> {}
        case ADDRESS -> address = value;
        case SETTING -> kept.put(field.word(), value);
        case ACCESS_TOKEN, APP_SECRET, SHARED_SECRET -> secrets.put(field.use(), value);
      }
    }
    String account = channel.account(said);
    if (account == null) {
      account =
          settings
              .findInbox(id)
              .filter(Inbox.Connected.class::isInstance)
              .map(before -> ((Inbox.Connected) before).account())
              .orElseThrow(() -> Problem.field("values", "The account is missing."));
    }
    refuseTaken(id, channel.medium(), account, settings);
    return new Wanted(
        new Inbox.Connected(
            id,
            line(),
            Fields.team("team", Fields.required("team", team), settings)
                .orElseThrow(
                    () -> Problem.field("team", "There is no such team. Load them again.")),
            channel.medium(),
            account,
            address == null ? account : address,
            kept,
            businessHours(channel)),
        secrets);
  }

  private @Nullable BusinessHours businessHours(InboxChannel channel) {
    if (hours != null && !channel.takesCalls()) {
      throw Problem.field("hours", "Only calls have hours. Leave them out.");
    }
    return hours == null ? null : hours.hours();
  }

  private @Nullable String value(ConnectionField field, boolean complete) {
    String written = Fields.required("values", values).get(field.word());
    String value = written == null ? "" : written.strip();
    if (value.isEmpty()) {
      if (field.required() && (complete || !field.use().isSecret())) {
        throw Problem.field("values." + field.word(), "This is needed.");
      }
      return null;
    }
    if (!field.form().matcher(value).matches()) {
      throw Problem.field(
          "values." + field.word(),
          "This does not have the form that it has at the provider. Copy it once more.");
    }
    return value;
  }

  private static void refuseTaken(InboxId id, Channel channel, String account, Settings settings) {
    Optional<Inbox.Connected> taken =
        settings.findInbox(channel, account).filter(inbox -> !inbox.id().equals(id));
    if (taken.isPresent()) {
      throw Problem.field(
          "values",
          "The inbox \"%s\" is connected to this account already.".formatted(taken.get().name()));
    }
  }

  private String line() {
    String line = Fields.required("name", name).strip();
    if (line.isEmpty() || line.length() > MAX_NAME || line.chars().anyMatch(c -> c < ' ')) {
      throw Problem.field(
          "name", "Write a name of 1 to %d characters in one line.".formatted(MAX_NAME));
    }
    return line;
  }
}
