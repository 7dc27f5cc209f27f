package relais.runtime;

import static relais.runtime.JsonText.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;

/// What messages have in whatever way they travel: whose they are, words and files.
final class MessageJson {
  private MessageJson() {}

  static void writeIdentity(JsonGenerator json, Identity identity) throws IOException {
    json.writeStringField("kind", identity.kind());
    json.writeStringField("value", identity.value());
  }

  static Identity readIdentity(Fields identity) {
    return new Identity(identity.text("kind"), identity.text("value"));
  }

  static void writeBody(JsonGenerator json, MessageBody body) throws IOException {
    json.writeObjectFieldStart("body");
    json.writeStringField("text", body.text());
    text(json, "html", body.html());
    text(json, "wholeKey", body.wholeKey());
    json.writeEndObject();
  }

  static MessageBody readBody(Fields body) {
    return new MessageBody(body.text("text"), body.textOrNull("html"), body.textOrNull("wholeKey"));
  }

  static void writeFiles(JsonGenerator json, List<StoredFile> files) throws IOException {
    json.writeArrayFieldStart("files");
    for (StoredFile file : files) {
      json.writeStartObject();
      writeFile(json, file);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static List<StoredFile> readFiles(Fields item) {
    return item.objects("files").stream().map(MessageJson::readFile).toList();
  }

  private static void writeFile(JsonGenerator json, StoredFile file) throws IOException {
    json.writeStringField("name", file.name());
    json.writeStringField("type", file.type());
    json.writeNumberField("size", file.size());
    text(json, "contentId", file.contentId());
    json.writeBooleanField("inline", file.inline());
    switch (file.state()) {
      case StoredFile.State.Stored(String key) -> {
        json.writeStringField("state", "stored");
        json.writeStringField("key", key);
      }
      case StoredFile.State.Fetching(String providerId, int _) -> {
        json.writeStringField("state", "fetching");
        json.writeStringField("providerId", providerId);
      }
      case StoredFile.State.Failed(String providerId, FileTrouble trouble, int _) -> {
        json.writeStringField("state", "failed");
        json.writeStringField("providerId", providerId);
        json.writeStringField("trouble", trouble.word());
      }
    }
  }

  private static StoredFile readFile(Fields file) {
    String state = file.text("state");
    return new StoredFile(
        file.text("name"),
        file.text("type"),
        file.number("size"),
        file.textOrNull("contentId"),
        file.truth("inline"),
        switch (state) {
          case "stored" -> new StoredFile.State.Stored(file.text("key"));
          case "fetching" -> new StoredFile.State.Fetching(file.text("providerId"));
          case "failed" ->
              new StoredFile.State.Failed(
                  file.text("providerId"), FileTrouble.of(file.text("trouble")));
          default -> throw new IllegalArgumentException("There is no file state " + state);
        });
  }
}
