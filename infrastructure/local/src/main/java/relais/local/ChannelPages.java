package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;

/// What the page calls on which a person plays the customers of every other channel.
final class ChannelPages {
  private static final String PATH = "/simulator/channels/api";

  private final ChannelNetwork network;
  private final PlayedCalls calls;

  ChannelPages(ChannelNetwork network, PlayedCalls calls) {
    this.network = network;
    this.calls = calls;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PATH + "/state", this::state);
    routes.put(
        PATH + "/options",
        context -> {
          JsonNode options = Json.read(context.bodyAsBytes());
          if (options.has("twice")) {
            network.misbehave(options.path("twice").asBoolean());
          }
          PlayedProlonging.find(options.path("prolonging").asText()).ifPresent(network::decide);
          context.status(204);
        });
    routes.post(PATH + "/chats", this::add);
    routes.get(PATH + "/files/{id}", this::file);
    routes.put(PATH + "/chats/{inbox}/{customer}", this::change);
    routes.post(PATH + "/chats/{inbox}/{customer}/messages", this::write);
    routes.post(PATH + "/chats/{inbox}/{customer}/outside", this::answerOutside);
    routes.post(PATH + "/chats/{inbox}/{customer}/call/{act}", this::call);
    routes.post(
        PATH + "/chats/{inbox}/{customer}/read",
        context -> {
          network.read(context.pathParam("inbox"), context.pathParam("customer"));
          context.status(204);
        });
  }

  private void state(Context context) {
    long since = Long.parseLong(Objects.requireNonNullElse(context.queryParam("since"), "0"));
    Optional<ObjectNode> state = network.state(since);
    context.header("Cache-Control", "no-store");
    if (state.isEmpty()) {
      context.status(204);
    } else {
      for (JsonNode chat : state.get().path("chats")) {
        ((ObjectNode) chat)
            .put("call", calls.stateOf(chat.path("inbox").asText(), chat.path("id").asText()));
      }
      context.contentType("application/json").result(Json.bytes(state.get()));
    }
  }

  /// A caller does something. What they say comes as a form, with a file or without.
  private void call(Context context) throws IOException {
    PlayedCalls.Act act =
        PlayedCalls.Act.valueOf(
            context.pathParam("act").toUpperCase(Locale.ROOT).replace('-', '_'));
    UploadedFile file = context.uploadedFile("file");
    String transcription = context.formParam("transcription");
    String heard = transcription == null || transcription.isBlank() ? null : transcription.strip();
    PlayedCalls.Message message =
        file == null || file.size() == 0
            ? new PlayedCalls.Message(PlayedCalls.tone(), "audio/wav", heard)
            : new PlayedCalls.Message(
                file.content().readAllBytes(),
                Objects.requireNonNullElse(file.contentType(), "audio/wav"),
                heard);
    Optional<String> trouble =
        calls.act(context.pathParam("inbox"), context.pathParam("customer"), act, message);
    if (trouble.isPresent()) {
      context.status(409).result(trouble.get());
    } else {
      context.status(204);
    }
  }

  private void file(Context context) {
    Optional<PlayedFile> file = network.describe(context.pathParam("id"));
    Optional<byte[]> content = network.findFile(context.pathParam("id"));
    if (file.isEmpty() || content.isEmpty()) {
      context.status(404);
    } else {
      context
          .header("Content-Security-Policy", "sandbox")
          .contentType(file.get().type())
          .result(content.get());
    }
  }

  private void add(Context context) {
    JsonNode wanted = Json.read(context.bodyAsBytes());
    String name = wanted.path("name").asText().strip();
    Optional<PlayedChat> chat =
        name.isEmpty()
            ? Optional.empty()
            : network.customer(wanted.path("inbox").asText(), name, wanted.path("number").asText());
    if (chat.isEmpty()) {
      context.status(400).result("A customer needs a name and an inbox.");
    } else {
      context.status(201).contentType("application/json").result(Json.bytes(chat.get().json()));
    }
  }

  private void change(Context context) {
    network.troubleNext(
        context.pathParam("inbox"),
        context.pathParam("customer"),
        Json.read(context.bodyAsBytes()).path("trouble").textValue());
    context.status(204);
  }

  private void answerOutside(Context context) {
    String text = Json.read(context.bodyAsBytes()).path("text").asText();
    if (text.isBlank()) {
      context.status(400).result("Write something first.");
      return;
    }
    network.answerOutside(context.pathParam("inbox"), context.pathParam("customer"), text);
    context.status(202);
  }

  private void write(Context context) {
    String text = Json.read(context.bodyAsBytes()).path("text").asText();
    if (text.isBlank()) {
      context.status(400).result("Write something first.");
      return;
    }
    Future<?> unused =
        network.write(context.pathParam("inbox"), context.pathParam("customer"), text);
    context.status(202);
  }
}
