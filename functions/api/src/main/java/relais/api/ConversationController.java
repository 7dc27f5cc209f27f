package relais.api;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Conversations: lists, one with its timeline, and everything that happens to one by hand.
@Controller("/v1/conversations")
@MayRefuse
@Tag(name = "Conversations")
class ConversationController {
  private final ListConversations list;
  private final ShowConversation show;
  private final BeginConversation begin;
  private final WriteReply reply;
  private final AddNote note;
  private final RetryMessage retry;
  private final AssignConversation assign;
  private final LabelConversation label;
  private final CloseConversation close;
  private final ReopenConversation reopen;
  private final MergeConversations merge;
  private final SplitConversation split;
  private final AddIdentity addIdentity;
  private final RetryFile retryFile;
  private final ReactToMessage react;
  private final UnmarkAddress unmark;
  private final ListCalls calls;
  private final CallCustomer callCustomer;

  ConversationController(
      ListConversations list,
      ShowConversation show,
      BeginConversation begin,
      WriteReply reply,
      AddNote note,
      RetryMessage retry,
      AssignConversation assign,
      LabelConversation label,
      CloseConversation close,
      ReopenConversation reopen,
      MergeConversations merge,
      SplitConversation split,
      AddIdentity addIdentity,
      RetryFile retryFile,
      ReactToMessage react,
      UnmarkAddress unmark,
      ListCalls calls,
      CallCustomer callCustomer) {
    this.list = list;
    this.show = show;
    this.begin = begin;
    this.reply = reply;
    this.note = note;
    this.retry = retry;
    this.assign = assign;
    this.label = label;
    this.close = close;
    this.reopen = reopen;
    this.merge = merge;
    this.split = split;
    this.addIdentity = addIdentity;
    this.retryFile = retryFile;
    this.react = react;
    this.unmark = unmark;
    this.calls = calls;
    this.callCustomer = callCustomer;
  }

  /// One page of a view, newest activity first.
  @Get
  RowPageJson listConversations(
      @Parameter(hidden = true) Caller caller,
      @QueryValue
          @Parameter(
              schema =
                  @Schema(
                      type = "string",
                      allowableValues = {"new", "mine", "drafts", "team", "closed"}),
              required = true)
          @Nullable String view,
      @QueryValue @Nullable String team,
      @QueryValue @Nullable String cursor,
      @QueryValue(defaultValue = "50")
          @Parameter(
              schema =
                  @Schema(type = "integer", defaultValue = "50", minimum = "1", maximum = "100"))
          String limit) {
    return list.page(
        caller, Fields.required("view", view), team, cursor, Fields.number("limit", limit));
  }

  /// Begins a conversation with a mail.
  @Post
  @Status(HttpStatus.CREATED)
  EntryWrittenJson beginConversation(
      @Parameter(hidden = true) Caller caller,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body NewConversationRequest request) {
    return begin.begin(caller, key, request);
  }

  /// The mail that would begin a conversation, as its receivers would get it.
  @Post("/preview")
  BodyJson previewConversation(
      @Parameter(hidden = true) Caller caller, @Body NewConversationRequest request) {
    return begin.preview(caller, request);
  }

  /// A conversation with the newest page of its timeline.
  @Get("/{id}")
  ConversationDetailJson showConversation(
      @Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return show.show(caller, Fields.conversation(id));
  }

  /// The page of a timeline before one.
  @Get("/{id}/timeline")
  TimelinePageJson showEarlier(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @QueryValue @Nullable String cursor) {
    return show.earlier(caller, Fields.conversation(id), Fields.cursor(cursor));
  }

  /// The telephone calls of the contact, newest first, over all conversations that the caller may
  /// see.
  @Get("/{id}/calls")
  CallListJson listCalls(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @QueryValue @Nullable String cursor) {
    return calls.list(caller, Fields.conversation(id), Fields.cursor(cursor));
  }

  /// Calls the customer: the caller's own telephone rings first. What comes of it stands in the
  /// entry that is the answer.
  @Post("/{id}/calls")
  @Status(HttpStatus.CREATED)
  EntryWrittenJson callCustomer(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key) {
    return callCustomer.call(caller, Fields.conversation(id), key);
  }

  /// The whole text of a message or note.
  @Get("/{id}/messages/{entry}/body")
  BodyJson showBody(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry) {
    return show.body(caller, Fields.conversation(id), Fields.entry(entry));
  }

  /// A link to the untouched original of a message, to be downloaded.
  @Get("/{id}/messages/{entry}/original")
  LinkJson linkOriginal(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry) {
    return show.original(caller, Fields.conversation(id), Fields.entry(entry));
  }

  /// What a message said before it was changed or taken back. What was taken back is for
  /// admins.
  @Get("/{id}/messages/{entry}/history")
  HistoryJson showHistory(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry) {
    return show.history(caller, Fields.conversation(id), Fields.entry(entry));
  }

  /// Asks the provider once more for a file that could not be fetched.
  @Post("/{id}/messages/{entry}/files/{index}/retry")
  @Status(HttpStatus.ACCEPTED)
  EntryWrittenJson retryFile(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry,
      @PathVariable String index) {
    return retryFile.retry(
        caller, Fields.conversation(id), Fields.entry(entry), Fields.number("index", index));
  }

  /// Reacts to a message of the customer, or takes the reaction back.
  @Post("/{id}/messages/{entry}/reaction")
  EntryWrittenJson reactToMessage(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body ReactionRequest request) {
    return react.react(caller, Fields.conversation(id), Fields.entry(entry), key, request);
  }

  /// Knows the contact by one address more.
  @Post("/{id}/identities")
  ConversationChangedJson addIdentity(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Body IdentityRequest request) {
    return addIdentity.add(caller, Fields.conversation(id), request);
  }

  /// A link to a file that the timeline gives none for because a virus was found in its
  /// mail. The app asks for it only after a warning.
  @Get("/{id}/messages/{entry}/files/{index}")
  LinkJson linkFile(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry,
      @PathVariable String index) {
    return show.file(
        caller, Fields.conversation(id), Fields.entry(entry), Fields.number("index", index));
  }

  /// Queues a reply to the customer.
  @Post("/{id}/replies")
  @Status(HttpStatus.CREATED)
  EntryWrittenJson writeReply(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body ReplyRequest request) {
    return reply.write(caller, Fields.conversation(id), seen, key, request);
  }

  /// A reply as the customer would get it: names filled in, signature and quoted mail below.
  @Post("/{id}/replies/preview")
  BodyJson previewReply(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Body ReplyRequest request) {
    return reply.preview(caller, Fields.conversation(id), request);
  }

  /// Adds a private note.
  @Post("/{id}/notes")
  @Status(HttpStatus.CREATED)
  EntryWrittenJson addNote(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body NoteRequest request) {
    return note.add(caller, Fields.conversation(id), key, request);
  }

  /// Sends a failed message once more.
  @Post("/{id}/messages/{entry}/retry")
  @Status(HttpStatus.ACCEPTED)
  EntryWrittenJson retryMessage(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry,
      @Parameter(in = ParameterIn.HEADER, name = IdempotencyKey.HEADER, required = true)
          IdempotencyKey key,
      @Body RetryRequest request) {
    return retry.retry(caller, Fields.conversation(id), Fields.entry(entry), request);
  }

  /// Gives the conversation to an agent, a team, or back to nobody.
  @Post("/{id}/assign")
  ConversationChangedJson assignConversation(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Body AssignRequest request) {
    return assign.assign(caller, Fields.conversation(id), seen, request);
  }

  /// Puts labels on and takes labels off.
  @Post("/{id}/labels")
  ConversationChangedJson labelConversation(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Body LabelsRequest request) {
    return label.label(caller, Fields.conversation(id), seen, request);
  }

  /// Closes the conversation.
  @Post("/{id}/close")
  ConversationChangedJson closeConversation(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen) {
    return close.close(caller, Fields.conversation(id), seen);
  }

  /// Opens the conversation again.
  @Post("/{id}/reopen")
  ConversationChangedJson reopenConversation(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen) {
    return reopen.reopen(caller, Fields.conversation(id), seen);
  }

  /// Merges the conversation into another one, which is the answer.
  @Post("/{id}/merge")
  ConversationChangedJson mergeConversation(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen,
      @Body MergeRequest request) {
    return merge.merge(caller, Fields.conversation(id), seen, request);
  }

  /// Makes a new conversation, which is the answer, of this message and what came after it.
  @Post("/{id}/messages/{entry}/split")
  ConversationChangedJson splitConversation(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @PathVariable String entry,
      @Parameter(in = ParameterIn.HEADER, name = ReadVersion.HEADER, required = true)
          ReadVersion seen) {
    return split.split(caller, Fields.conversation(id), Fields.entry(entry), seen);
  }

  /// Takes back within the hour that the conversation was merged.
  @Post("/{id}/unmerge")
  ConversationChangedJson unmergeConversation(
      @Parameter(hidden = true) Caller caller, @PathVariable String id) {
    return merge.takeBack(caller, Fields.conversation(id));
  }

  /// Says that an address is right after all: nobody is warned of it any more, and mail is sent to
  /// it again. The same again changes nothing.
  @Post("/{id}/unmark")
  ConversationChangedJson unmarkAddress(
      @Parameter(hidden = true) Caller caller,
      @PathVariable String id,
      @Body UnmarkRequest request) {
    return unmark.unmark(caller, Fields.conversation(id), request);
  }
}
