package relais.runtime;

/// The names of fields in log lines. People search and alarm by them: none is ever renamed. None
/// holds what a customer or agent wrote, nor a name or address.
public enum LogKey {
  /// The conversation it is about.
  CONVERSATION("conversation"),
  /// The timeline entry it is about.
  ENTRY("entry"),
  /// The inbox it is about.
  INBOX("inbox"),
  /// The team it is about.
  TEAM("team"),
  /// The rule it is about.
  RULE("rule"),
  /// The kind of medium.
  CHANNEL("channel"),
  /// What names the input for good.
  SOURCE("source"),
  /// Where the untouched original lies.
  RAW_KEY("rawKey"),
  /// The id SQS gave a message.
  SQS_MESSAGE_ID("sqsMessageId"),
  /// How often SQS has handed a message out.
  RECEIVE_COUNT("receiveCount"),
  /// The id SES gave a mail.
  SES_MESSAGE_ID("sesMessageId"),
  /// The provider's name for a message.
  PROVIDER_ID("providerId"),
  /// Which attempt it was, from 1.
  ATTEMPT("attempt"),
  /// A stable word for what happened.
  CODE("code"),
  /// How many.
  COUNT("count"),
  /// How many bytes.
  SIZE_BYTES("sizeBytes"),
  /// How long it took.
  DURATION_MILLIS("durationMillis"),
  /// The HTTP request it is about.
  REQUEST_ID("requestId"),
  /// The live connection it is about.
  CONNECTION("connection");

  private final String field;

  LogKey(String field) {
    this.field = field;
  }

  /// The name in the log line.
  public String field() {
    return field;
  }
}
