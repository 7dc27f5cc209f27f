package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Future;

/// What the page calls on which a person plays the customers of every other channel.
final class ChannelPages {
  private static final String PATH = "/simulator/channels/api";

  private final ChannelNetwork network;

  ChannelPages(ChannelNetwork network) {
    this.network = network;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PATH + "/state", this::state);
    routes.put(
        PATH + "/options",
        context -> {
          network.misbehave(Json.read(context.bodyAsBytes()).path("twice").asBoolean());
          context.status(204);
        });
    routes.post(PATH + "/chats", this::add);
    routes.get(PATH + "/files/{id}", this::file);
    routes.put(PATH + "/chats/{inbox}/{customer}", this::change);
    routes.post(PATH + "/chats/{inbox}/{customer}/messages", this::write);
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
      context.contentType("application/json").result(Json.bytes(state.get()));
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
