package relais.api;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.blobs.FileStore;
import relais.conversation.Actor;
import relais.conversation.AddressMark;
import relais.conversation.Conversation;
import relais.conversation.Entry;
import relais.conversation.FileTrouble;
import relais.conversation.Happening;
import relais.conversation.Identity;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.Settings;
import relais.conversation.StoredFile;
import relais.conversation.TeamId;
import relais.conversation.Threading;
import relais.conversation.UserId;
import relais.conversation.Verdicts;
import relais.table.Conversations;

/// Entries as the app reads them: names for ids, links for keys.
@Singleton
final class EntryPresenter {
  private final FileStore files;
  private final ChatPresenter chats;

  EntryPresenter(FileStore files, ChatPresenter chats) {
    this.files = files;
    this.chats = chats;
  }

  /// A page of a timeline, oldest first.
  List<EntryJson> page(List<Entry> newestFirst, Conversation conversation, Settings settings) {
    ChatPresenter.Quoted quoted = chats.quoted(newestFirst, conversation);
    return newestFirst.reversed().stream()
        .map(entry -> present(entry, quoted, conversation, settings))
        .toList();
  }

  EntryJson present(Entry entry, Conversation conversation, Settings settings) {
    return present(entry, ChatPresenter.Quoted.NONE, conversation, settings);
  }

  private EntryJson present(
      Entry entry, ChatPresenter.Quoted quoted, Conversation conversation, Settings settings) {
    return switch (entry) {
      case Entry.InboundMessage message ->
          inbound(message, conversation, chats.inbound(message, quoted, conversation, settings));
      case Entry.OutboundMessage message ->
          outbound(
              message,
              AuthorJson.of(message.author(), conversation, settings),
              DeliveryStatusJson.of(message.status(), conversation, settings),
              chats.outbound(message, quoted, conversation, settings));
      case Entry.PrivateNote note ->
          new NoteJson(
              note.id().value(),
              note.at(),
              AuthorJson.of(new Actor.Agent(note.author()), conversation, settings),
              note.body().text(),
              note.body().html(),
              isWhole(note.body()));
      case Entry.Event event ->
          happening(event, AuthorJson.of(event.actor(), conversation, settings));
    };
  }

  /// Who wrote since a version, oldest first.
  List<CrossingJson> crossings(Conversations.Page page, long seen, Settings settings) {
    return Crossings.since(page.conversation(), page.entries(), seen).stream()
        .map(entry -> present(entry, page.conversation(), settings))
        .map(entry -> new CrossingJson(entry.author(), entry.at()))
        .toList();
  }

  private MessageJson inbound(
      Entry.InboundMessage message, Conversation conversation, @Nullable ChatJson chat) {
    // What its author took back is shown to nobody in passing; see the history.
    boolean deleted = message.amendments().isDeleted();
    MessageBody body = message.amendments().now(message.body());
    String fromName = message.fromName();
    boolean known = message.from().equals(conversation.origin().identity());
    String name =
        fromName != null
            ? fromName
            : known ? conversation.origin().contactName() : message.from().value();
    return new MessageJson(
        message.id().value(),
        message.at(),
        "in",
        new AuthorJson("contact", message.contact().value(), name),
        IdentityJson.of(message.from()),
        MailJson.of(message.mail()),
        deleted ? "" : body.text(),
        deleted ? null : body.html(),
        deleted || isWhole(body),
        deleted ? List.of() : files(message.files(), message.verdicts()),
        null,
        switch (message.threadedBy()) {
          case FIRST -> "first";
          case REPLY_ADDRESS -> "reply-address";
          case REPORT -> "report";
          case MESSAGE_ID -> "message-id";
          case SAME_ROOT -> "same-root";
          case CASE_NUMBER -> "case-number";
          case OPEN_CHAT -> "open-chat";
        },
        message.automatic(),
        hasNewSubject(message, conversation),
        VerdictsJson.of(message.verdicts()),
        chat,
        !deleted);
  }

  private static boolean hasNewSubject(Entry.InboundMessage message, Conversation conversation) {
    MailFields mail = message.mail();
    return mail != null
        && mail.side() == null
        && message.automatic() == null
        && switch (message.threadedBy()) {
          case REPLY_ADDRESS, MESSAGE_ID, SAME_ROOT ->
              !Threading.sameSubject(mail.subject(), conversation.headline().subject());
          case FIRST, REPORT, CASE_NUMBER, OPEN_CHAT -> false;
        };
  }

  private MessageJson outbound(
      Entry.OutboundMessage message,
      AuthorJson author,
      DeliveryStatusJson status,
      @Nullable ChatJson chat) {
    boolean deleted = message.amendments().isDeleted();
    MessageBody body = message.amendments().now(message.body());
    return new MessageJson(
        message.id().value(),
        message.at(),
        "out",
        author,
        null,
        MailJson.of(message.mail()),
        deleted ? "" : body.text(),
        deleted ? null : body.html(),
        deleted || isWhole(body),
        deleted ? List.of() : files(message.files(), null),
        status,
        null,
        null,
        false,
        null,
        chat,
        false);
  }

  /// What a message said before it was changed or taken back.
  ///
  /// @param first what it said at first
  /// @param verdicts what was found out about its mail; null when nobody checked
  HistoryJson history(Entry message, MessageBody first, @Nullable Verdicts verdicts) {
    List<HistoryJson.Version> versions = new ArrayList<>();
    versions.add(new HistoryJson.Version(message.at(), first.text(), first.html()));
    message
        .amendments()
        .edits()
        .forEach(
            edit ->
                versions.add(
                    new HistoryJson.Version(edit.at(), edit.body().text(), edit.body().html())));
    return new HistoryJson(
        versions, message.amendments().isDeleted() ? files(message.files(), verdicts) : List.of());
  }

  private static EventJson happening(Entry.Event event, AuthorJson author) {
    return switch (event.what()) {
      case Happening.Created created ->
          event(event, author, "created", null, created.team().value());
      case Happening.Assigned assigned ->
          event(event, author, "assigned", value(assigned.from()), value(assigned.to()));
      case Happening.MovedToTeam moved ->
          event(event, author, "moved", value(moved.from()), value(moved.to()));
      case Happening.Labelled labelled ->
          event(event, author, "labelled", null, labelled.label().value());
      case Happening.Unlabelled unlabelled ->
          event(event, author, "unlabelled", unlabelled.label().value(), null);
      case Happening.Closed() -> event(event, author, "closed", null, null);
      case Happening.Reopened() -> event(event, author, "reopened", null, null);
      case Happening.RuleApplied applied ->
          new EventJson(
              event.id().value(),
              event.at(),
              author,
              "rule-applied",
              null,
              null,
              new AppliedRuleJson(
                  applied.rule().value(), applied.version(), applied.name(), applied.matched()),
              null);
      case Happening.Identified(Identity who) ->
          event(event, author, "identified", null, who.value());
      case Happening.Unmarked(Identity address, AddressMark.Kind kind) ->
          event(event, author, "unmarked", kind.word(), address.value());
      case Happening.Joined(Identity who) -> event(event, author, "joined", null, who.value());
      case Happening.Named(String name) -> event(event, author, "named", null, name);
      case Happening.ContactChanged(Identity from, Identity to) ->
          event(event, author, "contact-changed", from.value(), to.value());
      case Happening.Linked(Conversation.Relation relation) ->
          new EventJson(
              event.id().value(),
              event.at(),
              author,
              "linked",
              null,
              null,
              null,
              RelationJson.of(relation));
    };
  }

  private static EventJson event(
      Entry.Event event,
      AuthorJson author,
      String word,
      @Nullable String from,
      @Nullable String to) {
    return new EventJson(event.id().value(), event.at(), author, word, from, to, null, null);
  }

  /// What is infected has no link here: who wants it nevertheless is warned and asks for it.
  private List<FileJson> files(List<StoredFile> stored, @Nullable Verdicts verdicts) {
    boolean infected = verdicts != null && verdicts.isInfected();
    List<FileJson> shown = new ArrayList<>();
    for (StoredFile file : stored) {
      int index = shown.size();
      shown.add(
          switch (file.state()) {
            case StoredFile.State.Stored at ->
                file(
                    index,
                    file,
                    "stored",
                    null,
                    false,
                    infected ? null : files.link(at.key(), file.name(), file.type()).toString());
            case StoredFile.State.Fetching _ -> file(index, file, "fetching", null, false, null);
            case StoredFile.State.Failed failed ->
                file(index, file, "failed", failed.trouble(), !failed.providerId().isEmpty(), null);
          });
    }
    return shown;
  }

  private static FileJson file(
      int index,
      StoredFile file,
      String state,
      @Nullable FileTrouble trouble,
      boolean retryable,
      @Nullable String url) {
    return new FileJson(
        index,
        file.name(),
        file.type(),
        file.size(),
        file.inline(),
        file.contentId(),
        state,
        trouble == null ? null : trouble.word(),
        retryable,
        url);
  }

  private static boolean isWhole(MessageBody body) {
    return body.wholeKey() == null;
  }

  private static @Nullable String value(@Nullable UserId user) {
    return user == null ? null : user.value();
  }

  private static String value(TeamId team) {
    return team.value();
  }
}
