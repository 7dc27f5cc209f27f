package relais.channels;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.Inbox;

/// A channel that inboxes can be connected to, so that what it says comes in.
public interface InboxChannel extends WebhookChannel {
  /// What the provider calls the id of an account, in a sentence.
  String accountWord();

  /// Whether each webhook says which account it is for, so that all inboxes of the channel share
  /// one address; else each inbox has an address of its own.
  boolean namesAccounts();

  /// Whether people are spoken to on it, and its calls stand in conversations.
  default boolean takesCalls() {
    return false;
  }

  /// What an admin says to connect an inbox, in the order of the form.
  List<ConnectionField> fields();

  /// The provider's id of the account that is connected by these words, null when they do not tell.
  default @Nullable String account(Map<String, String> values) {
    for (ConnectionField field : fields()) {
      if (field.use() == ConnectionField.Use.ACCOUNT) {
        return values.get(field.word());
      }
    }
    return null;
  }

  /// Whether news about an account of the provider are about this inbox.
  default boolean isAbout(Inbox.Connected inbox, String account) {
    return inbox.account().equals(account);
  }

  /// Where its provider is spoken to about an inbox.
  ProviderApi api(Inbox.Connected inbox);

  /// A request as it leaves.
  ProviderCall call(Written.Request request, Connection connection, Connection.Occasion occasion);

  /// The calls that show whether a connection works, in their order; the last of them may set up
  /// what can be set up.
  ///
  /// @param address where webhooks of this inbox are to be sent
  List<Probe> probes(Connection connection, String address, Connection.Occasion occasion);

  /// Asks how long the access token of a connection is accepted; empty where nobody can be asked.
  default Optional<TokenQuestion> askAboutToken(Connection connection) {
    return Optional.empty();
  }

  /// Asks for more time for the access token of a connection; empty where tokens do not end, or
  /// nobody gives more.
  default Optional<TokenProlonging> prolongToken(Connection connection) {
    return Optional.empty();
  }

  /// Asks what a customer is called; empty where nobody can be asked, or messages say it.
  ///
  /// @param customer the id that the provider gave them
  default Optional<NameQuestion> askForName(String customer, Connection connection) {
    return Optional.empty();
  }

  /// How a file is had.
  ///
  /// @param place the provider's id of it, or its address
  FileRoute file(String place, Connection connection);

  /// Where its files may lie beside the provider's own address.
  FileRoute.Hosts fileHosts();

  /// What the provider is answered once a webhook was taken in.
  default WebhookReply reply(WebhookCall call, Inbox.@Nullable Connected inbox) {
    return WebhookReply.EMPTY;
  }
}
