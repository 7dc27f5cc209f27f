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

  /// Asks which catalogue the products of its templates are from.
  ProviderCall askForCatalogue(Connection connection);

  /// Reads a good answer to it.
  ///
  /// @return the provider's id; null when there is no catalogue
  @Nullable String catalogue(byte[] body);

  /// Asks for products of a catalogue.
  ProviderCall listProducts(Connection connection, String catalogue, ProductQuestion question);

  /// Reads the answer to it.
  ///
  /// @param status of HTTP
  ProductPage products(int status, byte[] body);

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

  /// Which products are looked for.
  sealed interface ProductQuestion {
    /// By words in their names or numbers.
    ///
    /// @param words empty for all
    /// @param after what the page before said comes next; null for the first
    record Named(String words, @Nullable String after) implements ProductQuestion {}

    /// Those with these numbers, all on one page.
    record Numbered(List<String> numbers) implements ProductQuestion {
      public Numbered {
        numbers = List.copyOf(numbers);
      }
    }
  }

  /// A product, as its catalogue tells of it.
  ///
  /// @param number the shop's own, which a message names
  /// @param price in words, with its currency; null when not told
  /// @param picture where its picture lies, at the shop's own address; null when not told
  /// @param available whether it is to be had
  record Product(
      String number,
      String name,
      @Nullable String price,
      @Nullable String picture,
      boolean available) {}

  /// One page of products.
  sealed interface ProductPage {
    /// What stands on it.
    ///
    /// @param next asks for the page after this one; null on the last
    record Listed(List<Product> products, @Nullable String next) implements ProductPage {
      public Listed {
        products = List.copyOf(products);
      }
    }

    /// There is none.
    record Refused(ProviderFailure failure) implements ProductPage {}
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
