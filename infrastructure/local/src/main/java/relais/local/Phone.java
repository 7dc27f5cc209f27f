package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One customer's phone with its one chat. Guarded by the network it belongs to.
final class Phone {
  /// How long after the customer's last message a business may write freely.
  static final Duration WINDOW = Duration.ofHours(24);

  private final String id;
  private final String name;
  private final boolean hidesNumber;
  private final List<PhoneMessage> messages = new ArrayList<>();
  private boolean off;
  private @Nullable String nextTrouble;

  /// @param id the number as digits, or a user id such as `NL.123…` when the number is hidden
  Phone(String id, String name, boolean hidesNumber) {
    this.id = id;
    this.name = name;
    this.hidesNumber = hidesNumber;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  boolean hidesNumber() {
    return hidesNumber;
  }

  boolean off() {
    return off;
  }

  void switchOff(boolean value) {
    off = value;
  }

  void troubleNext(@Nullable String trouble) {
    nextTrouble = trouble;
  }

  /// What shall go wrong with the next message to this phone; asking uses it up.
  @Nullable String takeTrouble() {
    String trouble = nextTrouble;
    nextTrouble = null;
    return trouble;
  }

  List<PhoneMessage> messages() {
    return messages;
  }

  void add(PhoneMessage message) {
    messages.add(message);
  }

  Optional<PhoneMessage> find(String messageId) {
    return messages.stream().filter(message -> message.id().equals(messageId)).findFirst();
  }

  void replace(PhoneMessage changed) {
    messages.replaceAll(message -> message.id().equals(changed.id()) ? changed : message);
  }

  /// Until when a business may write freely, null when it may not.
  @Nullable Instant windowClosesAt(Instant now) {
    return messages.stream()
        .filter(PhoneMessage::mine)
        .map(message -> message.at().plus(WINDOW))
        .max(Instant::compareTo)
        .filter(closes -> closes.isAfter(now))
        .orElse(null);
  }

  ObjectNode json() {
    ObjectNode json =
        Json.object()
            .put("id", id)
            .put("name", name)
            .put("hidesNumber", hidesNumber)
            .put("off", off)
            .put("nextTrouble", nextTrouble);
    ArrayNode list = json.putArray("messages");
    messages.forEach(message -> list.add(message.json()));
    return json;
  }

  static Phone of(JsonNode json) {
    Phone phone =
        new Phone(
            json.path("id").asText(),
            json.path("name").asText(),
            json.path("hidesNumber").asBoolean());
    phone.off = json.path("off").asBoolean();
    phone.nextTrouble = json.path("nextTrouble").textValue();
    json.path("messages").forEach(message -> phone.messages.add(PhoneMessage.of(message)));
    return phone;
  }
}
