package relais.delivery;

import org.jspecify.annotations.Nullable;
import relais.channels.Outgoing;
import relais.conversation.ChatAct;
import relais.conversation.Entry;
import relais.conversation.EntryId;

/// A message of ours as its channel is asked to send it.
final class Sent {
  private Sent() {}

  static Outgoing of(Entry.OutboundMessage message) {
    return switch (message.act()) {
      case ChatAct.Reaction(EntryId _, String providerId, String emoji) ->
          new Outgoing.Reaction(providerId, emoji);
      case ChatAct.Template template ->
          new Outgoing.Template(
              template.name(),
              template.language(),
              template.header() == null
                  ? null
                  : new Outgoing.Template.Header.Words(value(template.header())),
              template.values().stream().map(Sent::value).toList(),
              template.buttons().stream().map(Sent::button).toList());
      case ChatAct.Reply _ -> new Outgoing.Text(message.body().text());
      case null -> new Outgoing.Text(message.body().text());
    };
  }

  private static Outgoing.Template.Value value(ChatAct.Template.Value value) {
    return new Outgoing.Template.Value(value.gap(), value.text());
  }

  private static Outgoing.Template.Button button(ChatAct.Template.Button button) {
    return new Outgoing.Template.Button(
        switch (button.sort()) {
          case "url" -> Outgoing.Template.Button.Sort.URL;
          case "copy_code" -> Outgoing.Template.Button.Sort.COPY_CODE;
          default -> Outgoing.Template.Button.Sort.QUICK_REPLY;
        },
        button.index(),
        button.value());
  }

  /// The provider's name of the message it answers; null when it answers none.
  static @Nullable String answers(Entry.OutboundMessage message) {
    return message.act() instanceof ChatAct.Reply(EntryId _, String providerId) ? providerId : null;
  }
}
