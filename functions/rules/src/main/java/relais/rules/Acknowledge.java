package relais.rules;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Acknowledging;
import relais.conversation.Decision;
import relais.conversation.Entry;
import relais.conversation.EntryIds;
import relais.conversation.InboundItem;
import relais.conversation.Inbox;
import relais.conversation.Settings;
import relais.table.AutomaticMail;
import relais.table.AutomaticMail.Said;
import relais.table.Table;

/// Adds to what a mail did what its inbox says to its sender.
@Singleton
class Acknowledge {
  private final AutomaticMail automaticMail;

  Acknowledge(Table table) {
    this.automaticMail = new AutomaticMail(table);
  }

  /// @param decided with the acknowledgement, where one goes out now
  /// @param said what is to be noted about it; null when nothing is said
  record Acknowledged(Decision.Changed decided, @Nullable Said said) {}

  Acknowledged after(
      InboundItem.Received item,
      Decision.Changed taken,
      Settings settings,
      EntryIds ids,
      Instant now) {
    if (!(settings.findInbox(item.inbox()).orElse(null) instanceof Inbox.Email inbox)
        || !Acknowledging.mayAnswer(item, inbox, settings)) {
      return new Acknowledged(taken, null);
    }
    Acknowledging.Earlier earlier = automaticMail.earlier(inbox.id(), item.from());
    Acknowledging.Answer answer = Acknowledging.answer(item, taken, inbox, earlier, ids, now);
    Said said =
        new Said(inbox.id(), item.from(), answer, earlier, inbox.acknowledgement().limits(), now);
    return switch (answer) {
      case Acknowledging.Answer.Silence() -> new Acknowledged(taken, null);
      case Acknowledging.Answer.Held _ -> new Acknowledged(taken, said);
      case Acknowledging.Answer.Told(Entry.OutboundMessage message) -> {
        List<Entry> entries = new ArrayList<>(taken.entries());
        entries.add(message);
        yield new Acknowledged(new Decision.Changed(taken.conversation(), entries), said);
      }
    };
  }
}
