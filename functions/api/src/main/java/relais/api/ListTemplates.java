package relais.api;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import relais.channels.registry.Channels;
import relais.conversation.Access;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.Placeholders;
import relais.conversation.TemplateProposals;
import relais.runtime.FetchTemplates;
import relais.table.Conversations;
import relais.table.Templates;

/// The templates that somebody may send: one Query, and the newest entries of the conversation for
/// the customer's language.
@Singleton
final class ListTemplates {
  private static final int NEWEST = 20;

  /// Who asks again at once gets what has just come.
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Templates templates;
  private final Conversations conversations;
  private final FetchTemplates fetch;
  private final InstantSource clock;

  ListTemplates(
      Templates templates, Conversations conversations, FetchTemplates fetch, InstantSource clock) {
    this.templates = templates;
    this.conversations = conversations;
    this.fetch = fetch;
    this.clock = clock;
  }

  TemplateListJson ofConversation(Caller caller, ConversationId id) {
    Conversations.Page page = page(caller, id);
    return of(inbox(caller, page.conversation()), caller, page);
  }

  /// Reads them anew from the provider first.
  TemplateListJson fetchForConversation(Caller caller, ConversationId id) {
    Conversations.Page page = page(caller, id);
    Inbox.Connected inbox = inbox(caller, page.conversation());
    fetch(inbox);
    return of(inbox, caller, page);
  }

  /// @param contact what the customer is called; null when nobody knows
  TemplateListJson ofInbox(Caller caller, InboxId id, @Nullable String contact) {
    return of(inbox(caller, id), caller, contact);
  }

  /// Reads them anew from the provider first.
  TemplateListJson fetchForInbox(Caller caller, InboxId id) {
    Inbox.Connected inbox = inbox(caller, id);
    fetch(inbox);
    return of(inbox, caller, (String) null);
  }

  private void fetch(Inbox.Connected inbox) {
    Instant fetchedAt = templates.load(inbox.id()).fetchedAt();
    if (fetchedAt == null || !clock.instant().isBefore(fetchedAt.plus(AGAIN))) {
      // What does not work stands in the list.
      boolean unused = fetch.fetch(inbox);
    }
  }

  private TemplateListJson of(Inbox.Connected inbox, Caller caller, Conversations.Page page) {
    return json(
        inbox,
        TemplateProposals.language(page.entries()).orElse(null),
        ComposeReply.values(caller, page.conversation()));
  }

  private TemplateListJson of(Inbox.Connected inbox, Caller caller, @Nullable String contact) {
    return json(
        inbox,
        null,
        new Placeholders.Values(
            contact, null, caller.user().name(), caller.settings().workspace().name()));
  }

  private TemplateListJson json(
      Inbox.Connected inbox, @Nullable Language language, Placeholders.Values known) {
    return TemplateListJson.of(
        inbox.channel(),
        templates.load(inbox.id()),
        FetchTemplates.hasTemplates(inbox),
        language,
        known);
  }

  private Conversations.Page page(Caller caller, ConversationId id) {
    Conversations.Page page = conversations.page(id, NEWEST).orElseThrow(Problem::notFound);
    caller.mayWriteIn(page.conversation());
    return page;
  }

  static Inbox.Connected inbox(Caller caller, Conversation conversation) {
    return caller
        .settings()
        .findInbox(conversation.origin().inbox())
        .map(ListTemplates::withTemplates)
        .orElseThrow(Problem::notFound);
  }

  /// An inbox of a team the caller works in; what they may not see is not there.
  static Inbox.Connected inbox(Caller caller, InboxId id) {
    return caller
        .settings()
        .findInbox(id)
        .filter(inbox -> Access.maySeeTeam(caller.user(), inbox.team()))
        .map(ListTemplates::withTemplates)
        .orElseThrow(Problem::notFound);
  }

  private static Inbox.@Nullable Connected withTemplates(Inbox inbox) {
    return inbox instanceof Inbox.Connected connected
            && Channels.findTemplates(connected.channel()).isPresent()
        ? connected
        : null;
  }
}
