package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.channels.SignatureCheck;
import relais.channels.WebhookCall;
import relais.channels.custom.CustomChannel;

/// The parts of the providers' APIs that Relais calls, answered as they would: Telegram's Bot API,
/// Twilio's messages and calls, Meta's messages for pages and accounts, and somebody's own channel.
final class ProviderEndpoints {
  static final String PATH = "/played";

  /// Meta's second address: for accounts of Instagram that were signed in there.
  static final String INSTAGRAM_PATH = "/simulator/instagram/v23.0";

  /// There tokens are prolonged, in no version of the API.
  static final String PROLONGING_PATH = "/simulator/instagram/refresh_access_token";

  private static final Duration PROLONGED = Duration.ofDays(60);

  /// The customer's provider does not like the file.
  private static final String BAD_FILE = "bad-file";

  private static final Duration FETCH = Duration.ofSeconds(10);
  private static final Pattern RUNG = Pattern.compile("customer=(\\+[0-9]+)$");
  private static final Pattern FILE_NAME = Pattern.compile("filename\\*=UTF-8''([^;]+)");

  private final ChannelNetwork network;
  private final PlayedCalls calls;
  private final HttpClient http = HttpClient.newHttpClient();

  ProviderEndpoints(ChannelNetwork network, PlayedCalls calls) {
    this.network = network;
    this.calls = calls;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PATH + "/telegram/{bot}/{method}", this::telegram);
    routes.post(PATH + "/telegram/{bot}/{method}", this::telegram);
    routes.post(PATH + "/twilio/2010-04-01/Accounts/{sid}/Messages.json", this::twilio);
    routes.post(PATH + "/twilio/2010-04-01/Accounts/{sid}/Calls.json", this::call);
    routes.get(PATH + "/twilio/2010-04-01/Accounts/{sid}/IncomingPhoneNumbers.json", this::numbers);
    routes.get(PATH + "/twilio/2010-04-01/Accounts/{sid}/Recordings/{recording}", this::recording);
    routes.post(PATH + "/custom/{inbox}", this::custom);
    // Pages and accounts of Instagram share their address with the numbers of WhatsApp.
    routes.before(GraphEndpoint.PATH + "/*", context -> graph(context, GraphEndpoint.PATH, false));
    routes.before(INSTAGRAM_PATH + "/*", context -> graph(context, INSTAGRAM_PATH, true));
    routes.get(PROLONGING_PATH, this::prolong);
    routes.get(INSTAGRAM_PATH + "/*", context -> refuse(context, 400, 100, "Unsupported request."));
    routes.post(
        INSTAGRAM_PATH + "/*", context -> refuse(context, 400, 100, "Unsupported request."));
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
      case "setWebhook", "sendChatAction" ->
          answer(context, 200, Json.object().put("ok", true).put("result", true));
      case "sendMessage" -> sendMessage(context, bot.get());
      case "sendPhoto", "sendDocument", "sendVideo", "sendAudio", "sendVoice", "sendAnimation" ->
          sendFiles(context, bot.get(), false);
      case "sendMediaGroup" -> sendFiles(context, bot.get(), true);
      default -> answer(context, 404, telegramError(404, "Not Found"));
    }
  }

  private void sendMessage(Context context, PlayedWebhooks.Account bot) {
    JsonNode message = Json.read(context.bodyAsBytes());
    String chat = message.path("chat_id").asText();
    String text = message.path("text").asText();
    if (text.isEmpty() || text.length() > 4096) {
      answer(context, 400, telegramError(400, "Bad Request: message is too long"));
      return;
    }
    accept(context, bot, chat, text, List.of());
  }

  /// Files come as a form, each in a part of its own.
  private void sendFiles(Context context, PlayedWebhooks.Account bot, boolean album) {
    List<UploadedFile> parts = context.uploadedFiles();
    String caption = Objects.requireNonNullElse(context.formParam("caption"), "");
    if (album) {
      JsonNode media =
          Json.read(
              Objects.requireNonNullElse(context.formParam("media"), "[]")
                  .getBytes(StandardCharsets.UTF_8));
      caption = media.path(0).path("caption").asText();
      if (media.size() < 2 || media.size() > 10 || media.size() != parts.size()) {
        answer(context, 400, telegramError(400, "Bad Request: wrong number of media"));
        return;
      }
    } else if (parts.size() != 1) {
      answer(context, 400, telegramError(400, "Bad Request: there is no file in the request"));
      return;
    }
    if (caption.length() > 1024) {
      answer(context, 400, telegramError(400, "Bad Request: message caption is too long"));
      return;
    }
    List<PlayedFile> files = new ArrayList<>();
    for (UploadedFile part : parts) {
      try {
        files.add(
            network.keep(
                part.filename(),
                Objects.requireNonNullElse(part.contentType(), "application/octet-stream"),
                part.content().readAllBytes()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    String chat = Objects.requireNonNullElse(context.formParam("chat_id"), "");
    accept(context, bot, chat, caption, files);
  }

  private void accept(
      Context context,
      PlayedWebhooks.Account bot,
      String chat,
      String text,
      List<PlayedFile> files) {
    if (!network.knows(bot.inbox().id().value(), chat)) {
      answer(context, 400, telegramError(400, "Bad Request: chat not found"));
      return;
    }
    String trouble = network.takeTrouble(bot.inbox().id().value(), chat);
    if ("busy".equals(trouble)) {
      ObjectNode busy = telegramError(429, "Too Many Requests: retry after 3");
      busy.putObject("parameters").put("retry_after", 3);
      answer(context, 429, busy);
    } else if ("refused".equals(trouble)) {
      answer(context, 403, telegramError(403, "Forbidden: bot was blocked by the user"));
    } else if (BAD_FILE.equals(trouble)) {
      answer(
          context,
          400,
          telegramError(400, "Bad Request: wrong file identifier/HTTP URL specified"));
    } else {
      String id = network.accept(bot, chat, text, files, null);
      ObjectNode answer = Json.object().put("ok", true);
      ObjectNode result =
          files.size() > 1 ? answer.putArray("result").addObject() : answer.putObject("result");
      result.put("message_id", Long.parseLong(id)).put("text", text);
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
    List<String> media = context.formParams("MediaUrl");
    if ((text.isEmpty() && media.isEmpty()) || text.length() > 1600) {
      answer(context, 400, twilioError(21617, "The message body exceeds 1600 characters."));
      return;
    }
    Optional<List<PlayedFile>> files = fetched(media);
    if (files.isEmpty() || media.size() > 10) {
      answer(context, 400, twilioError(21620, "Invalid media URL(s)"));
      return;
    }
    String trouble = network.takeTrouble(number.get().inbox().id().value(), to);
    if ("busy".equals(trouble)) {
      answer(context, 429, twilioError(20429, "Too Many Requests"));
    } else if ("refused".equals(trouble)) {
      answer(context, 400, twilioError(21610, "Attempt to send to unsubscribed recipient"));
    } else if (BAD_FILE.equals(trouble)) {
      answer(context, 400, twilioError(21620, "Invalid media URL(s)"));
    } else {
      String callback = context.formParam("StatusCallback");
      String query = callback == null ? null : URI.create(callback).getRawQuery();
      String id = network.accept(number.get(), to, text, files.get(), query);
      finish(context, trouble, 201, Json.object().put("sid", id).put("status", "queued"));
    }
  }

  private void call(Context context) {
    String from = Objects.requireNonNullElse(context.formParam("From"), "");
    Optional<PlayedWebhooks.Account> number =
        twilioAccount(
            context, account -> is(account, "voice") && account.inbox().account().equals(from));
    if (number.isEmpty()) {
      answer(context, 401, twilioError(20003, "Authenticate"));
      return;
    }
    String agent = Objects.requireNonNullElse(context.formParam("To"), "");
    String asks =
        Objects.requireNonNullElse(
            URI.create(Objects.requireNonNullElse(context.formParam("Url"), "")).getRawQuery(), "");
    Matcher customer = RUNG.matcher(URLDecoder.decode(asks, StandardCharsets.UTF_8));
    String inbox = number.get().inbox().id().value();
    String callback = context.formParam("StatusCallback");
    if (!agent.matches("\\+[1-9][0-9]{6,14}")) {
      answer(context, 400, twilioError(21211, "The 'To' number is not a valid phone number."));
      return;
    }
    if (!customer.find() || !network.knows(inbox, customer.group(1)) || callback == null) {
      answer(context, 400, twilioError(12100, "The call is to reach nobody who is played here."));
      return;
    }
    String trouble = network.takeTrouble(inbox, customer.group(1));
    if ("busy".equals(trouble)) {
      answer(context, 429, twilioError(20429, "Too Many Requests"));
    } else if ("refused".equals(trouble)) {
      answer(context, 400, twilioError(21215, "Account not authorized to call this number."));
    } else {
      String query = Objects.requireNonNullElse(URI.create(callback).getRawQuery(), "");
      Optional<String> id = calls.begin(number.get(), agent, customer.group(1), query, asks);
      if (id.isEmpty()) {
        answer(context, 400, twilioError(13224, "This customer is on the line already."));
      } else {
        finish(context, trouble, 201, Json.object().put("sid", id.get()).put("status", "queued"));
      }
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

  private void recording(Context context) {
    String id = context.pathParam("recording").replaceFirst("^RE", "");
    Optional<byte[]> content = network.findFile(id);
    if (twilioAccount(context, account -> is(account, "voice")).isEmpty()) {
      answer(context, 401, twilioError(20003, "Authenticate"));
    } else if (content.isEmpty()) {
      answer(context, 404, twilioError(20404, "The requested resource was not found"));
    } else {
      context
          .contentType(network.describe(id).map(PlayedFile::type).orElse("audio/wav"))
          .result(content.get());
    }
  }

  private static ObjectNode twilioError(int code, String message) {
    return Json.object().put("code", code).put("message", message).put("status", 400);
  }

  // ---------------------------------------------------------------------------- Meta

  private void graph(Context context, String below, boolean atInstagram) {
    String[] path = context.path().substring(below.length() + 1).split("/", 2);
    String token = Objects.requireNonNullElse(context.header("Authorization"), "");
    if (network
        .find(account -> isOfMeta(account) && isToken(token, account))
        .filter(account -> isOfInstagramLogin(account) != atInstagram)
        .isPresent()) {
      refuse(context, 401, 190, "Invalid OAuth access token - Cannot parse access token");
      context.skipRemainingHandlers();
      return;
    }
    // The one address knows what a token is of, the other how long it lasts.
    boolean ofToken = path[0].equals(atInstagram ? "me" : "debug_token");
    Optional<PlayedWebhooks.Account> found =
        network.find(
            account ->
                isOfMeta(account)
                    && (ofToken
                        ? isToken(token, account)
                        : account.inbox().account().equals(path[0])));
    if (found.isEmpty()) {
      profile(context, path[0], token);
      return;
    }
    PlayedWebhooks.Account page = found.get();
    if (!isToken(token, page)) {
      refuse(context, 401, 190, "Invalid OAuth access token.");
    } else if (ofToken && atInstagram) {
      answer(
          context,
          200,
          Json.object()
              .put("id", new StringBuilder(page.inbox().account()).reverse().toString())
              .put("user_id", page.inbox().account())
              .put("username", page.inbox().address().replace("@", "")));
    } else if (ofToken) {
      answer(context, 200, PlayedToken.LASTS.described(Instant.now()));
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

  /// More time for a token. What was given before goes on being accepted.
  private void prolong(Context context) {
    String token = Objects.requireNonNullElse(context.queryParam("access_token"), "");
    Optional<PlayedWebhooks.Account> found =
        network.find(account -> isOfInstagramLogin(account) && isToken("Bearer " + token, account));
    PlayedProlonging decided = network.prolonging();
    if (!"ig_refresh_token".equals(context.queryParam("grant_type"))) {
      refuse(context, 400, 100, "Invalid grant_type");
    } else if (decided == PlayedProlonging.DOWN) {
      refuse(context, 500, 2, "An unexpected error has occurred. Please retry later.");
    } else if (found.isEmpty() || decided == PlayedProlonging.TAKEN_BACK) {
      refuse(context, 400, 190, 460, "The session has been invalidated.");
    } else if (decided == PlayedProlonging.TOO_YOUNG) {
      refuse(context, 400, 100, "The token is not 24 hours old.");
    } else {
      answer(
          context,
          200,
          Json.object()
              .put("access_token", found.get().accessToken() + "." + Instant.now().getEpochSecond())
              .put("token_type", "bearer")
              .put("expires_in", PROLONGED.toSeconds()));
    }
  }

  /// Whether a request bears the token of an account, or one that was prolonged from it: it has a
  /// number behind a dot.
  private static boolean isToken(String authorization, PlayedWebhooks.Account account) {
    String given = "Bearer " + account.accessToken();
    return authorization.equals(given) || authorization.startsWith(given + ".");
  }

  private static boolean isOfMeta(PlayedWebhooks.Account account) {
    return is(account, "messenger") || is(account, "instagram");
  }

  private static boolean isOfInstagramLogin(PlayedWebhooks.Account account) {
    return is(account, "instagram") && "instagram".equals(account.inbox().settings().get("login"));
  }

  /// What a customer is called. The id is of one page or account, so only its token is told.
  private void profile(Context context, String id, String token) {
    Optional<PlayedWebhooks.Account> page =
        network.find(
            account ->
                isOfMeta(account)
                    && isToken(token, account)
                    && network.knows(account.inbox().id().value(), id));
    if (page.isEmpty()) {
      return;
    }
    String name = network.nameOf(page.get().inbox().id().value(), id);
    ObjectNode profile = Json.object().put("id", id);
    for (String field :
        Objects.requireNonNullElse(context.queryParam("fields"), "").split(",", -1)) {
      // A string switch needs its default: the rest of a profile is not played.
      switch (field) {
        case "name" -> profile.put("name", name);
        case "first_name" -> profile.put("first_name", name.split(" ", 2)[0]);
        case "username" -> profile.put("username", name.toLowerCase(Locale.ROOT).replace(' ', '.'));
        default -> {}
      }
    }
    answer(context, 200, profile);
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
      if (json.path("sender_action").asText().equals("mark_seen")) {
        network.seen(page.inbox().id().value(), to);
      }
      answer(context, 200, Json.object().put("recipient_id", to));
      return;
    }
    JsonNode attachment = json.path("message").path("attachment");
    Optional<List<PlayedFile>> files =
        attachment.isMissingNode()
            ? Optional.of(List.of())
            : fetched(List.of(attachment.path("payload").path("url").asText()));
    if (files.isEmpty()) {
      refuse(context, 400, 100, 2018008, "Failed to fetch the file from the url.");
      return;
    }
    if (text.isEmpty() == attachment.isMissingNode() || text.length() > 2000) {
      refuse(context, 400, 100, "Length of param message[text] must be between 1 and 2000.");
      return;
    }
    String trouble = network.takeTrouble(page.inbox().id().value(), to);
    if ("busy".equals(trouble)) {
      refuse(context, 400, 613, "Calls to this API have exceeded the rate limit.");
    } else if ("refused".equals(trouble)) {
      refuse(context, 400, 551, "This person isn't available right now.");
    } else if (BAD_FILE.equals(trouble)) {
      refuse(context, 400, 100, 2018047, "Upload attachment failure.");
    } else {
      String id =
          network.accept(
              page, to, text, files.get(), json.path("message").path("metadata").textValue());
      finish(context, trouble, 200, Json.object().put("recipient_id", to).put("message_id", id));
    }
  }

  private static void refuse(Context context, int status, int code, String message) {
    refuse(context, status, code, 0, message);
  }

  private static void refuse(Context context, int status, int code, int subcode, String message) {
    ObjectNode error = Json.object();
    ObjectNode inside =
        error
            .putObject("error")
            .put("message", message)
            .put("type", "OAuthException")
            .put("code", code)
            .put("fbtrace_id", "played");
    if (subcode != 0) {
      inside.put("error_subcode", subcode);
    }
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
    if (!network.knows(found.get().inbox().id().value(), to)) {
      context.status(400).result("There is nobody of this id.");
      return;
    }
    if (!json.path("type").asText().equals("message.send")) {
      if (json.path("type").asText().equals("message.seen")) {
        network.seen(found.get().inbox().id().value(), to);
      }
      context.status(204);
      return;
    }
    List<String> addresses = new ArrayList<>();
    data.path("files").forEach(file -> addresses.add(file.path("url").asText()));
    Optional<List<PlayedFile>> files = fetched(addresses);
    if (files.isEmpty()) {
      context.status(400).result("A file is not where you say.");
      return;
    }
    String trouble = network.takeTrouble(found.get().inbox().id().value(), to);
    if ("busy".equals(trouble)) {
      context.status(503);
    } else if ("refused".equals(trouble) || BAD_FILE.equals(trouble)) {
      context.status(400);
    } else {
      String id =
          network.accept(
              found.get(),
              to,
              data.path("text").asText(),
              files.get(),
              data.path("reference").textValue());
      finish(context, trouble, 200, Json.object().put("id", id));
    }
  }

  // ------------------------------------------------------------------------------ all

  /// Fetches files as a provider does; empty when one is not to be had.
  private Optional<List<PlayedFile>> fetched(List<String> addresses) {
    List<PlayedFile> files = new ArrayList<>();
    for (String address : addresses) {
      try {
        HttpResponse<byte[]> response =
            http.send(
                HttpRequest.newBuilder(URI.create(address)).timeout(FETCH).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
          return Optional.empty();
        }
        files.add(
            network.keep(
                name(response.headers().firstValue("Content-Disposition").orElse("")),
                response.headers().firstValue("Content-Type").orElse("application/octet-stream"),
                response.body()));
      } catch (IOException | IllegalArgumentException e) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.of(files);
  }

  private static String name(String disposition) {
    Matcher name = FILE_NAME.matcher(disposition);
    return name.find() ? URLDecoder.decode(name.group(1), StandardCharsets.UTF_8) : "file";
  }

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
