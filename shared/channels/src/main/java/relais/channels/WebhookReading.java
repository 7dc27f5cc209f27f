package relais.channels;

import java.util.List;
import relais.conversation.InboundItem;

/// What one webhook comes to.
///
/// @param items everything that concerns a conversation or needs a person's eye, each once, in the
///     order of the payload
/// @param notices news about accounts, templates and numbers, which open no conversation
public record WebhookReading(List<InboundItem> items, List<Notice> notices) {
  public WebhookReading {
    items = List.copyOf(items);
    notices = List.copyOf(notices);
  }

  /// News from the provider to whoever runs the inbox.
  ///
  /// @param field what it is about, such as `account_update`
  /// @param event what happened, in the provider's word; empty when it has none
  /// @param pointer where it stands in the payload
  public record Notice(String field, String event, String pointer) {}
}
