package relais.api;

import java.util.List;
import java.util.function.Supplier;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.SideThread;

/// Why something that was to go out did not, in words for its author.
final class ReplyRefusals {
  private ReplyRefusals() {}

  /// @param crossings who wrote in between; asked only where somebody did
  static Problem problem(Decision.Refusal reason, Supplier<List<CrossingJson>> crossings) {
    return switch (reason) {
      case CROSSED_BY_MESSAGE ->
          Problem.crossed(
              ProblemCode.REPLY_CROSSED,
              "Somebody wrote since you looked, so your reply was not sent. Read what is new, then"
                  + " send yours, or change it first.",
              crossings.get());
      case WINDOW_CLOSED ->
          Problem.of(
              ProblemCode.WINDOW_CLOSED,
              "The time for answers on this channel, which runs from the customer's last message,"
                  + " is over. Send a template where there are some, wait until the customer"
                  + " writes, or reach them another way.");
      case TOO_MANY_WAITING ->
          Problem.of(
              ProblemCode.TOO_MANY_WAITING,
              "At most %d replies wait in one conversation. Send or take back some of them first."
                  .formatted(Conversation.Outbox.MAX_WAITING));
      case TAKES_PART ->
          Problem.field(
              "to",
              "Somebody among the recipients takes part in the conversation itself, and what goes"
                  + " out in a side thread is not for them. Take them out, or write them a reply.");
      case NO_SIDE_THREAD ->
          Problem.of(
              ProblemCode.NO_SIDE_THREAD,
              "There is no such side thread, or the conversation has %d already. Load it again."
                  .formatted(SideThread.MAX_IN_ONE));
      case CROSSED_BY_OWNER, NO_SUCH_OWNER, NOT_RETRYABLE, NO_SUCH_LABEL ->
          throw new IllegalStateException("A reply is not refused for " + reason);
    };
  }
}
