package relais.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Access;
import relais.conversation.ChatAct;
import relais.conversation.ChatPart;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.table.Calls;
import relais.table.Conversations;

/// The calls of the contact of a conversation, over all that the caller may see.
@Singleton
final class ListCalls {
  private static final int PAGE = 20;

  private final Conversations conversations;
  private final Calls calls;

  ListCalls(Conversations conversations, Calls calls) {
    this.conversations = conversations;
    this.calls = calls;
  }

  CallListJson list(Caller caller, ConversationId id, @Nullable EntryId before) {
    Conversation conversation =
        caller.mayWorkOn(conversations.find(id).orElseThrow(Problem::notFound));
    Calls.Page page = calls.of(conversation.origin().contact(), before, PAGE);
    List<CallListJson.ContactCallJson> visible = new ArrayList<>();
    for (Calls.Call call : page.calls()) {
      if (Access.mayWorkOn(caller.user(), call.conversation().ownership())) {
        visible.add(call(caller, call));
      }
    }
    EntryId next = page.next();
    return new CallListJson(visible, next == null ? null : next.value());
  }

  private static CallListJson.ContactCallJson call(Caller caller, Calls.Call call) {
    return switch (call.entry()) {
      case Entry.InboundMessage message -> {
        ChatPart.Call known = message.findCall().orElseThrow();
        yield json(call, "in", known.outcome().word(), known.talkedSeconds(), null);
      }
      case Entry.OutboundMessage message when message.act() instanceof ChatAct.Call ours ->
          json(
              call,
              "out",
              PartJson.outcome(ours, message.status()),
              ours.progress().talkedSeconds(),
              AuthorJson.of(message.author(), call.conversation(), caller.settings()));
      case Entry.OutboundMessage _, Entry.PrivateNote _, Entry.Event _ ->
          throw new IllegalStateException("This is no call: " + call.entry().id());
    };
  }

  private static CallListJson.ContactCallJson json(
      Calls.Call call,
      String direction,
      String outcome,
      @Nullable Integer talkedSeconds,
      @Nullable AuthorJson agent) {
    Conversation conversation = call.conversation();
    return new CallListJson.ContactCallJson(
        call.entry().id().value(),
        call.entry().at(),
        direction,
        outcome,
        talkedSeconds,
        agent,
        conversation.origin().inbox().value(),
        conversation.id().value(),
        conversation.caseNumber());
  }
}
