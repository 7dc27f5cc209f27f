package relais.api;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.blobs.RawStore;
import relais.conversation.Access;
import relais.conversation.Channel;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Entry;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.MessageBody;
import relais.conversation.Status;
import relais.conversation.StoredFile;
import relais.table.AddressMarks;
import relais.table.Contacts;
import relais.table.Conversations;

/// A conversation with its contact and timeline, and what is too large to travel with it.
@Singleton
final class ShowConversation {
  static final int PAGE = 50;

  private final Conversations conversations;
  private final Contacts contacts;
  private final AddressMarks marks;
  private final FileStore files;
  private final RawStore originals;
  private final EntryPresenter presenter;

  ShowConversation(
      Conversations conversations,
      Contacts contacts,
      AddressMarks marks,
      FileStore files,
      RawStore originals,
      EntryPresenter presenter) {
    this.conversations = conversations;
    this.contacts = contacts;
    this.marks = marks;
    this.files = files;
    this.originals = originals;
    this.presenter = presenter;
  }

  ConversationDetailJson show(Caller caller, ConversationId id) {
    Conversations.Page page = conversations.page(id, PAGE).orElseThrow(Problem::notFound);
    Conversation conversation = caller.mayWorkOn(page.conversation());
    ReplyRecipients recipients =
        conversation.origin().channel().isMail()
            ? ReplyRecipients.of(
                conversation, ReplyRecipients.answered(page.entries()), caller.settings())
            : null;
    return new ConversationDetailJson(
        RowJson.of(conversation),
        contact(caller, conversation),
        recipients == null ? null : recipients.json(),
        recipients == null ? List.of() : warnings(recipients),
        conversation.sides().stream()
            .map(
                side ->
                    new SideJson(
                        side.id().value(),
                        side.participants().stream().map(Identity::value).toList(),
                        ReplyRecipients.ofSide(
                                conversation, side, page.entries(), caller.settings())
                            .json()))
            .toList(),
        related(caller, conversation),
        conversation.status() instanceof Status.Merged merged
            ? new MergedJson(merged.into().value(), merged.caseNumber(), merged.at())
            : null,
        FileLimitsJson.of(AttachFiles.limits(conversation.origin().channel())),
        presenter.page(page.entries(), conversation, caller.settings()),
        page.more() ? page.entries().getLast().id().value() : null);
  }

  private List<RecipientWarningJson> warnings(ReplyRecipients recipients) {
    return marks.find(recipients.identities()).entrySet().stream()
        .map(marked -> RecipientWarningJson.of(marked.getKey(), marked.getValue()))
        .toList();
  }

  private List<RelatedJson> related(Caller caller, Conversation conversation) {
    List<Conversation.Relation> relations = conversation.links().related();
    if (relations.isEmpty()) {
      return List.of();
    }
    Map<ConversationId, Conversation> visible =
        conversations
            .findAll(relations.stream().map(Conversation.Relation::other).toList())
            .stream()
            .filter(other -> Access.mayWorkOn(caller.user(), other.ownership()))
            .collect(Collectors.toMap(Conversation::id, Function.identity()));
    List<RelatedJson> related = new ArrayList<>();
    for (Conversation.Relation relation : relations) {
      Conversation other = visible.get(relation.other());
      if (other != null) {
        related.add(RelatedJson.of(relation, other));
      }
    }
    return related;
  }

  TimelinePageJson earlier(Caller caller, ConversationId id, @Nullable EntryId before) {
    Conversation conversation = find(caller, id);
    if (before == null) {
      throw Problem.field("cursor", "Say before which entry: send the cursor you were given.");
    }
    List<Entry> entries = conversations.before(conversation, before, PAGE + 1);
    boolean more = entries.size() > PAGE;
    List<Entry> page = more ? entries.subList(0, PAGE) : entries;
    return new TimelinePageJson(
        presenter.page(page, conversation, caller.settings()),
        more ? page.getLast().id().value() : null);
  }

  BodyJson body(Caller caller, ConversationId id, EntryId entry) {
    Entry found = find(find(caller, id), entry);
    MessageBody body =
        switch (found) {
          case Entry.InboundMessage message -> body(message, message.body());
          case Entry.OutboundMessage message -> body(message, message.body());
          case Entry.PrivateNote note -> note.body();
          case Entry.Event _ -> throw Problem.notFound();
        };
    String key = body.wholeKey();
    if (key == null) {
      return new BodyJson(body.text(), body.html());
    }
    return files
        .findBody(key)
        .map(whole -> new BodyJson(whole.text(), whole.html()))
        .orElseThrow(Problem::notFound);
  }

  LinkJson original(Caller caller, ConversationId id, EntryId entry) {
    Conversation conversation = find(caller, id);
    Entry found = find(conversation, entry);
    if (!(found instanceof Entry.InboundMessage message)) {
      throw Problem.notFound();
    }
    if (message.amendments().isDeleted()) {
      caller.mustAdminister();
    }
    return new LinkJson(
        link(
                message.rawKey(),
                conversation.origin().channel(),
                "%d-%s".formatted(conversation.caseNumber(), entry.value()))
            .toString());
  }

  /// A link to a file of a message, whatever was found in its mail.
  LinkJson file(Caller caller, ConversationId id, EntryId entry, int index) {
    Entry found = find(find(caller, id), entry);
    List<StoredFile> stored = found.files();
    if (found.amendments().isDeleted()
        || index < 0
        || index >= stored.size()
        || !(stored.get(index).state() instanceof StoredFile.State.Stored(String key))) {
      throw Problem.notFound();
    }
    // Under a type that nothing shows: it is saved, never opened in a page.
    return new LinkJson(
        files.link(key, stored.get(index).name(), "application/octet-stream").toString());
  }

  /// What a message said before its author changed it; what they took back is for admins, who may
  /// have to account for it.
  HistoryJson history(Caller caller, ConversationId id, EntryId entry) {
    Entry message = find(find(caller, id), entry);
    if (message.amendments().isDeleted()) {
      caller.mustAdminister();
    }
    return switch (message) {
      case Entry.InboundMessage inbound ->
          presenter.history(inbound, inbound.body(), inbound.verdicts());
      case Entry.OutboundMessage outbound -> presenter.history(outbound, outbound.body(), null);
      case Entry.PrivateNote _, Entry.Event _ -> throw Problem.notFound();
    };
  }

  /// What a message says now.
  private static MessageBody body(Entry message, MessageBody first) {
    if (message.amendments().isDeleted()) {
      throw Problem.notFound();
    }
    return message.amendments().now(first);
  }

  /// A link to an original, saved under a name that says what it is.
  URI link(String rawKey, Channel channel, String name) {
    return originals.downloadLink(rawKey, name + (channel.isMail() ? ".eml" : ".json"));
  }

  private Entry find(Conversation conversation, EntryId entry) {
    return conversations
        .findEntry(conversation, entry)
        .map(Conversations.Placed::entry)
        .orElseThrow(Problem::notFound);
  }

  private Conversation find(Caller caller, ConversationId id) {
    return caller.mayWorkOn(conversations.find(id).orElseThrow(Problem::notFound));
  }

  private ContactJson contact(Caller caller, Conversation conversation) {
    Conversation.Origin origin = conversation.origin();
    return contacts
        .profile(origin.contact())
        .map(
            profile ->
                new ContactJson(
                    origin.contact().value(),
                    profile.contact().name(),
                    profile.contact().identities().stream().map(IdentityJson::of).toList(),
                    others(caller, conversation, profile)))
        .orElseGet(
            () ->
                new ContactJson(
                    origin.contact().value(),
                    origin.contactName(),
                    List.of(IdentityJson.of(origin.identity())),
                    List.of()));
  }

  /// The contact's other conversations. Their subjects are as private as they are, so each is asked
  /// who has it now.
  private List<PastConversationJson> others(
      Caller caller, Conversation conversation, Contacts.Profile profile) {
    List<ConversationId> ids =
        profile.conversations().stream()
            .map(Contacts.Past::id)
            .filter(id -> !id.equals(conversation.id()))
            .toList();
    Set<ConversationId> visible =
        conversations.findAll(ids).stream()
            .filter(other -> Access.mayWorkOn(caller.user(), other.ownership()))
            .map(Conversation::id)
            .collect(Collectors.toSet());
    return profile.conversations().stream()
        .filter(past -> visible.contains(past.id()))
        .map(
            past ->
                new PastConversationJson(
                    past.id().value(), past.caseNumber(), past.subject(), past.createdAt()))
        .toList();
  }
}
