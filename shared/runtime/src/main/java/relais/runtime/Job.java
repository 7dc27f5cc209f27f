package relais.runtime;

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

  /// A file of a message is still at its provider.
  ///
  /// @param file its place among the files of the message, from 0
  /// @param attempt counts from 1; each is done once
  record Media(ConversationId conversation, EntryId message, int file, int attempt) implements Job {
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
