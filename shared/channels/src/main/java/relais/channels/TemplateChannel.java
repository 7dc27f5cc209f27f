package relais.channels;

import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Inbox;
import relais.conversation.MessageTemplate;
import relais.conversation.NumberStanding;

/// A channel whose provider approves templates, and rates what goes out.
public interface TemplateChannel extends InboxChannel {
  /// Whether an inbox says whose templates they are.
  boolean knowsTemplates(Inbox.Connected inbox);

  /// Asks for one page of the templates of an inbox.
  ///
  /// @param after what the page before said comes next; null for the first
  ProviderCall listTemplates(Connection connection, @Nullable String after);

  /// Reads the answer to it.
  ///
  /// @param status of HTTP
  TemplatePage templates(int status, byte[] body);

  /// Which files go with a message from a template; all of them must.
  FileLimits files(MessageTemplate template);

  /// What is asked to know how the provider regards the number of an inbox. What is refused stays
  /// unknown.
  List<StandingQuestion> standing(Connection connection);

  /// One page of the list.
  sealed interface TemplatePage {
    /// What stands on it.
    ///
    /// @param next asks for the page after this one; null on the last
    record Listed(List<MessageTemplate> templates, @Nullable String next) implements TemplatePage {
      public Listed {
        templates = List.copyOf(templates);
      }
    }

    /// There is none.
    record Refused(ProviderFailure failure) implements TemplatePage {}
  }

  /// A question with what its answer adds to what is known.
  record StandingQuestion(ProviderCall call, Reading reading) {
    /// Reads an answer that is no error.
    @FunctionalInterface
    public interface Reading {
      /// What is known with it.
      NumberStanding add(NumberStanding known, byte[] body);
    }
  }
}
