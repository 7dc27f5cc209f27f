package relais.api;

import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.TemplateChannel;
import relais.channels.TemplateChannel.ProductQuestion;
import relais.channels.registry.Channels;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.MessageTemplate;
import relais.runtime.FetchTemplates;
import relais.table.Conversations;
import relais.table.Templates;

/// The products that may stand in a template: asked of the provider each time, for prices and what
/// is to be had change by the hour.
@Singleton
final class ListProducts {
  private static final int MOST_NUMBERS = 30;
  private static final int MOST_WORDS = 100;
  private static final int MOST_CURSOR = 1_000;

  private final Templates templates;
  private final Conversations conversations;
  private final FetchTemplates fetch;

  ListProducts(Templates templates, Conversations conversations, FetchTemplates fetch) {
    this.templates = templates;
    this.conversations = conversations;
    this.fetch = fetch;
  }

  /// Which products are looked for.
  ///
  /// @param template the name of what they are to stand in
  /// @param search words of their names or numbers; null for any
  /// @param after what the page before said comes next; null for the first
  /// @param numbers those with these alone, parted by line breaks, for a number may have a comma;
  ///     null for any
  record Wanted(
      @Nullable String template,
      @Nullable String language,
      @Nullable String search,
      @Nullable String after,
      @Nullable String numbers) {
    private ProductQuestion question() {
      List<String> listed =
          numbers == null ? List.of() : numbers.lines().filter(line -> !line.isBlank()).toList();
      if (!listed.isEmpty()) {
        if (listed.size() > MOST_NUMBERS) {
          throw Problem.field("numbers", "At most %d products at once.".formatted(MOST_NUMBERS));
        }
        return new ProductQuestion.Numbered(listed);
      }
      String words = search == null ? "" : search.strip();
      if (words.length() > MOST_WORDS) {
        throw Problem.field("search", "At most %d characters.".formatted(MOST_WORDS));
      }
      if (after != null && after.length() > MOST_CURSOR) {
        throw Problem.field("after", "This is not what a page said comes next.");
      }
      return new ProductQuestion.Named(words, after);
    }
  }

  ProductListJson ofConversation(Caller caller, ConversationId id, Wanted wanted) {
    Conversation conversation = conversations.find(id).orElseThrow(Problem::notFound);
    caller.mayWriteIn(conversation);
    return of(ListTemplates.inbox(caller, conversation), wanted);
  }

  ProductListJson ofInbox(Caller caller, InboxId id, Wanted wanted) {
    return of(ListTemplates.inbox(caller, id), wanted);
  }

  private ProductListJson of(Inbox.Connected inbox, Wanted wanted) {
    String name = Fields.required("template", wanted.template());
    String language = Fields.required("language", wanted.language());
    ProductQuestion question = wanted.question();
    String catalogue =
        FillTemplate.find(templates, inbox.id(), name, language)
            .map(MessageTemplate::catalogue)
            .orElseThrow(Problem::notFound);
    TemplateChannel channel =
        Channels.findTemplates(inbox.channel()).orElseThrow(Problem::notFound);
    return ProductListJson.of(fetch.products(channel, inbox, catalogue, question));
  }
}
