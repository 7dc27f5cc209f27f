package relais.local;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Meta's errors, as its API answers with them and as webhooks report them.
final class GraphErrors {
  private record Known(int status, String title, String details) {}

  private static final Map<Integer, Known> KNOWN =
      Map.ofEntries(
          Map.entry(4, new Known(400, "Application request limit reached", "Too many calls.")),
          Map.entry(100, new Known(400, "Invalid parameter", "A parameter is missing or wrong.")),
          Map.entry(
              190,
              new Known(
                  401, "Invalid OAuth access token", "Cannot parse or verify the access token.")),
          Map.entry(
              130429, new Known(429, "Rate limit hit", "Cloud API message throughput reached.")),
          Map.entry(
              131000, new Known(500, "Something went wrong", "Message failed to send, try again.")),
          Map.entry(
              131008, new Known(400, "Required parameter is missing", "A parameter is missing.")),
          Map.entry(
              132000,
              new Known(
                  400,
                  "Number of parameters does not match the expected number of params",
                  "The number of parameters does not match.")),
          Map.entry(
              132001,
              new Known(
                  404,
                  "Template name does not exist in the translation",
                  "The template does not exist in this language or is not approved.")),
          Map.entry(
              132005,
              new Known(400, "Translated text too long", "The text with its values is too long.")),
          Map.entry(
              132007,
              new Known(
                  400,
                  "Template format character policy violated",
                  "The template breaks a rule of WhatsApp.")),
          Map.entry(
              132012,
              new Known(
                  400,
                  "Parameter format does not match format in the created template",
                  "A parameter has another format.")),
          Map.entry(
              132015,
              new Known(400, "Template is Paused", "Template is paused due to low quality.")),
          Map.entry(
              132016,
              new Known(
                  400,
                  "Template is Disabled",
                  "Template was paused too many times and is disabled for good.")),
          Map.entry(
              131026,
              new Known(400, "Message undeliverable", "The recipient cannot receive messages.")),
          Map.entry(
              131047,
              new Known(
                  400,
                  "Re-engagement message",
                  "More than 24 hours have passed since the customer last replied.")),
          Map.entry(
              131049,
              new Known(
                  400,
                  "Not delivered to maintain healthy ecosystem engagement",
                  "The recipient gets enough messages of this kind.")),
          Map.entry(
              131053, new Known(400, "Media upload error", "The file type is not supported.")),
          Map.entry(
              131056,
              new Known(
                  400,
                  "(Business Account, Consumer Account) pair rate limit hit",
                  "Too many messages to the same number in a short time.")));

  private GraphErrors() {}

  /// The HTTP status that goes with a code.
  static int status(int code) {
    return known(code).status();
  }

  /// An answer of the API.
  ///
  /// @param details replaces the usual details, empty to keep them
  static ObjectNode answer(int code, String details, String trace) {
    Known known = known(code);
    ObjectNode answer = Json.object();
    ObjectNode error =
        answer
            .putObject("error")
            .put("message", "(#%d) %s".formatted(code, known.title()))
            .put("type", "OAuthException")
            .put("code", code);
    error
        .putObject("error_data")
        .put("messaging_product", "whatsapp")
        .put("details", details.isEmpty() ? known.details() : details);
    error.put("fbtrace_id", trace);
    return answer;
  }

  /// An element of `errors` in a status webhook.
  static ObjectNode inWebhook(int code) {
    Known known = known(code);
    ObjectNode error =
        Json.object().put("code", code).put("title", known.title()).put("message", known.title());
    error.putObject("error_data").put("details", known.details());
    return error.put(
        "href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
  }

  private static Known known(int code) {
    Known known = KNOWN.get(code);
    if (known == null) {
      throw new IllegalArgumentException("The simulator does not know error " + code);
    }
    return known;
  }
}
