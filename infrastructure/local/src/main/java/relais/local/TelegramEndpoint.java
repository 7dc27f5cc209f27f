package relais.local;

import static relais.local.ProviderAnswers.BAD_FILE;
import static relais.local.ProviderAnswers.answer;
import static relais.local.ProviderAnswers.finish;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The parts of Telegram's Bot API that Relais calls, answered as Telegram would.
final class TelegramEndpoint {
  static final String PATH = "/played/telegram";

  private final ChannelNetwork network;

  TelegramEndpoint(ChannelNetwork network) {
    this.network = network;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PATH + "/{bot}/{method}", this::call);
    routes.post(PATH + "/{bot}/{method}", this::call);
  }

  private void call(Context context) {
    String token = context.pathParam("bot").replaceFirst("^bot", "");
    Optional<PlayedWebhooks.Account> bot =
        network.find(account -> account.isOf("telegram") && account.accessToken().equals(token));
    if (bot.isEmpty()) {
      answer(context, 401, error(401, "Unauthorized"));
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
      default -> answer(context, 404, error(404, "Not Found"));
    }
  }

  private void sendMessage(Context context, PlayedWebhooks.Account bot) {
    JsonNode message = Json.read(context.bodyAsBytes());
    String chat = message.path("chat_id").asText();
    String text = message.path("text").asText();
    if (text.isEmpty() || text.length() > 4096) {
      answer(context, 400, error(400, "Bad Request: message is too long"));
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
        answer(context, 400, error(400, "Bad Request: wrong number of media"));
        return;
      }
    } else if (parts.size() != 1) {
      answer(context, 400, error(400, "Bad Request: there is no file in the request"));
      return;
    }
    if (caption.length() > 1024) {
      answer(context, 400, error(400, "Bad Request: message caption is too long"));
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
      answer(context, 400, error(400, "Bad Request: chat not found"));
      return;
    }
    String trouble = network.takeTrouble(bot.inbox().id().value(), chat);
    if ("busy".equals(trouble)) {
      ObjectNode busy = error(429, "Too Many Requests: retry after 3");
      busy.putObject("parameters").put("retry_after", 3);
      answer(context, 429, busy);
    } else if ("refused".equals(trouble)) {
      answer(context, 403, error(403, "Forbidden: bot was blocked by the user"));
    } else if (BAD_FILE.equals(trouble)) {
      answer(context, 400, error(400, "Bad Request: wrong file identifier/HTTP URL specified"));
    } else {
      String id = network.accept(bot, chat, text, files, null);
      ObjectNode answer = Json.object().put("ok", true);
      ObjectNode result =
          files.size() > 1 ? answer.putArray("result").addObject() : answer.putObject("result");
      result.put("message_id", Long.parseLong(id)).put("text", text);
      finish(context, trouble, 200, answer);
    }
  }

  private static ObjectNode error(int code, String description) {
    return Json.object().put("ok", false).put("error_code", code).put("description", description);
  }
}
