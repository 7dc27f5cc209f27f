package relais.channels.twilio;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import relais.channels.Connection;
import relais.channels.ConnectionField;
import relais.channels.ConnectionField.Use;
import relais.channels.FileRoute;
import relais.channels.Piece;
import relais.channels.Probe;
import relais.channels.ProviderApi;
import relais.channels.ProviderCall;
import relais.channels.ProviderFailure;
import relais.channels.SendAnswer;
import relais.channels.Written;

/// Calls of Twilio's API.
final class TwilioApi {
  static final ProviderApi API = new ProviderApi("TWILIO_API_URL", "https://api.twilio.com");

  static final String ACCOUNT_SID = "accountSid";

  static final FileRoute.Hosts FILES =
      FileRoute.Hosts.of(".twilio.com", ".twiliocdn.com", "s3-external-1.amazonaws.com");

  private TwilioApi() {}

  static List<ConnectionField> fields() {
    return List.of(
        ConnectionField.required("number", Use.ACCOUNT, "\\+[1-9][0-9]{5,14}"),
        ConnectionField.required(ACCOUNT_SID, Use.SETTING, "AC[0-9a-f]{32}"),
        ConnectionField.required("authToken", Use.SHARED_SECRET, "[0-9a-f]{32}"));
  }

  static String accountSid(Connection connection) {
    return connection.inbox().settings().getOrDefault(ACCOUNT_SID, "");
  }

  static ProviderCall call(Written.Request request, Connection connection) {
    return ProviderCall.of(request, connection.api() + request.path(), proof(connection));
  }

  private static Map<String, String> proof(Connection connection) {
    String who = accountSid(connection) + ":" + connection.accessToken();
    return Map.of(
        "Authorization", "Basic " + Base64.getEncoder().encodeToString(who.getBytes(UTF_8)));
  }

  /// Asks for the number; the account must have it.
  static Probe probe(Connection connection) {
    String path =
        "/2010-04-01/Accounts/%s/IncomingPhoneNumbers.json?PhoneNumber=%s"
            .formatted(accountSid(connection), connection.inbox().account().replace("+", "%2B"));
    return new Probe(
        "account",
        ProviderCall.get(connection.api() + path, proof(connection)),
        (status, body) -> {
          if (status < 200 || status > 299) {
            return ((SendAnswer.Refused) TwilioFailures.answer(status, body)).failure();
          }
          Piece json = Piece.of(body);
          return json == null || json.at("incoming_phone_numbers").each().isEmpty()
              ? new ProviderFailure(
                  "not-ours",
                  "The account of Twilio does not have the number %s."
                      .formatted(connection.inbox().account()),
                  false,
                  false)
              : null;
        });
  }

  /// A file at an address of a webhook.
  static FileRoute file(String place, Connection connection) {
    // Only Twilio itself learns who we are; it sends on to where the file lies.
    return FileRoute.at(place, isApi(place, connection) ? proof(connection) : Map.of());
  }

  private static boolean isApi(String place, Connection connection) {
    try {
      URI there = new URI(place);
      URI api = new URI(connection.api());
      return api.getScheme().equals(there.getScheme())
          && api.getHost().equals(there.getHost())
          && api.getPort() == there.getPort()
          && there.getUserInfo() == null;
    } catch (URISyntaxException notAnAddress) {
      return false;
    }
  }
}
