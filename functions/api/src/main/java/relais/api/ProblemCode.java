package relais.api;

/// Everything that can be wrong, by a code that never changes.
enum ProblemCode {
  NOT_SIGNED_IN("not-signed-in", 401, Kind.CALLER, "Nobody is signed in"),
  NOT_A_USER("not-a-user", 403, Kind.CALLER, "No user of this workspace"),
  ADMINS_ONLY("admins-only", 403, Kind.CALLER, "For admins only"),
  NOT_FOUND("not-found", 404, Kind.CALLER, "Nothing here"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, Kind.CALLER, "Not this way"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, Kind.CALLER, "Not JSON"),
  MALFORMED_JSON("malformed-json", 400, Kind.CALLER, "The body cannot be read"),
  INVALID_FIELD("invalid-field", 400, Kind.CALLER, "A field is not right"),
  BAD_REQUEST("bad-request", 400, Kind.CALLER, "The request cannot be read"),
  TOO_LARGE("too-large", 413, Kind.CALLER, "Too large"),
  VERSION_REQUIRED("version-required", 428, Kind.CALLER, "The version is missing"),
  KEY_REQUIRED("idempotency-key-required", 428, Kind.CALLER, "The idempotency key is missing"),
  KEY_REUSED("idempotency-key-reused", 422, Kind.CALLER, "This idempotency key was used before"),
  REPLY_CROSSED("reply-crossed", 409, Kind.CONFLICT, "Somebody wrote in between"),
  MESSAGE_CROSSED("message-crossed", 409, Kind.CONFLICT, "Somebody wrote in between"),
  OWNER_CHANGED("owner-changed", 409, Kind.CONFLICT, "Somebody assigned it in between"),
  NOT_WRITTEN_TO("not-written-to", 409, Kind.CONFLICT, "Here people speak"),
  NOT_CALLABLE("not-callable", 409, Kind.CONFLICT, "Nobody can be called here"),
  NO_TELEPHONE("no-telephone", 409, Kind.CONFLICT, "You gave no number of your own"),
  CALL_UNDER_WAY("call-under-way", 409, Kind.CONFLICT, "A call is under way"),
  WINDOW_CLOSED("window-closed", 409, Kind.CONFLICT, "The time for answers is over"),
  MERGED("merged", 409, Kind.CONFLICT, "It was merged into another conversation"),
  NOT_MERGEABLE("not-mergeable", 409, Kind.CONFLICT, "These cannot be merged"),
  NOT_SPLITTABLE("not-splittable", 409, Kind.CONFLICT, "This cannot be split off"),
  NO_SIDE_THREAD("no-side-thread", 409, Kind.CONFLICT, "There is no such side thread"),
  INVITATION_SETTLED("invitation-settled", 409, Kind.CONFLICT, "A newer mail settles it"),
  NOT_RETRYABLE("not-retryable", 409, Kind.CONFLICT, "This message cannot be sent again"),
  DRAFT_CHANGED("draft-changed", 409, Kind.CONFLICT, "Written on another device too"),
  NOT_WAITING("not-waiting", 409, Kind.CONFLICT, "This reply does not wait any more"),
  REPLY_HELD("reply-held", 409, Kind.CONFLICT, "The customer wrote first"),
  TOO_MANY_WAITING("too-many-waiting", 409, Kind.CONFLICT, "Too many replies wait"),
  RULE_CHANGED("rule-changed", 409, Kind.CONFLICT, "Somebody changed this rule"),
  INBOX_CHANGED("inbox-changed", 409, Kind.CONFLICT, "Somebody changed this inbox"),
  IDENTITY_TAKEN("identity-taken", 409, Kind.CONFLICT, "Another contact has this address"),
  NOT_REACTABLE("not-reactable", 409, Kind.CONFLICT, "One cannot react to this"),
  NOT_REPEATABLE("not-repeatable", 409, Kind.CONFLICT, "This cannot be taken in again"),
  TEMPLATE_GONE("template-gone", 409, Kind.CONFLICT, "There is no such template any more"),
  TEMPLATE_NOT_SENDABLE("template-not-sendable", 409, Kind.CONFLICT, "It cannot be sent now"),
  CHAT_EXISTS("chat-exists", 409, Kind.CONFLICT, "There is a conversation with this number"),
  CHANGED_MEANWHILE("changed-meanwhile", 409, Kind.CONFLICT, "Too many changes at once"),
  TOO_MANY_REQUESTS("too-many-requests", 429, Kind.CALLER, "Too many requests"),
  UNAVAILABLE("unavailable", 503, Kind.UPSTREAM, "A part of AWS does not answer"),
  INTERNAL("internal", 500, Kind.OURS, "Our mistake");

  /// Whose turn it is to do something.
  enum Kind {
    CALLER("caller"),
    CONFLICT("conflict"),
    OURS("ours"),
    UPSTREAM("upstream");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  private final String word;
  private final int status;
  private final Kind kind;
  private final String title;

  ProblemCode(String word, int status, Kind kind, String title) {
    this.word = word;
    this.status = status;
    this.kind = kind;
    this.title = title;
  }

  String word() {
    return word;
  }

  int status() {
    return status;
  }

  Kind kind() {
    return kind;
  }

  String title() {
    return title;
  }
}
