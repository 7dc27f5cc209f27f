package relais.channels.custom;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.Connection;
import relais.channels.ConnectionField;
import relais.channels.Envelope;
import relais.channels.FailureCause;
import relais.channels.FileLimits;
import relais.channels.FileRoute;
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

/// A channel that somebody connects themselves, by webhooks in both directions.
public final class CustomChannel implements SendingChannel {
  /// At least the 24 bytes that the specification asks for, in base 64 with its padding or without.
  private static final String SECRET =
      "whsec_(?:[A-Za-z0-9+/]{4}){8,60}(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?";

  private static final String DELIVER_TO = "deliverTo";

  @Override
  public String word() {
    return "custom";
  }

  @Override
  public List<String> aliases() {
    return List.of("custom-channel", "generic", "webhook", "standard-webhooks");
  }

  @Override
  public String label() {
    return "The channel";
  }

  /// The specification advises twenty kilobytes; long texts need more.
  @Override
  public int maxBytes() {
    return 1024 * 1024;
  }

  @Override
  public SignatureCheck check(WebhookCall call, List<String> secrets) {
    return StandardWebhooks.check(call, secrets);
  }

  @Override
  public ProviderFailure explain(ChannelEvent.Problem problem) {
    String words = problem.details() != null ? problem.details() : problem.title();
    return failure(Integer.toString(problem.code()), words, false);
  }

  @Override
  public List<ChannelEvent> read(WebhookCall call) {
    return CustomPayload.read(call.body());
  }

  /// The other side says what went wrong in words of its own.
  @Override
  public @Nullable FailureCause cause(String code) {
    return code.equals("http-410") ? FailureCause.SIGN_IN : null;
  }

  @Override
  public FileLimits fileLimits() {
    return CustomRequests.FILES;
  }

  @Override
  public FilePassage filePassage() {
    return FilePassage.BY_LINK;
  }

  @Override
  public TextLimit textLimit() {
    return CustomRequests.TEXT;
  }

  @Override
  public Written write(Outgoing message, Envelope envelope) {
    return CustomRequests.write(message, envelope);
  }

  /// An answer may name the message: `{"id": …}`. One that does not leaves it nameless, which is
  /// fine as long as it brings our own name back with each status.
  @Override
  public SendAnswer answer(int status, byte[] body) {
    if (status >= 200 && status <= 299) {
      Piece json = Piece.of(body);
      String id = json == null ? null : json.id("id");
      return new SendAnswer.Accepted(id == null ? "" : id, "accepted");
    }
    if (status == 410) {
      return new SendAnswer.Refused(
          new ProviderFailure(
              "http-410",
              "The other side takes no messages any more. An admin must connect the channel again.",
              false,
              false));
    }
    boolean passing = status == 429 || status >= 500 || status == 408;
    return new SendAnswer.Refused(failure("http-" + status, null, passing));
  }

  private static ProviderFailure failure(String code, @Nullable String words, boolean passing) {
    String reason =
        passing
            ? "The other side has a problem of its own; a later try usually works."
            : "The other side did not take the message.";
    return new ProviderFailure(
        code, words == null ? reason : reason + " It says: " + Piece.brief(words), true, passing);
  }

  @Override
  public String accountWord() {
    return "name of the account";
  }

  @Override
  public boolean namesAccounts() {
    return false;
  }

  @Override
  public List<ConnectionField> fields() {
    return List.of(
        ConnectionField.required("account", ConnectionField.Use.ACCOUNT, "[A-Za-z0-9._-]{1,100}"),
        ConnectionField.optional("address", ConnectionField.Use.ADDRESS, ".{1,100}"),
        ConnectionField.required(
            DELIVER_TO, ConnectionField.Use.SETTING, "https?://[^\\s\"<>]{1,500}"),
        ConnectionField.required("secret", ConnectionField.Use.SHARED_SECRET, SECRET),
        ConnectionField.READ_MARKS);
  }

  @Override
  public ProviderApi api(Inbox.Connected inbox) {
    return new ProviderApi("CUSTOM_API_URL", null);
  }

  @Override
  public ProviderCall call(
      Written.Request request, Connection connection, Connection.Occasion occasion) {
    return ProviderCall.of(
        request,
        connection.inbox().settings().getOrDefault(DELIVER_TO, ""),
        StandardWebhooks.headers(
            occasion.id(), occasion.at(), request.body(), connection.accessToken()));
  }

  @Override
  public List<Probe> probes(Connection connection, String address, Connection.Occasion occasion) {
    return List.of(
        new Probe(
            "account",
            call(CustomRequests.test(connection.inbox().account()), connection, occasion),
            (status, body) ->
                answer(status, body) instanceof SendAnswer.Refused(ProviderFailure failure)
                    ? failure
                    : null));
  }

  /// Whoever connected the channel says where files lie.
  @Override
  public FileRoute file(String place, Connection connection) {
    return FileRoute.at(place, Map.of());
  }

  @Override
  public FileRoute.Hosts fileHosts() {
    return new FileRoute.Hosts(Set.of(), true);
  }
}
