package relais.conversation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What it does when the team reacts to a message of the customer.
public final class Reacting {
  private Reacting() {}

  /// The answer to a wish to react.
  public sealed interface Outcome {
    /// The reaction is on its way, and stands on its message already.
    record Changed(Amending.Amended amended) implements Outcome {}

    /// It is so already.
    record Unchanged() implements Outcome {}

    /// It may not be.
    record Refused(Refusal reason) implements Outcome {}
  }

  /// Why not.
  public enum Refusal {
    /// It is no message of the customer that the channel knows by name, or it was taken back.
    NO_MESSAGE,
    /// The time in which the channel takes what is no template is over.
    WINDOW_CLOSED
  }

  /// Reacts to a message, or takes the reaction back. It answers nobody: who waits goes on waiting,
  /// nobody's reply is crossed, and the conversation is not owned by it.
  ///
  /// @param emoji null to take the reaction back
  /// @param reaction the name of the reaction itself
  public static Outcome react(
      Conversation conversation,
      Entry message,
      @Nullable String emoji,
      UserId author,
      EntryId reaction,
      Instant now) {
    if (!(message instanceof Entry.InboundMessage inbound)
        || inbound.mail() != null
        || inbound.chat() == null
        || inbound.automatic() != null
        || inbound.providerId() == null
        || inbound.amendments().isDeleted()) {
      return new Outcome.Refused(Refusal.NO_MESSAGE);
    }
    boolean stands =
        inbound.amendments().standing().stream()
            .anyMatch(
                one ->
                    one.by().equals(Amendment.US) && (emoji == null || emoji.equals(one.emoji())));
    if (emoji == null ? !stands : stands) {
      return new Outcome.Unchanged();
    }
    if (!Writing.takesFreeText(conversation, now)) {
      return new Outcome.Refused(Refusal.WINDOW_CLOSED);
    }
    Entry.OutboundMessage sent =
        new Entry.OutboundMessage(
            reaction,
            now,
            new Actor.Agent(author),
            conversation.origin().identity(),
            null,
            MessageBody.ofText(emoji == null ? "" : emoji),
            List.of(),
            null,
            new DeliveryStatus.Queued(now, 1),
            new ChatAct.Reaction(inbound.id(), inbound.providerId(), emoji),
            Amendments.NONE);
    return new Outcome.Changed(
        new Amending.Amended(
            conversation.touched(),
            inbound.with(
                inbound.amendments().with(new Amendment.Reacted(now, Amendment.US, author, emoji))),
            List.of(sent)));
  }
}
