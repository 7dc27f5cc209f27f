package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Plays WhatsApp: the customers' phones and the network that reports every step as a webhook.
///
/// Chats and files are kept in the data folder.
final class WhatsAppNetwork {
  /// A file somebody sent, kept in the data folder.
  record Media(String id, String type, Path file) {
    byte[] content() {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    String sha256() {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content()));
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("Every JDK has SHA-256", e);
      }
    }
  }

  private static final Duration SENT = Duration.ofMillis(200);
  private static final Duration DELIVERED = Duration.ofMillis(600);

  private final Path chatsFile;
  private final Path mediaFolder;
  private final Supplier<List<WhatsAppBusiness>> businesses;
  private final WebhookSender webhooks;
  private final InstantSource clock;
  private final Ids ids = new Ids();
  private final Map<String, Phone> phones = new LinkedHashMap<>();
  private final PlayedCatalogue catalogue = new PlayedCatalogue();
  private final PlayedTemplates templates;
  private volatile PlayedToken token = PlayedToken.LASTS;
  private long revision = 1;

  WhatsAppNetwork(
      Path folder,
      Supplier<List<WhatsAppBusiness>> businesses,
      WebhookSender webhooks,
      InstantSource clock) {
    this.chatsFile = folder.resolve("chats.json");
    this.mediaFolder = folder.resolve("media");
    this.businesses = businesses;
    this.webhooks = webhooks;
    this.clock = clock;
    this.templates = new PlayedTemplates(folder, catalogue);
    try {
      Files.createDirectories(mediaFolder);
      if (Files.exists(chatsFile)) {
        for (JsonNode phone : Json.read(Files.readAllBytes(chatsFile))) {
          Phone read = Phone.of(phone);
          phones.put(read.id(), read);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<WhatsAppBusiness> businesses() {
    return businesses.get();
  }

  Optional<WhatsAppBusiness> findBusiness(String phoneNumberId) {
    return businesses.get().stream()
        .filter(business -> business.phoneNumberId().equals(phoneNumberId))
        .findFirst();
  }

  // ------------------------------------------------------------------ customers

  /// Adds a customer, or finds the one with this number.
  synchronized String customer(String name, String number, boolean hidesNumber) {
    String digits = number.replaceAll("\\D", "");
    String id = hidesNumber ? "NL." + digits : digits;
    if (!phones.containsKey(id)) {
      phones.put(id, new Phone(id, name, hidesNumber));
      changed();
    }
    return id;
  }

  /// What a customer wrote.
  ///
  /// @param id Meta's name for the message
  /// @param words may be empty when there is a file
  record Text(String id, String words, Instant at) {}

  /// A customer writes now.
  Text text(String words) {
    return new Text(ids.whatsAppMessage(), words, clock.instant());
  }

  /// Whether a business has written to the customer with this number and the phone has it.
  synchronized boolean wasAnswered(String number) {
    Phone phone = phones.get(number.replaceAll("\\D", ""));
    return phone != null
        && phone.messages().stream()
            .anyMatch(message -> !message.mine() && message.status().equals("delivered"));
  }

  /// Sends what a customer wrote. The same message twice is one message in the chat.
  ///
  /// @param media null for plain text
  /// @return done when the product has taken the webhook
  synchronized Future<?> write(
      WhatsAppBusiness business,
      String customer,
      Text written,
      @Nullable Media media,
      @Nullable String fileName) {
    return write(business, customer, written, media, fileName, null);
  }

  /// Sends what a customer wrote, its file meant in some way.
  ///
  /// @param as `voice` or `sticker`; null for as its type says
  synchronized Future<?> write(
      WhatsAppBusiness business,
      String customer,
      Text written,
      @Nullable Media media,
      @Nullable String fileName,
      @Nullable String as) {
    Phone phone = phone(customer);
    String type =
        media == null
            ? "text"
            : "voice".equals(as) ? "audio" : "sticker".equals(as) ? "sticker" : type(media.type());
    String text = written.words();
    PhoneMessage message =
        new PhoneMessage(
            written.id(),
            business.phoneNumberId(),
            true,
            written.at().truncatedTo(ChronoUnit.SECONDS),
            type,
            text,
            media == null ? null : media.id(),
            fileName,
            "sent",
            null,
            null,
            null);
    if (phone.find(message.id()).isEmpty()) {
      phone.add(message);
      changed();
    }
    ObjectNode value = value(business);
    ObjectNode json = from(phone, value, message.id(), message.at(), type);
    if (media == null) {
      json.putObject("text").put("body", text);
    } else {
      ObjectNode file =
          json.putObject(type)
              .put("mime_type", media.type())
              .put("sha256", media.sha256())
              .put("id", media.id());
      if ("voice".equals(as)) {
        file.put("voice", true);
      }
      if (!text.isEmpty() && as == null) {
        file.put("caption", text);
      }
      if (type.equals("document") && fileName != null) {
        file.put("filename", fileName);
      }
    }
    return webhooks.send(payload(business, value), business.appSecret(), Duration.ZERO);
  }

  /// A message of a customer in a payload, without what it says.
  private static ObjectNode from(
      Phone phone, ObjectNode value, String id, Instant at, String type) {
    ObjectNode contact = value.putArray("contacts").addObject();
    contact.putObject("profile").put("name", phone.name());
    ObjectNode json = value.putArray("messages").addObject();
    if (phone.hidesNumber()) {
      contact.put("user_id", phone.id());
      json.put("from_user_id", phone.id());
    } else {
      contact.put("wa_id", phone.id());
      json.put("from", phone.id());
    }
    return json.put("id", id)
        .put("timestamp", String.valueOf(at.getEpochSecond()))
        .put("type", type);
  }

  /// A customer does something else than write: react, share a place, tap a button.
  ///
  /// @param type Meta's word for it
  /// @param inside what stands under that word
  /// @param shown how the phone shows it; null when it is no message of its own
  /// @param answers the message it answers; null when it answers none
  synchronized Future<?> act(
      WhatsAppBusiness business,
      String customer,
      String type,
      JsonNode inside,
      @Nullable String shown,
      @Nullable String answers) {
    Phone phone = phone(customer);
    String id = ids.whatsAppMessage();
    Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (shown != null) {
      phone.add(
          new PhoneMessage(
              id,
              business.phoneNumberId(),
              true,
              at,
              type,
              shown,
              null,
              null,
              "sent",
              null,
              null,
              null));
      changed();
    }
    ObjectNode value = value(business);
    ObjectNode json = from(phone, value, id, at, type);
    if (answers != null) {
      json.putObject("context").put("from", business.phoneNumberId()).put("id", answers);
    }
    json.set(type, inside);
    return webhooks.send(payload(business, value), business.appSecret(), Duration.ZERO);
  }

  /// The shop writes in its own phone app: the number stays on a phone beside the API.
  synchronized Future<?> writeInPhoneApp(WhatsAppBusiness business, String customer, String text) {
    Phone phone = phone(customer);
    String id = ids.whatsAppMessage();
    Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    phone.add(
        new PhoneMessage(
            id,
            business.phoneNumberId(),
            false,
            at,
            "text",
            text,
            null,
            null,
            "delivered",
            null,
            null,
            null));
    changed();
    return echo(business, phone, id, at, "text", Json.object().put("body", text));
  }

  /// The shop does something to a message in its own phone app: edits it, deletes it, reacts.
  ///
  /// @param type Meta's word for it
  /// @param inside what stands under that word
  synchronized Future<?> actInPhoneApp(
      WhatsAppBusiness business, String customer, String type, JsonNode inside) {
    return echo(business, phone(customer), ids.whatsAppMessage(), clock.instant(), type, inside);
  }

  private Future<?> echo(
      WhatsAppBusiness business, Phone phone, String id, Instant at, String type, JsonNode inside) {
    ObjectNode value = value(business);
    ObjectNode json =
        value
            .putArray("message_echoes")
            .addObject()
            .put("from", business.displayNumber().replaceAll("\\D", ""))
            .put("id", id)
            .put("timestamp", String.valueOf(at.getEpochSecond()))
            .put("type", type);
    json.put(phone.hidesNumber() ? "to_user_id" : "to", phone.id());
    json.set(type, inside);
    return webhooks.send(
        payload(business, "smb_message_echoes", value), business.appSecret(), Duration.ZERO);
  }

  /// What became of a message, as the phone shows it.
  ///
  /// @param words its words from now on; null to leave them
  synchronized void mark(
      String customer, String message, @Nullable String words, @Nullable String mark) {
    Phone phone = phone(customer);
    phone
        .find(message)
        .ifPresent(
            known -> {
              phone.replace(known.marked(words == null ? known.text() : words, mark));
              changed();
            });
  }

  /// Meta's word for a file of this MIME type.
  static String type(String mimeType) {
    String kind = mimeType.replaceFirst("/.*", "");
    return switch (kind) {
      case "image", "audio", "video" -> kind;
      default -> "document";
    };
  }

  /// Switches a phone on or off. On, it gets what waited.
  synchronized void switchOff(String customer, boolean off) {
    Phone phone = phone(customer);
    phone.switchOff(off);
    if (!off) {
      for (PhoneMessage message : List.copyOf(phone.messages())) {
        if (!message.mine() && message.status().equals("sent")) {
          report(phone, message.id(), "delivered", null, Duration.ZERO);
        }
      }
    }
    changed();
  }

  /// Makes the next message to this customer go wrong.
  ///
  /// @param trouble a code of Meta's, or `lost-answer`; null for none
  synchronized void troubleNext(String customer, @Nullable String trouble) {
    phone(customer).troubleNext(trouble);
    changed();
  }

  /// The customer looks at the chat.
  synchronized void read(String customer) {
    Phone phone = phone(customer);
    if (phone.off()) {
      return;
    }
    for (PhoneMessage message : List.copyOf(phone.messages())) {
      if (!message.mine() && message.status().equals("delivered")) {
        report(phone, message.id(), "read", null, Duration.ZERO);
      }
    }
  }

  void misbehave(boolean twice, boolean outOfOrder) {
    webhooks.misbehave(twice, outOfOrder);
    synchronized (this) {
      changed();
    }
  }

  // ------------------------------------------------------------- the Graph API's side

  /// The team has read a message of a customer's and what stands above it.
  synchronized void seen(String messageId) {
    for (Phone phone : phones.values()) {
      if (phone.find(messageId).isPresent()) {
        for (PhoneMessage message : List.copyOf(phone.messages())) {
          if (message.mine()) {
            phone.replace(message.withStatus("read"));
          }
          if (message.id().equals(messageId)) {
            break;
          }
        }
        changed();
      }
    }
  }

  /// Finds out whether a business may write to this customer freely.
  synchronized boolean windowOpen(String customer) {
    Phone phone = phones.get(customer);
    return phone != null && phone.windowClosesAt(clock.instant()) != null;
  }

  /// What shall go wrong with the next message to this customer; asking uses it up.
  synchronized @Nullable String takeTrouble(String customer) {
    Phone phone = phones.get(customer);
    String trouble = phone == null ? null : phone.takeTrouble();
    if (trouble != null) {
      changed();
    }
    return trouble;
  }

  /// A business writes; its message is on its way.
  ///
  /// @param fileName null where phones show none
  /// @param failure the code it will fail with, null when it arrives
  /// @param around what stands around the text of a template; null for everything else
  /// @return the message's id
  synchronized String accept(
      WhatsAppBusiness business,
      String customer,
      String type,
      String text,
      @Nullable String media,
      @Nullable String fileName,
      @Nullable String tracking,
      @Nullable String failure,
      @Nullable JsonNode around) {
    Phone phone =
        phones.computeIfAbsent(
            customer, id -> new Phone(id, "+" + id, !id.chars().allMatch(Character::isDigit)));
    PhoneMessage message =
        new PhoneMessage(
            ids.whatsAppMessage(),
            business.phoneNumberId(),
            false,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            type,
            text,
            media,
            fileName,
            "accepted",
            tracking,
            null,
            around);
    phone.add(message);
    changed();
    if (failure != null) {
      report(phone, message.id(), "failed", failure, SENT);
    } else {
      report(phone, message.id(), "sent", null, SENT);
      if (!phone.off()) {
        report(phone, message.id(), "delivered", null, DELIVERED);
      }
    }
    return message.id();
  }

  /// Keeps a file.
  Media keep(String type, byte[] content) {
    String id = ids.whatsAppMedia();
    Path file = mediaFolder.resolve(id);
    try {
      Files.write(file, content);
      Files.writeString(mediaFolder.resolve(id + ".type"), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Media(id, type, file);
  }

  Optional<Media> findMedia(String id) {
    Path file = mediaFolder.resolve(id);
    if (!id.chars().allMatch(Character::isDigit) || !Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Media(id, Files.readString(mediaFolder.resolve(id + ".type")), file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // -------------------------------------------------------------------- what the page shows

  /// Everything, unless nothing has changed since that revision.
  synchronized Optional<ObjectNode> state(long since) {
    if (since == revision) {
      return Optional.empty();
    }
    ObjectNode state = Json.object().put("revision", revision);
    ArrayNode list = state.putArray("businesses");
    for (WhatsAppBusiness business : businesses.get()) {
      list.addObject()
          .put("id", business.phoneNumberId())
          .put("name", business.name())
          .put("number", business.displayNumber());
    }
    ArrayNode customers = state.putArray("customers");
    for (Phone phone : phones.values()) {
      Instant closes = phone.windowClosesAt(clock.instant());
      customers.add(phone.json().put("windowClosesAt", closes == null ? null : closes.toString()));
    }
    state
        .putObject("options")
        .put("twice", webhooks.twice())
        .put("outOfOrder", webhooks.outOfOrder());
    return Optional.of(state);
  }

  // ------------------------------------------------------------------------------ inside

  private Phone phone(String customer) {
    Phone phone = phones.get(customer);
    if (phone == null) {
      throw new IllegalArgumentException("There is no customer " + customer);
    }
    return phone;
  }

  private void report(
      Phone phone, String messageId, String status, @Nullable String failure, Duration delay) {
    PhoneMessage message = phone.find(messageId).orElseThrow();
    // The page shows a tick when it is reported; the order of reports is the order of the calls.
    phone.replace(message.withStatus(status));
    changed();
    WhatsAppBusiness business = findBusiness(message.business()).orElse(null);
    if (business == null) {
      return; // the inbox was removed: nobody is left to report to
    }
    ObjectNode value = value(business);
    ObjectNode json =
        value
            .putArray("statuses")
            .addObject()
            .put("id", messageId)
            .put("status", status)
            .put("timestamp", String.valueOf(clock.instant().plus(delay).getEpochSecond()));
    json.put(phone.hidesNumber() ? "recipient_user_id" : "recipient_id", phone.id());
    if (message.tracking() != null) {
      json.put("biz_opaque_callback_data", message.tracking());
    }
    if (failure != null) {
      json.set("errors", Json.array().add(GraphErrors.inWebhook(Integer.parseInt(failure))));
    }
    Future<?> unused = webhooks.send(payload(business, value), business.appSecret(), delay);
  }

  private static ObjectNode value(WhatsAppBusiness business) {
    ObjectNode value = Json.object().put("messaging_product", "whatsapp");
    value
        .putObject("metadata")
        .put("display_phone_number", business.displayNumber().replaceAll("\\D", ""))
        .put("phone_number_id", business.phoneNumberId());
    return value;
  }

  private ObjectNode payload(WhatsAppBusiness business, ObjectNode value) {
    return payload(business, "messages", value);
  }

  private ObjectNode payload(WhatsAppBusiness business, String field, JsonNode value) {
    ObjectNode payload = Json.object().put("object", "whatsapp_business_account");
    ObjectNode entry =
        payload
            .putArray("entry")
            .addObject()
            .put("id", business.account())
            .put("time", clock.instant().getEpochSecond());
    ObjectNode change = entry.putArray("changes").addObject();
    change.set("value", value);
    change.put("field", field);
    return payload;
  }

  /// Meta tells something about the account of a number.
  ///
  /// @param field Meta's word for the sort of it
  Future<?> tell(WhatsAppBusiness business, String field, JsonNode value) {
    return webhooks.send(payload(business, field, value), business.appSecret(), Duration.ZERO);
  }

  /// What Meta thinks of the access tokens of its numbers.
  PlayedToken token() {
    return token;
  }

  void decide(PlayedToken decided) {
    token = decided;
  }

  /// The catalogue that is connected to the account.
  PlayedCatalogue catalogue() {
    return catalogue;
  }

  /// The templates of the account.
  PlayedTemplates templates() {
    return templates;
  }

  private void changed() {
    revision++;
    ArrayNode list = Json.array();
    phones.values().forEach(phone -> list.add(phone.json()));
    Path half = chatsFile.resolveSibling("chats.part");
    try {
      Files.write(half, Json.bytes(list));
      Files.move(half, chatsFile, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
