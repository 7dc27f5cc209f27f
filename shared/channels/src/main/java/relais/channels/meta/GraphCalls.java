package relais.channels.meta;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.channels.Connection;
import relais.channels.ConnectionField;
import relais.channels.Piece;
import relais.channels.Probe;
import relais.channels.ProviderCall;
import relais.channels.ProviderFailure;
import relais.channels.TokenProlonging;
import relais.channels.TokenProlonging.Answer;
import relais.channels.TokenQuestion;
import relais.channels.Written;
import relais.conversation.TokenLife;

/// Calls of Meta's Graph API, which all of its channels share.
public final class GraphCalls {
  /// What Meta calls its tokens in the forms of its console.
  public static final ConnectionField ACCESS_TOKEN =
      ConnectionField.required(
          "accessToken", ConnectionField.Use.ACCESS_TOKEN, "[A-Za-z0-9_.|-]{20,1000}");

  /// What Meta signs webhooks with.
  public static final ConnectionField APP_SECRET =
      ConnectionField.required("appSecret", ConnectionField.Use.APP_SECRET, "[0-9a-f]{32}");

  private static final int TOKEN_IS_OVER = 190;
  private static final Pattern VERSION = Pattern.compile("/v[0-9]+\\.[0-9]+$");

  private GraphCalls() {}

  /// A field for an id of Meta's.
  public static ConnectionField id(String word) {
    return ConnectionField.required(word, ConnectionField.Use.ACCOUNT, "[0-9]{5,25}");
  }

  /// A request as it leaves.
  public static ProviderCall call(Written.Request request, Connection connection) {
    return ProviderCall.of(request, connection.api() + request.path(), proof(connection));
  }

  /// A question as it leaves.
  public static ProviderCall get(String path, Connection connection) {
    return ProviderCall.get(connection.api() + path, proof(connection));
  }

  /// Asks how long our own token is accepted: Graph API reference, debug_token.
  public static TokenQuestion askAboutToken(Connection connection) {
    return aboutToken(
        get("/debug_token?input_token=" + inAddress(connection.accessToken()), connection),
        (status, body) -> {
          Piece answer = status == 200 ? Piece.of(body) : null;
          return answer == null || !answer.at("data").has("is_valid")
              ? Optional.empty()
              : Optional.of(life(answer.at("data")));
        });
  }

  /// Asks whose our own token is, which tells whether it is accepted, but not until when.
  public static TokenQuestion askWhetherAccepted(Connection connection) {
    return aboutToken(
        get("/me?fields=user_id", connection),
        (status, body) ->
            account(status, body) == null
                ? Optional.empty()
                : Optional.of(new TokenLife(true, null)));
  }

  /// A refusal that says that the token is over (error 190) is an answer as well.
  private static TokenQuestion aboutToken(ProviderCall call, TokenQuestion.Reading reading) {
    return new TokenQuestion(
        call,
        (status, body) -> {
          GraphError error = GraphError.of(body);
          if (error != null) {
            return error.code() == TOKEN_IS_OVER
                ? Optional.of(new TokenLife(false, null))
                : Optional.empty();
          }
          return reading.life(status, body);
        });
  }

  private static String inAddress(String token) {
    return URLEncoder.encode(token, StandardCharsets.UTF_8);
  }

  /// Whose our own token is, as `/me` at Instagram says. Meta's guide shows the account in a list;
  /// elsewhere it is seen to come by itself.
  ///
  /// @return the id that webhooks and requests bear; null when it is not said
  public static @Nullable String account(int status, byte[] body) {
    Piece answer = status == 200 ? Piece.of(body) : null;
    if (answer == null) {
      return null;
    }
    List<Piece> listed = answer.at("data").each();
    return (listed.isEmpty() ? answer : listed.getFirst()).word("user_id");
  }

  /// Asks for more time for our own token: Instagram API with Instagram Login, reference,
  /// refresh_access_token. That is documented without a version in its address, and with the token
  /// as a parameter.
  public static TokenProlonging prolongToken(Connection connection) {
    return new TokenProlonging(
        ProviderCall.get(
            VERSION.matcher(connection.api()).replaceFirst("")
                + "/refresh_access_token?grant_type=ig_refresh_token&access_token="
                + inAddress(connection.accessToken()),
            Map.of()),
        GraphCalls::prolonged);
  }

  private static Answer prolonged(int status, byte[] body, Instant asked) {
    GraphError error = GraphError.of(body);
    if (error != null) {
      return error.code() == TOKEN_IS_OVER
          ? new Answer.Over()
          : MessagingFailures.of("Instagram", status, error).passing() || status >= 500
              ? new Answer.Nothing()
              : new Answer.Refused();
    }
    Piece answer = status == 200 ? Piece.of(body) : null;
    String token = answer == null ? null : answer.text("access_token");
    Long seconds = answer == null ? null : answer.number("expires_in");
    return token == null
            || !ACCESS_TOKEN.form().matcher(token).matches()
            || seconds == null
            || seconds <= 0
        ? new Answer.Nothing()
        : new Answer.Prolonged(token, asked.plusSeconds(seconds));
  }

  private static TokenLife life(Piece data) {
    return new TokenLife(
        data.flag("is_valid"),
        Stream.of("expires_at", "data_access_expires_at")
            .map(data::number)
            // 0 stands for never.
            .filter(seconds -> seconds != null && seconds > 0)
            .map(Instant::ofEpochSecond)
            .min(Comparator.naturalOrder())
            .orElse(null));
  }

  private static Map<String, String> proof(Connection connection) {
    return Map.of("Authorization", "Bearer " + connection.accessToken());
  }

  /// A call whose answer is wrong only when it is an error.
  ///
  /// @param explained gives the words for a status of HTTP and the error with it
  public static Probe probe(
      String step,
      ProviderCall call,
      BiFunction<Integer, @Nullable GraphError, ProviderFailure> explained) {
    return new Probe(
        step,
        call,
        (status, body) -> {
          GraphError error = GraphError.of(body);
          return error == null && status >= 200 && status <= 299
              ? null
              : explained.apply(status, error);
        });
  }
}
