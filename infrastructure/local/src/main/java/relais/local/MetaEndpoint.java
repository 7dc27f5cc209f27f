package relais.local;

import static relais.local.ProviderAnswers.BAD_FILE;
import static relais.local.ProviderAnswers.answer;
import static relais.local.ProviderAnswers.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// Meta's messages for pages and accounts of Instagram, answered as Meta would.
final class MetaEndpoint {
  /// Meta's second address: for accounts of Instagram that were signed in there.
  static final String INSTAGRAM_PATH = "/simulator/instagram/v23.0";

  /// There tokens are prolonged, in no version of the API.
  static final String PROLONGING_PATH = "/simulator/instagram/refresh_access_token";

  private static final Duration PROLONGED = Duration.ofDays(60);

  private final ChannelNetwork network;
  private final FetchedFiles fetchedFiles;

  MetaEndpoint(ChannelNetwork network, FetchedFiles fetchedFiles) {
    this.network = network;
    this.fetchedFiles = fetchedFiles;
  }

  void addTo(RoutesConfig routes) {
    // Pages and accounts of Instagram share their address with the numbers of WhatsApp.
    routes.before(GraphEndpoint.PATH + "/*", context -> graph(context, GraphEndpoint.PATH, false));
    routes.before(INSTAGRAM_PATH + "/*", context -> graph(context, INSTAGRAM_PATH, true));
    routes.get(PROLONGING_PATH, this::prolong);
    routes.get(INSTAGRAM_PATH + "/*", context -> refuse(context, 400, 100, "Unsupported request."));
    routes.post(
        INSTAGRAM_PATH + "/*", context -> refuse(context, 400, 100, "Unsupported request."));
  }

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
    return account.isOf("messenger") || account.isOf("instagram");
  }

  private static boolean isOfInstagramLogin(PlayedWebhooks.Account account) {
    return account.isOf("instagram") && "instagram".equals(account.inbox().settings().get("login"));
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
            : fetchedFiles.find(List.of(attachment.path("payload").path("url").asText()));
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
}
