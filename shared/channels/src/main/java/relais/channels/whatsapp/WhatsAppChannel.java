package relais.channels.whatsapp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.Connection;
import relais.channels.ConnectionField;
import relais.channels.Envelope;
import relais.channels.FailureCause;
import relais.channels.FileFailure;
import relais.channels.FileLimits;
import relais.channels.FileRoute;
import relais.channels.Handshake;
import relais.channels.Outgoing;
import relais.channels.Piece;
import relais.channels.Probe;
import relais.channels.ProviderApi;
import relais.channels.ProviderCall;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.SendingChannel;
import relais.channels.SignatureCheck;
import relais.channels.TemplateChannel;
import relais.channels.TextLimit;
import relais.channels.TokenQuestion;
import relais.channels.WebhookCall;
import relais.channels.Written;
import relais.channels.meta.GraphCalls;
import relais.channels.meta.GraphError;
import relais.channels.meta.MetaWebhook;
import relais.conversation.Inbox;
import relais.conversation.MessageTemplate;

/// WhatsApp, through Meta's Cloud API.
public final class WhatsAppChannel implements SendingChannel, TemplateChannel {
  /// The setting that names the business account, to which templates belong.
  static final String BUSINESS_ACCOUNT = "businessAccountId";

  @Override
  public String word() {
    return "whatsapp";
  }

  @Override
  public String label() {
    return "WhatsApp";
  }

  /// Payloads are at most this large (3 MB).
  @Override
  public int maxBytes() {
    return 3 * 1024 * 1024;
  }

  @Override
  public String accountWord() {
    return "phone number id";
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
    return WhatsAppFailures.of(problem);
  }

  @Override
  public List<ChannelEvent> read(WebhookCall call) {
    return WhatsAppPayload.read(call.body());
  }

  @Override
  public TextLimit textLimit() {
    return WhatsAppRequests.TEXT;
  }

  @Override
  public Written write(Outgoing message, Envelope envelope) {
    return WhatsAppRequests.write(message, envelope);
  }

  @Override
  public SendAnswer answer(int status, byte[] body) {
    GraphError error = GraphError.of(body);
    if (error != null || status < 200 || status > 299) {
      return new SendAnswer.Refused(WhatsAppFailures.ofAnswer(status, error));
    }
    Piece json = Piece.of(body);
    List<Piece> messages = json == null ? List.of() : json.at("messages").each();
    String id = messages.isEmpty() ? null : messages.getFirst().word("id");
    if (id == null) {
      return SendAnswer.withoutId(label());
    }
    String state = messages.getFirst().word("message_status");
    return new SendAnswer.Accepted(id, state == null ? "accepted" : state);
  }

  @Override
  public boolean namesAccounts() {
    return true;
  }

  @Override
  public List<ConnectionField> fields() {
    return List.of(
        GraphCalls.id("phoneNumberId"),
        ConnectionField.required("number", ConnectionField.Use.ADDRESS, "\\+?[0-9 ()-]{6,30}"),
        ConnectionField.required(BUSINESS_ACCOUNT, ConnectionField.Use.SETTING, "[0-9]{5,25}"),
        GraphCalls.ACCESS_TOKEN,
        GraphCalls.APP_SECRET,
        ConnectionField.READ_MARKS);
  }

  @Override
  public boolean isAbout(Inbox.Connected inbox, String account) {
    return inbox.account().equals(account)
        || account.equals(inbox.settings().get(BUSINESS_ACCOUNT));
  }

  @Override
  public boolean knowsTemplates(Inbox.Connected inbox) {
    return inbox.settings().containsKey(BUSINESS_ACCOUNT);
  }

  @Override
  public ProviderCall listTemplates(Connection connection, @Nullable String after) {
    return GraphCalls.get(WhatsAppTemplates.path(businessAccount(connection), after), connection);
  }

  private static String businessAccount(Connection connection) {
    return String.valueOf(connection.inbox().settings().get(BUSINESS_ACCOUNT));
  }

  @Override
  public TemplatePage templates(int status, byte[] body) {
    ProviderFailure failure = failure(status, body);
    return failure == null ? WhatsAppTemplates.read(body) : new TemplatePage.Refused(failure);
  }

  @Override
  public FileLimits files(MessageTemplate template) {
    return WhatsAppMedia.inTemplate(template);
  }

  @Override
  public ProviderCall askForCatalogue(Connection connection) {
    return GraphCalls.get(WhatsAppCatalogue.path(businessAccount(connection)), connection);
  }

  @Override
  public @Nullable String catalogue(byte[] body) {
    return WhatsAppCatalogue.read(body);
  }

  @Override
  public ProviderCall listProducts(
      Connection connection, String catalogue, ProductQuestion question) {
    return GraphCalls.get(WhatsAppCatalogue.path(catalogue, question), connection);
  }

  @Override
  public ProductPage products(int status, byte[] body) {
    ProviderFailure failure = failure(status, body);
    return failure == null ? WhatsAppCatalogue.products(body) : new ProductPage.Refused(failure);
  }

  @Override
  public List<StandingQuestion> standing(Connection connection) {
    return List.of(
        new StandingQuestion(
            GraphCalls.get(
                "/" + connection.inbox().account() + "?fields=quality_rating,status", connection),
            WhatsAppReports::ofNumber),
        // By itself, for Meta takes this name back one day; an unknown one fails the whole
        // question.
        new StandingQuestion(
            GraphCalls.get(
                "/" + connection.inbox().account() + "?fields=messaging_limit_tier", connection),
            WhatsAppReports::ofNumber),
        new StandingQuestion(
            GraphCalls.get(
                "/%s?fields=account_review_status".formatted(businessAccount(connection)),
                connection),
            WhatsAppReports::ofNumber));
  }

  /// What an answer that is no message says against us; null when it says nothing.
  private static @Nullable ProviderFailure failure(int status, byte[] body) {
    GraphError error = GraphError.of(body);
    return error == null && status >= 200 && status <= 299
        ? null
        : WhatsAppFailures.ofAnswer(status, error);
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

  @Override
  public Optional<TokenQuestion> askAboutToken(Connection connection) {
    return Optional.of(GraphCalls.askAboutToken(connection));
  }

  @Override
  public List<Probe> probes(Connection connection, String address, Connection.Occasion occasion) {
    return List.of(
        GraphCalls.probe(
            "account",
            GraphCalls.get(
                "/" + connection.inbox().account() + "?fields=display_phone_number", connection),
            WhatsAppFailures::ofAnswer));
  }

  @Override
  public FileRoute file(String place, Connection connection) {
    try {
      return new FileRoute.Ask(
          GraphCalls.get(WhatsAppMedia.path(place), connection),
          (status, body) ->
              switch (WhatsAppMedia.lookup(status, body)) {
                case WhatsAppMedia.Lookup.Refused(FileFailure failure) ->
                    new FileRoute.Refused(failure);
                case WhatsAppMedia.Lookup.Found found ->
                    new FileRoute.Take(
                        ProviderCall.get(
                            found.address().toString(),
                            Map.of("Authorization", "Bearer " + connection.accessToken())),
                        found.sha256(),
                        found.size());
              });
    } catch (IllegalArgumentException notAnId) {
      return FileRoute.impossible();
    }
  }

  @Override
  public FileRoute.Hosts fileHosts() {
    return FileRoute.Hosts.of("lookaside.fbsbx.com", ".fbcdn.net", ".whatsapp.net");
  }

  @Override
  public @Nullable FailureCause cause(String code) {
    return code.matches("[0-9]{1,9}") ? WhatsAppFailures.cause(Integer.parseInt(code)) : null;
  }

  @Override
  public FileLimits fileLimits() {
    return WhatsAppMedia.LIMITS;
  }

  @Override
  public FilePassage filePassage() {
    return FilePassage.BEFOREHAND;
  }

  @Override
  public Written.Request upload(
      Envelope envelope, String name, String type, byte[] content, String boundary) {
    return WhatsAppRequests.upload(envelope.account(), name, type, content, boundary);
  }

  @Override
  public SendAnswer uploaded(int status, byte[] body) {
    GraphError error = GraphError.of(body);
    if (error != null || status < 200 || status > 299) {
      return new SendAnswer.Refused(WhatsAppFailures.ofAnswer(status, error));
    }
    Piece json = Piece.of(body);
    String id = json == null ? null : json.id("id");
    return id == null ? SendAnswer.withoutId(label()) : new SendAnswer.Accepted(id, "accepted");
  }
}
