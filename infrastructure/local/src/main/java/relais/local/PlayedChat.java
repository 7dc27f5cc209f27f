package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One customer of one inbox, as the simulator plays them.
///
/// @param id the provider's id of the customer, or their number
/// @param trouble what shall go wrong with the next reply: busy, refused, lost-answer; null for
///     nothing
record PlayedChat(
    String inbox, String id, String name, @Nullable String trouble, List<Line> lines) {
  PlayedChat {
    lines = List.copyOf(lines);
  }

  /// One message.
  ///
  /// @param mine whether the customer wrote it
  /// @param status of a reply, in the simulator's word
  /// @param reference what Relais gave along, null when nothing
  /// @param files what came with it
  record Line(
      String id,
      boolean mine,
      String text,
      Instant at,
      String status,
      @Nullable String reference,
      List<PlayedFile> files) {
    Line {
      files = List.copyOf(files);
    }

    Line withStatus(String status) {
      return new Line(id, mine, text, at, status, reference, files);
    }
  }

  PlayedChat with(Line line) {
    List<Line> more = new ArrayList<>(lines);
    more.add(line);
    return new PlayedChat(inbox, id, name, trouble, more);
  }

  PlayedChat withStatus(String line, String status) {
    return new PlayedChat(
        inbox,
        id,
        name,
        trouble,
        lines.stream()
            .map(each -> each.id().equals(line) ? each.withStatus(status) : each)
            .toList());
  }

  PlayedChat withTrouble(@Nullable String trouble) {
    return new PlayedChat(inbox, id, name, trouble, lines);
  }

  ObjectNode json() {
    ObjectNode json =
        Json.object().put("inbox", inbox).put("id", id).put("name", name).put("trouble", trouble);
    ArrayNode all = json.putArray("lines");
    for (Line line : lines) {
      ObjectNode one =
          all.addObject()
              .put("id", line.id())
              .put("mine", line.mine())
              .put("text", line.text())
              .put("at", line.at().toString())
              .put("status", line.status())
              .put("reference", line.reference());
      ArrayNode files = one.putArray("files");
      line.files().forEach(file -> files.add(file.json()));
    }
    return json;
  }

  static PlayedChat of(JsonNode json) {
    List<Line> lines = new ArrayList<>();
    for (JsonNode line : json.path("lines")) {
      List<PlayedFile> files = new ArrayList<>();
      line.path("files").forEach(file -> files.add(PlayedFile.of(file)));
      lines.add(
          new Line(
              line.path("id").asText(),
              line.path("mine").asBoolean(),
              line.path("text").asText(),
              Instant.parse(line.path("at").asText()),
              line.path("status").asText(),
              line.path("reference").textValue(),
              files));
    }
    return new PlayedChat(
        json.path("inbox").asText(),
        json.path("id").asText(),
        json.path("name").asText(),
        json.path("trouble").textValue(),
        lines);
  }
}
