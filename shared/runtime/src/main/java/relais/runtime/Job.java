package relais.runtime;

import relais.conversation.ContactId;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.TeamId;

/// Work that follows from something stored, as it travels on a queue of its own. A job only names
/// what to look at: whoever does it reads the table.
public sealed interface Job {
  /// As it travels.
  String json();

  /// A message is to be sent.
  ///
  /// @param attempt counts from 1; each is done once
  record Outbound(ConversationId conversation, EntryId message, int attempt) implements Job {
    /// Reads one.
    ///
    /// @throws IllegalArgumentException when the text is none
    public static Outbound read(String text) {
      Fields job = Fields.parse(text);
      return new Outbound(
          new ConversationId(job.text("conversation")),
          new EntryId(job.text("message")),
          Math.toIntExact(job.number("attempt")));
    }

    @Override
    public String json() {
      return JsonText.object(
          json -> {
            json.writeStringField("conversation", conversation.value());
            json.writeStringField("message", message.value());
            json.writeNumberField("attempt", attempt);
          });
    }
  }

  /// A reply waits for its time.
  ///
  /// @param delaySeconds how long the job itself waits in its queue, at most [#MAX_DELAY_SECONDS]
  record Waiting(ConversationId conversation, EntryId message, int delaySeconds) implements Job {
    /// What SQS allows (docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/
    /// sqs-message-timers.html).
    public static final int MAX_DELAY_SECONDS = 900;

    public Waiting {
      if (delaySeconds < 0 || delaySeconds > MAX_DELAY_SECONDS) {
        throw new IllegalArgumentException(
            "A job waits for 0 to %d seconds, not %d".formatted(MAX_DELAY_SECONDS, delaySeconds));
      }
    }

    /// Reads one whose wait is over.
    ///
    /// @throws IllegalArgumentException when the text is none
    public static Waiting read(String text) {
      Fields job = Fields.parse(text);
      return new Waiting(
          new ConversationId(job.text("conversation")), new EntryId(job.text("message")), 0);
    }

    @Override
    public String json() {
      return JsonText.object(
          json -> {
            json.writeStringField("conversation", conversation.value());
            json.writeStringField("message", message.value());
          });
    }
  }

  /// A conversation of a team may need an owner.
  ///
  /// @param version of the conversation that made somebody ask
  record Assignment(ConversationId conversation, TeamId team, long version) implements Job {
    /// Reads one.
    ///
    /// @throws IllegalArgumentException when the text is none
    public static Assignment read(String text) {
      Fields job = Fields.parse(text);
      return new Assignment(
          new ConversationId(job.text("conversation")),
          new TeamId(job.text("team")),
          job.number("version"));
    }

    @Override
    public String json() {
      return JsonText.object(
          json -> {
            json.writeStringField("conversation", conversation.value());
            json.writeStringField("team", team.value());
            json.writeNumberField("version", version);
          });
    }
  }

  /// Something is to be had from a provider.
  sealed interface AtProvider extends Job {
    /// Reads one.
    ///
    /// @throws IllegalArgumentException when the text is none
    static AtProvider read(String text) {
      return Fields.parse(text).textOrNull("contact") == null
          ? Media.read(text)
          : CustomerName.read(text);
    }
  }

  /// What a customer is called knows their provider alone.
  ///
  /// @param version of the conversation that made somebody ask
  record CustomerName(ConversationId conversation, ContactId contact, long version)
      implements AtProvider {
    private static CustomerName read(String text) {
      Fields job = Fields.parse(text);
      return new CustomerName(
          new ConversationId(job.text("conversation")),
          new ContactId(job.text("contact")),
          job.number("version"));
    }

    @Override
    public String json() {
      return JsonText.object(
          json -> {
            json.writeStringField("conversation", conversation.value());
            json.writeStringField("contact", contact.value());
            json.writeNumberField("version", version);
          });
    }
  }

  /// A file of a message is still at its provider.
  ///
  /// @param file its place among the files of the message, from 0
  /// @param attempt counts from 1; each is done once
  record Media(ConversationId conversation, EntryId message, int file, int attempt)
      implements AtProvider {
    /// Reads one.
    ///
    /// @throws IllegalArgumentException when the text is none
    public static Media read(String text) {
      Fields job = Fields.parse(text);
      return new Media(
          new ConversationId(job.text("conversation")),
          new EntryId(job.text("message")),
          Math.toIntExact(job.number("file")),
          Math.toIntExact(job.numberOr("attempt", 1)));
    }

    @Override
    public String json() {
      return JsonText.object(
          json -> {
            json.writeStringField("conversation", conversation.value());
            json.writeStringField("message", message.value());
            json.writeNumberField("file", file);
            json.writeNumberField("attempt", attempt);
          });
    }
  }
}
