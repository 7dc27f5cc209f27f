package relais.api;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import relais.conversation.AgentState;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Draft;
import relais.conversation.UserId;
import relais.table.AgentsAtWork;
import relais.table.Conversations;
import relais.table.Drafts;

/// Keeps what the caller writes until it is sent. Nobody else is ever given it, and what others do
/// to the conversation does not touch it.
@Singleton
final class KeepDraft {
  /// An item of the table has 400 KB at most; what a reply may have fits in here.
  private static final int MAX_BYTES = 300 * 1024;

  /// That somebody writes is noted once in this time, not for each word.
  private static final Duration NOTED_EVERY = AgentState.ANSWERS_FOR.dividedBy(4);

  private final Conversations conversations;
  private final Drafts drafts;
  private final AgentsAtWork work;
  private final InstantSource clock;
  private final Map<UserId, Instant> noted = new ConcurrentHashMap<>();

  KeepDraft(Conversations conversations, Drafts drafts, AgentsAtWork work, InstantSource clock) {
    this.conversations = conversations;
    this.drafts = drafts;
    this.work = work;
    this.clock = clock;
  }

  DraftListJson list(Caller caller, ConversationId id) {
    Conversation conversation =
        caller.mayWorkOn(conversations.find(id).orElseThrow(Problem::notFound));
    return new DraftListJson(
        drafts.find(conversation.id(), caller.user().id()).stream().map(DraftJson::of).toList());
  }

  /// The first messages that the caller has begun; empty when there are none.
  DraftJson first(Caller caller) {
    Draft.Place place = Draft.Place.outside(caller.user().id());
    return DraftJson.of(
        drafts.find(place).orElseGet(() -> new Draft(place, 0, clock.instant(), "")));
  }

  DraftJson keep(
      Caller caller, ConversationId id, String kind, ReadVersion seen, DraftRequest request) {
    Conversation conversation =
        caller.mayWriteIn(conversations.find(id).orElseThrow(Problem::notFound));
    return keep(new Draft.Place(conversation.id(), caller.user().id(), kind(kind)), seen, request);
  }

  DraftJson keepFirst(Caller caller, ReadVersion seen, DraftRequest request) {
    return keep(Draft.Place.outside(caller.user().id()), seen, request);
  }

  private DraftJson keep(Draft.Place place, ReadVersion seen, DraftRequest request) {
    String content = Fields.required("content", request.content());
    if (content.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw Problem.of(
          ProblemCode.TOO_LARGE,
          "A draft is kept up to %d KB. What is longer stays on this device only; shorten it, or"
                  .formatted(MAX_BYTES / 1024)
              + " send pictures as files.");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Draft draft = new Draft(place, Math.max(seen.value() + 1, now.toEpochMilli()), now, content);
    if (!drafts.save(draft, seen.value())) {
      throw Problem.of(
          ProblemCode.DRAFT_CHANGED,
          "You went on writing this on another device. Both texts are kept: choose one.");
    }
    if (!draft.isEmpty()) {
      note(place.author(), now);
    }
    return DraftJson.of(draft);
  }

  private void note(UserId author, Instant now) {
    Instant before = noted.getOrDefault(author, Instant.EPOCH);
    if (!now.isBefore(before.plus(NOTED_EVERY))) {
      work.writes(author, now);
      noted.put(author, now);
    }
  }

  static Draft.Kind kind(String path) {
    try {
      Draft.Kind kind = Draft.Kind.of(path);
      if (kind == Draft.Kind.FIRST) {
        throw Problem.notFound();
      }
      return kind;
    } catch (IllegalArgumentException _) {
      throw Problem.notFound();
    }
  }
}
