package relais.channels.telegram;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.Connection;
import relais.channels.ConnectionField;
import relais.channels.Envelope;
import relais.channels.FailureCause;
import relais.channels.FileLimits;
import relais.channels.FileRoute;
import relais.channels.Hmac;
import relais.channels.Outgoing;
import relais.channels.Piece;
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
import relais.conversation.Inbox;

/// Telegram, through a bot.
public final class TelegramChannel implements SendingChannel {
  /// The header with the word that we chose when we set the webhook. The body bears no signature.
  private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";

  @Override
  public String word() {
    return "telegram";
  }

  @Override
  public List<String> aliases() {
    return List.of("telegram-bot");
  }

  @Override
  public String label() {
    return "Telegram";
  }

  /// An update is one message with the one it answers; the longest seen have some ten kilobytes.
  @Override
  public int maxBytes() {
    return 1024 * 1024;
  }

  @Override
  public SignatureCheck check(WebhookCall call, List<String> secrets) {
    String token = call.header(SECRET_HEADER);
    if (token == null) {
      return SignatureCheck.MISSING;
    }
    boolean known = false;
    for (String secret : secrets) {
      // Every secret is tried, so that the time taken does not tell which one matched.
      known |= !secret.isEmpty() && Hmac.same(secret, token);
    }
    return known ? SignatureCheck.VALID : SignatureCheck.INVALID;
  }

  @Override
  public ProviderFailure explain(ChannelEvent.Problem problem) {
    return TelegramFailures.of(problem.code(), problem.details(), null);
  }

  @Override
  public List<ChannelEvent> read(WebhookCall call) {
    return TelegramUpdates.read(call.body());
  }

  @Override
  public String accountWord() {
    return "id of the bot";
  }

  /// An update does not say which bot it is for.
  @Override
  public boolean namesAccounts() {
    return false;
  }

  @Override
  public List<ConnectionField> fields() {
    return List.of(
        ConnectionField.required(
            "botName", ConnectionField.Use.ADDRESS, "@?[A-Za-z][A-Za-z0-9_]{3,31}"),
        ConnectionField.required(
            "botToken", ConnectionField.Use.ACCESS_TOKEN, "[0-9]{3,20}:[A-Za-z0-9_-]{10,100}"));
  }

  /// A token begins with the id of its bot.
  @Override
  public @Nullable String account(Map<String, String> values) {
    String token = values.get("botToken");
    return token == null || token.indexOf(':') < 0 ? null : token.substring(0, token.indexOf(':'));
  }

  @Override
  public ProviderApi api(Inbox.Connected inbox) {
    return new ProviderApi("TELEGRAM_API_URL", "https://api.telegram.org");
  }

  @Override
  public ProviderCall call(
      Written.Request request, Connection connection, Connection.Occasion occasion) {
    return ProviderCall.of(request, url(connection, request.path()), Map.of());
  }

  private static String url(Connection connection, String path) {
    return connection.api() + path.replace("{token}", connection.accessToken());
  }

  @Override
  public List<Probe> probes(Connection connection, String address, Connection.Occasion occasion) {
    return List.of(
        new Probe(
            "account",
            ProviderCall.get(url(connection, "/bot{token}/getMe"), Map.of()),
            TelegramFailures::ofProbe),
        new Probe(
            "webhook",
            call(TelegramRequests.webhook(address, connection.appSecret()), connection, occasion),
            TelegramFailures::ofProbe));
  }

  @Override
  public FileRoute file(String place, Connection connection) {
    return place.matches("[A-Za-z0-9_-]{1,300}")
        ? new FileRoute.Ask(
            ProviderCall.get(url(connection, "/bot{token}/getFile?file_id=" + place), Map.of()),
            (status, body) -> found(status, body, connection))
        : FileRoute.impossible();
  }

  private FileRoute found(int status, byte[] body, Connection connection) {
    Piece json = Piece.of(body);
    Piece result = json == null ? null : json.at("result");
    String path = result == null ? null : result.word("file_path");
    if (result == null || path == null || !path.matches("[A-Za-z0-9_./-]{1,300}")) {
      return new FileRoute.Refused(TelegramFailures.ofFile(status, body));
    }
    Long size = result.number("file_size");
    return new FileRoute.Take(
        ProviderCall.get(url(connection, "/file/bot{token}/" + path), Map.of()),
        null,
        size == null ? 0 : size);
  }

  @Override
  public FileRoute.Hosts fileHosts() {
    return FileRoute.Hosts.of();
  }

  /// Messages count within their chat.
  @Override
  public String sentAs(Envelope envelope, String providerId) {
    return envelope.to().value() + "/" + providerId;
  }

  @Override
  public @Nullable FailureCause cause(String code) {
    return TelegramFailures.cause(code);
  }

  @Override
  public FileLimits fileLimits() {
    return TelegramRequests.FILES;
  }

  @Override
  public FilePassage filePassage() {
    return FilePassage.WITHIN;
  }

  @Override
  public TextLimit textLimit() {
    return TelegramRequests.TEXT;
  }

  @Override
  public Written write(Outgoing message, Envelope envelope) {
    return TelegramRequests.write(message, envelope);
  }

  @Override
  public SendAnswer answer(int status, byte[] body) {
    return TelegramFailures.answer(status, body);
  }
}
