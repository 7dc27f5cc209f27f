package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Every mail that left, as its recipients got it. A mail is two files: its bytes and its facts.
final class Outbox {
  /// One sent mail.
  ///
  /// @param id SES's id for it
  /// @param tags as given to the API
  /// @param events what happened to it, in SES's words, oldest first
  record Sent(
      String id,
      Instant at,
      String from,
      List<String> to,
      String subject,
      Map<String, List<String>> tags,
      List<String> events) {
    Sent {
      to = List.copyOf(to);
      tags = Map.copyOf(tags);
      events = List.copyOf(events);
    }

    Sent withEvent(String event) {
      List<String> longer = new ArrayList<>(events);
      longer.add(event);
      return new Sent(id, at, from, to, subject, tags, longer);
    }

    ObjectNode json() {
      ObjectNode json = Json.object().put("id", id).put("at", at.toString()).put("from", from);
      json.set("to", Json.of(to));
      json.put("subject", subject);
      json.set("tags", Json.of(tags));
      json.set("events", Json.of(events));
      return json;
    }

    static Sent of(JsonNode json) {
      Map<String, List<String>> tags = new TreeMap<>();
      json.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), texts(tag.getValue())));
      return new Sent(
          json.path("id").asText(),
          Instant.parse(json.path("at").asText()),
          json.path("from").asText(),
          texts(json.path("to")),
          json.path("subject").asText(),
          tags,
          texts(json.path("events")));
    }

    private static List<String> texts(JsonNode list) {
      List<String> texts = new ArrayList<>();
      list.forEach(item -> texts.add(item.asText()));
      return texts;
    }
  }

  private final Path folder;
  private final Map<String, Sent> sent = new TreeMap<>();

  Outbox(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
          Sent mail = Sent.of(Json.read(Files.readAllBytes(file)));
          sent.put(mail.id(), mail);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Keeps a mail. The bytes are written first: a mail without facts was never accepted.
  synchronized void keep(Sent mail, byte[] raw) {
    try {
      Files.write(folder.resolve(mail.id() + ".eml"), raw);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(mail);
  }

  synchronized void record(String id, String event) {
    Sent mail = sent.get(id);
    if (mail != null) {
      write(mail.withEvent(event));
    }
  }

  private void write(Sent mail) {
    Path file = folder.resolve(mail.id() + ".json");
    Path half = folder.resolve(mail.id() + ".part");
    try {
      Files.write(half, Json.bytes(mail.json()));
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sent.put(mail.id(), mail);
  }

  /// All of them, newest first.
  synchronized List<Sent> list() {
    return sent.values().stream().sorted(Comparator.comparing(Sent::at).reversed()).toList();
  }

  synchronized Optional<Sent> find(String id) {
    return Optional.ofNullable(sent.get(id));
  }

  /// The bytes of a mail that [#find] knows.
  byte[] raw(Sent mail) {
    try {
      return Files.readAllBytes(folder.resolve(mail.id() + ".eml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
