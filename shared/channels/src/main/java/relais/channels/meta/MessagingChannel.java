package relais.channels.meta;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.Connection;
import relais.channels.Envelope;
import relais.channels.FailureCause;
import relais.channels.FileLimits;
import relais.channels.FileRoute;
import relais.channels.Handshake;
import relais.channels.JsonObject;
import relais.channels.NameQuestion;
import relais.channels.Outgoing;
import relais.channels.Probe;
import relais.channels.ProviderApi;
import relais.channels.ProviderCall;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.SendingChannel;
import relais.channels.SignatureCheck;
import relais.channels.TextLimit;
import relais.channels.WebhookCall;
import relais.channels.Written;
import relais.channels.meta.MessagingRequests.Manner;
import relais.conversation.Inbox;

/// What Messenger and Instagram do alike: they differ in names and limits.
public abstract class MessagingChannel implements SendingChannel {
  private static final Pattern ID = Pattern.compile("[0-9]{1,40}");

  private final Manner manner;
  private final String object;
  private final String nameFields;

  /// @param object what Meta calls it in `object` of its webhooks
  /// @param nameFields the fields of a profile that tell what to call somebody, with commas
  protected MessagingChannel(Manner manner, String object, String nameFields) {
    this.manner = manner;
    this.object = object;
    this.nameFields = nameFields;
  }

  @Override
  public String label() {
    return manner.label();
  }

  /// As much as the other channels of Meta send at once (3 MB).
  @Override
  public int maxBytes() {
    return 3 * 1024 * 1024;
  }

  @Override
  public SignatureCheck check(WebhookCall call, List<String> secrets) {
    return MetaWebhook.check(call, secrets);
  }

  @Override
  public Handshake answer(Map<String, String> query, List<String> verifyTokens) {
    return MetaWebhook.answer(query, verifyTokens);
  }

  @Override
  public ProviderFailure explain(ChannelEvent.Problem problem) {
    return MessagingFailures.of(label(), problem.code(), 0, problem.details());
  }

  @Override
  public List<ChannelEvent> read(WebhookCall call) {
    return MessagingPayload.read(call.body(), object);
  }

  @Override
  public boolean namesAccounts() {
    return true;
  }

  @Override
  public ProviderApi api(Inbox.Connected inbox) {
    return ProviderApi.GRAPH;
  }

  @Override
  public ProviderCall call(
      Written.Request request, Connection connection, Connection.Occasion occasion) {
    return GraphCalls.call(request, connection);
  }

  /// Asks for the account by its name.
  ///
  /// @param field what the name is called
  protected Probe known(String field, Connection connection) {
    return GraphCalls.probe(
        "account",
        GraphCalls.get("/" + connection.inbox().account() + "?fields=" + field, connection),
        (status, error) -> MessagingFailures.of(label(), status, error));
  }

  /// What an answer that tells nothing of use means.
  protected ProviderFailure failure(int status, byte[] body) {
    return MessagingFailures.of(label(), status, GraphError.of(body));
  }

  /// Asks for webhooks of an account.
  protected Probe subscribed(String fields, Connection connection) {
    return GraphCalls.probe(
        "webhook",
        GraphCalls.call(
            Written.Request.post(
                "/" + connection.inbox().account() + "/subscribed_apps",
                new JsonObject().with("subscribed_fields", fields)),
            connection),
        (status, error) -> MessagingFailures.of(label(), status, error));
  }

  /// Asks what their profile is called. Of the fields that Meta tells, only those of the name.
  @Override
  public Optional<NameQuestion> askForName(String customer, Connection connection) {
    return ID.matcher(customer).matches()
        ? Optional.of(
            new NameQuestion(
                GraphCalls.get("/" + customer + "?fields=" + nameFields, connection),
                (status, body) -> MessagingProfiles.read(label(), status, body)))
        : Optional.empty();
  }

  @Override
  public FileRoute file(String place, Connection connection) {
    return FileRoute.at(place, Map.of());
  }

  @Override
  public FileRoute.Hosts fileHosts() {
    return FileRoute.Hosts.of("lookaside.fbsbx.com", ".fbcdn.net", ".cdninstagram.com");
  }

  @Override
  public @Nullable FailureCause cause(String code) {
    return MessagingFailures.cause(code);
  }

  @Override
  public FileLimits fileLimits() {
    return manner.files();
  }

  @Override
  public FilePassage filePassage() {
    return FilePassage.BY_LINK;
  }

  @Override
  public TextLimit textLimit() {
    return manner.text();
  }

  @Override
  public Written write(Outgoing message, Envelope envelope) {
    return MessagingRequests.write(manner, message, envelope);
  }

  @Override
  public SendAnswer answer(int status, byte[] body) {
    return MessagingRequests.answer(manner, status, body);
  }
}
