package relais.local;

import static relais.local.ProviderAnswers.BAD_FILE;
import static relais.local.ProviderAnswers.finish;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relais.channels.SignatureCheck;
import relais.channels.WebhookCall;
import relais.channels.custom.CustomChannel;

/// Somebody's own channel, answered as its owner's service might.
final class CustomEndpoint {
  static final String PATH = "/played/custom";

  private final ChannelNetwork network;
  private final FetchedFiles fetchedFiles;

  CustomEndpoint(ChannelNetwork network, FetchedFiles fetchedFiles) {
    this.network = network;
    this.fetchedFiles = fetchedFiles;
  }

  void addTo(RoutesConfig routes) {
    routes.post(PATH + "/{inbox}", this::call);
  }

  private void call(Context context) {
    Optional<PlayedWebhooks.Account> found =
        network.find(
            account ->
                account.isOf("custom")
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
    Optional<List<PlayedFile>> files = fetchedFiles.find(addresses);
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
}
