package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import relais.channels.SignatureCheck;
import relais.channels.WebhookCall;
import relais.channels.custom.CustomChannel;

/// The parts of the providers' APIs that Relais calls, answered as they would: Telegram's Bot API,
/// Twilio's messages, Meta's messages for pages and accounts, and somebody's own channel.
final class ProviderEndpoints {
  static final String PATH = "/played";

  private final ChannelNetwork network;

  ProviderEndpoints(ChannelNetwork network) {
    this.network = network;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PATH + "/telegram/{bot}/{method}", this::telegram);
    routes.post(PATH + "/telegram/{bot}/{method}", this::telegram);
    routes.post(PATH + "/twilio/2010-04-01/Accounts/{sid}/Messages.json", this::twilio);
    routes.get(PATH + "/twilio/2010-04-01/Accounts/{sid}/IncomingPhoneNumbers.json", this::numbers);
    routes.post(PATH + "/custom/{inbox}", this::custom);
    // Pages and accounts of Instagram share their address with the numbers of WhatsApp.
    routes.before(GraphEndpoint.PATH + "/*", this::graph);
  }

  // ------------------------------------------------------------------------ Telegram

  private void telegram(Context context) {
    String token = context.pathParam("bot").replaceFirst("^bot", "");
    Optional<PlayedWebhooks.Account> bot =
        network.find(account -> is(account, "telegram") && account.accessToken().equals(token));
    if (bot.isEmpty()) {
      answer(context, 401, telegramError(401, "Unauthorized"));
      return;
    }
    // A string switch needs its default: the rest of the Bot API is not played.
    switch (context.pathParam("method")) {
      case "getMe" -> {
        ObjectNode answer = Json.object().put("ok", true);
        answer
            .putObject("result")
            .put("id", Long.parseLong(bot.get().inbox().account()))
            .put("is_bot", true)
            .put("first_name", bot.get().inbox().name())
            .put("username", bot.get().inbox().address().replace("@", ""));
        answer(context, 200, answer);
      }
      case "setWebhook" -> answer(context, 200, Json.object().put("ok", true).put("result", true));
      case "sendMessage" -> sendMessage(context, bot.get());
      default -> answer(context, 404, telegramError(404, "Not Found"));
    }
  }

  private void sendMessage(Context context, PlayedWebhooks.Account bot) {
    JsonNode message = Json.read(context.bodyAsBytes());
    String chat = message.path("chat_id").asText();
    String text = message.path("text").asText();
    if (!network.knows(bot.inbox().id().value(), chat)) {
      answer(context, 400, telegramError(400, "Bad Request: chat not found"));
      return;
    }
    if (text.isEmpty() || text.length() > 4096) {
      answer(context, 400, telegramError(400, "Bad Request: message is too long"));
      return;
    }
    String trouble = network.takeTrouble(bot.inbox().id().value(), chat);
    if ("busy".equals(trouble)) {
      ObjectNode busy = telegramError(429, "Too Many Requests: retry after 3");
      busy.putObject("parameters").put("retry_after", 3);
      answer(context, 429, busy);
    } else if ("refused".equals(trouble)) {
      answer(context, 403, telegramError(403, "Forbidden: bot was blocked by the user"));
    } else {
      String id = network.accept(bot, chat, text, null);
      ObjectNode answer = Json.object().put("ok", true);
      answer.putObject("result").put("message_id", Long.parseLong(id)).put("text", text);
      finish(context, trouble, 200, answer);
    }
  }

  private static ObjectNode telegramError(int code, String description) {
    return Json.object().put("ok", false).put("error_code", code).put("description", description);
  }

  // -------------------------------------------------------------------------- Twilio

  private Optional<PlayedWebhooks.Account> twilioAccount(
      Context context, Predicate<PlayedWebhooks.Account> wanted) {
    String sid = context.pathParam("sid");
    String authorization = Objects.requireNonNullElse(context.header("Authorization"), "");
    return network.find(
        account ->
            sid.equals(account.inbox().settings().get("accountSid"))
                && wanted.test(account)
                && authorization.equals(
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(
                                (sid + ":" + account.accessToken())
                                    .getBytes(StandardCharsets.UTF_8))));
  }

  private void twilio(Context context) {
    String from = Objects.requireNonNullElse(context.formParam("From"), "");
    Optional<PlayedWebhooks.Account> number =
        twilioAccount(
            context, account -> is(account, "sms") && account.inbox().account().equals(from));
    if (number.isEmpty()) {
      answer(context, 401, twilioError(20003, "Authenticate"));
      return;
    }
    String to = Objects.requireNonNullElse(context.formParam("To"), "");
    String text = Objects.requireNonNullElse(context.formParam("Body"), "");
    if (!network.knows(number.get().inbox().id().value(), to)) {
      answer(context, 400, twilioError(21211, "The 'To' number is not a valid phone number."));
      return;
    }
    if (text.isEmpty() || text.length() > 1600) {
      answer(context, 400, twilioError(21617, "The message body exceeds 1600 characters."));
      return;
    }
    String trouble = network.takeTrouble(number.get().inbox().id().value(), to);
    if ("busy".equals(trouble)) {
      answer(context, 429, twilioError(20429, "Too Many Requests"));
    } else if ("refused".equals(trouble)) {
      answer(context, 400, twilioError(21610, "Attempt to send to unsubscribed recipient"));
    } else {
      String callback = context.formParam("StatusCallback");
      String query = callback == null ? null : URI.create(callback).getRawQuery();
      String id = network.accept(number.get(), to, text, query);
      finish(context, trouble, 201, Json.object().put("sid", id).put("status", "queued"));
    }
  }

  private void numbers(Context context) {
    String wanted = Objects.requireNonNullElse(context.queryParam("PhoneNumber"), "");
    ObjectNode answer = Json.object();
    ArrayNode numbers = answer.putArray("incoming_phone_numbers");
    if (twilioAccount(context, _ -> true).isEmpty()) {
      answer(context, 401, twilioError(20003, "Authenticate"));
      return;
    }
    twilioAccount(context, account -> account.inbox().account().equals(wanted))
        .ifPresent(account -> numbers.addObject().put("phone_number", wanted));
    answer(context, 200, answer);
  }

  private static ObjectNode twilioError(int code, String message) {
    return Json.object().put("code", code).put("message", message).put("status", 400);
  }

  // ---------------------------------------------------------------------------- Meta

  private void graph(Context context) {
    String[] path = context.path().substring(GraphEndpoint.PATH.length() + 1).split("/", 2);
    String token = Objects.requireNonNullElse(context.header("Authorization"), "");
    Optional<PlayedWebhooks.Account> found =
        network.find(
            account ->
                account.inbox().account().equals(path[0])
                    && (is(account, "messenger") || is(account, "instagram")));
    if (found.isEmpty()) {
      return;
    }
    PlayedWebhooks.Account page = found.get();
    if (!token.equals("Bearer " + page.accessToken())) {
      refuse(context, 401, 190, "Invalid OAuth access token.");
    } else if (path.length == 1) {
      answer(
          context,
          200,
          Json.object().put("id", page.inbox().account()).put("name", page.inbox().address()));
    } else if (path[1].equals("subscribed_apps")) {
      answer(context, 200, Json.object().put("success", true));
    } else if (path[1].equals("messages")) {
      message(context, page);
    } else {
      refuse(context, 400, 100, "Unsupported request.");
    }
    context.skipRemainingHandlers();
  }

  private void message(Context context, PlayedWebhooks.Account page) {
    JsonNode json = Json.read(context.bodyAsBytes());
    String to = json.path("recipient").path("id").asText();
    String text = json.path("message").path("text").asText();
    if (!network.knows(page.inbox().id().value(), to)) {
      refuse(context, 400, 100, "No matching user found.");
      return;
    }
    if (json.has("sender_action")) {
      answer(context, 200, Json.object().put("recipient_id", to));
      return;
    }
    if (text.isEmpty() || text.length() > 2000) {
      refuse(context, 400, 100, "Length of param message[text] must be between 1 and 2000.");
      return;
    }
    String trouble = network.takeTrouble(page.inbox().id().value(), to);
    if ("busy".equals(trouble)) {
      refuse(context, 400, 613, "Calls to this API have exceeded the rate limit.");
    } else if ("refused".equals(trouble)) {
      refuse(context, 400, 551, "This person isn't available right now.");
    } else {
      String id = network.accept(page, to, text, json.path("message").path("metadata").textValue());
      finish(context, trouble, 200, Json.object().put("recipient_id", to).put("message_id", id));
    }
  }

  private static void refuse(Context context, int status, int code, String message) {
    ObjectNode error = Json.object();
    error
        .putObject("error")
        .put("message", message)
        .put("type", "OAuthException")
        .put("code", code)
        .put("fbtrace_id", "played");
    answer(context, status, error);
  }

  // -------------------------------------------------------------------------- custom

  private void custom(Context context) {
    Optional<PlayedWebhooks.Account> found =
        network.find(
            account ->
                is(account, "custom")
                    && account.inbox().id().value().equals(context.pathParam("inbox")));
    if (found.isEmpty()) {
      context.status(404);
      return;
    }
    byte[] body = context.bodyAsBytes();
    WebhookCall call = new WebhookCall(body, context.headerMap(), null, Instant.now());
    if (new CustomChannel().check(call, List.of(found.get().appSecret())) != SignatureCheck.VALID) {
      context.status(401).result("The signature is missing or not ours.");
      return;
    }
    JsonNode json = Json.read(body);
    JsonNode data = json.path("data");
    String to = data.path("to").path("id").asText();
    if (!json.path("type").asText().equals("message.send")) {
      context.status(204);
      return;
    }
    if (!network.knows(found.get().inbox().id().value(), to)) {
      context.status(400).result("There is nobody of this id.");
      return;
    }
    String trouble = network.takeTrouble(found.get().inbox().id().value(), to);
    if ("busy".equals(trouble)) {
      context.status(503);
    } else if ("refused".equals(trouble)) {
      context.status(400);
    } else {
      String id =
          network.accept(
              found.get(), to, data.path("text").asText(), data.path("reference").textValue());
      finish(context, trouble, 200, Json.object().put("id", id));
    }
  }

  // ------------------------------------------------------------------------------ all

  private static boolean is(PlayedWebhooks.Account account, String channel) {
    return account.inbox().channel().word().equals(channel);
  }

  /// Answers, unless the answer is to be lost on its way.
  private static void finish(
      Context context, @Nullable String trouble, int status, ObjectNode answer) {
    if ("lost-answer".equals(trouble)) {
      Connections.drop(context);
    } else {
      answer(context, status, answer);
    }
  }

  private static void answer(Context context, int status, ObjectNode body) {
    context.status(status).contentType("application/json").result(Json.bytes(body));
  }
}
