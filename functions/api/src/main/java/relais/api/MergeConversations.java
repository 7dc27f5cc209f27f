package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Merging;
import relais.conversation.Merging.Outcome;
import relais.conversation.Status;
import relais.runtime.Ids;
import relais.table.Conversations;
import relais.table.Decisions;

/// Merges a conversation into another, and takes that back.
@Singleton
final class MergeConversations {
  private final Conversations conversations;
  private final Decisions decisions;
  private final Ids ids;
  private final InstantSource clock;

  MergeConversations(
      Conversations conversations, Decisions decisions, Ids ids, InstantSource clock) {
    this.conversations = conversations;
    this.decisions = decisions;
    this.ids = ids;
    this.clock = clock;
  }

  /// Merges; the answer is the conversation that stays.
  ConversationChangedJson merge(
      Caller caller, ConversationId id, ReadVersion seen, MergeRequest request) {
    ConversationId into = Fields.conversation(Fields.required("into", request.into()));
    ReadVersion intoSeen = new ReadVersion(Fields.required("version", request.version()));
    return Tries.untilSaved(
        () -> {
          Conversation source = find(caller, id);
          Conversation target = find(caller, into);
          Merging.Seen one = new Merging.Seen(source, seen.upTo(source.versions().current()));
          Merging.Seen other = new Merging.Seen(target, intoSeen.upTo(target.versions().current()));
          Instant now = clock.instant();
          return saved(
              source,
              target,
              Merging.merge(one, other, caller.actor(), ids.entriesAt(now), now),
              () -> target);
        });
  }

  /// Takes a merge back; the answer is the conversation that stands by itself again.
  ConversationChangedJson takeBack(Caller caller, ConversationId id) {
    return Tries.untilSaved(
        () -> {
          Conversation source = find(caller, id);
          if (!(source.status() instanceof Status.Merged merged)) {
            throw refused(Merging.Refusal.NOT_TO_BE_TAKEN_BACK);
          }
          Conversation target = find(caller, merged.into());
          Instant now = clock.instant();
          return saved(
              source,
              target,
              Merging.takeBack(source, target, caller.actor(), ids.entriesAt(now), now),
              () -> find(caller, id));
        });
  }

  private Optional<ConversationChangedJson> saved(
      Conversation one, Conversation other, Outcome outcome, Supplier<Conversation> unchanged) {
    return switch (outcome) {
      case Outcome.Changed changed ->
          switch (decisions.saveBoth(
              new Decisions.Beside(one, changed.one()),
              new Decisions.Beside(other, changed.into()))) {
            case DONE ->
                Optional.of(
                    answer(
                        changed.one().conversation().status() instanceof Status.Merged
                            ? changed.into().conversation()
                            : changed.one().conversation()));
            case CHANGED_MEANWHILE, ALREADY_RECEIVED -> Optional.empty();
          };
      case Outcome.Unchanged() -> Optional.of(answer(unchanged.get()));
      case Outcome.Refused(Merging.Refusal reason) -> throw refused(reason);
    };
  }

  private Conversation find(Caller caller, ConversationId id) {
    Conversation found = caller.mayWorkOn(conversations.find(id).orElseThrow(Problem::notFound));
    if (found.status() instanceof Status.Aside) {
      throw Problem.notFound();
    }
    return found;
  }

  private static ConversationChangedJson answer(Conversation conversation) {
    return new ConversationChangedJson(RowJson.of(conversation));
  }

  private static Problem refused(Merging.Refusal reason) {
    return switch (reason) {
      case CROSSED ->
          Problem.of(
              ProblemCode.MESSAGE_CROSSED,
              "Somebody wrote in one of the two since you looked. Read what is new, then merge.");
      case ITSELF ->
          Problem.field("into", "A conversation is not merged into itself: choose another one.");
      case MERGED_ELSEWHERE ->
          Problem.of(
              ProblemCode.MERGED,
              "One of the two was merged into another conversation already. Look again.");
      case NOT_MAIL ->
          Problem.of(
              ProblemCode.NOT_MERGEABLE,
              "Only conversations by mail can be merged: a chat is with one person.");
      case TOO_MANY ->
          Problem.of(
              ProblemCode.NOT_MERGEABLE,
              "At most %d conversations are merged into one. Merge this one into another."
                  .formatted(Conversation.Links.MAX_MERGED));
      case REPLY_WAITS ->
          Problem.of(
              ProblemCode.NOT_MERGEABLE,
              "A reply in one of the two has not gone out yet. Send it or take it back, then"
                  + " merge.");
      case NOT_TO_BE_TAKEN_BACK ->
          Problem.of(
              ProblemCode.NOT_MERGEABLE,
              "This was not merged, or more than an hour ago: then it stays so.");
    };
  }
}
