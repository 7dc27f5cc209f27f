package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.channels.WhatsAppEvent.BusinessNumber;
import relais.channels.WhatsAppEvent.Customer;
import relais.channels.WhatsAppEvent.Moment;
import relais.channels.WhatsAppEvent.Problem;
import relais.channels.WhatsAppEvent.Progress;

/// Takes one payload apart: entries, changes, and in each change messages, echoes, statuses and
/// errors. Each piece stands alone, so a bad one takes nothing along.
final class WhatsAppPayload {
  /// Fields in which no customer speaks.
  private static final Set<String> NOTICES =
      Set.of(
          "account_alerts",
          "account_review_update",
          "account_settings_update",
          "account_update",
          "business_capability_update",
          "business_status_update",
          "business_username_update",
          "group_lifecycle_update",
          "group_participants_update",
          "group_participant_update",
          "group_settings_update",
          "group_status_update",
          "message_template_components_update",
          "message_template_quality_update",
          "message_template_status_update",
          "partner_solutions",
          "payment_configuration_update",
          "phone_number_name_update",
          "phone_number_quality_update",
          "security",
          "smb_app_state_sync",
          "template_category_update",
          "template_correct_category_detection",
          "tracking_events",
          "user_id_update",
          "user_preferences");

  private static final Pattern NOT_DIGITS = Pattern.compile("[^0-9]");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

  /// Longer than any wamid seen (about 70), short enough for every key.
  private static final int MAX_ID = 512;

  private static final int MAX_BRIEF = 80;

  /// Phone numbers have at most 15 digits (E.164); ids that stand in their place a few more.
  private static final int MAX_DIGITS = 20;

  /// Above this, a number of seconds would be in the year 5138: it is milliseconds.
  private static final long LARGEST_SECONDS = 99_999_999_999L;

  private final List<WhatsAppEvent> events = new ArrayList<>();

  private WhatsAppPayload() {}

  static List<WhatsAppEvent> read(byte[] body) {
    WhatsAppPayload payload = new WhatsAppPayload();
    JsonNode root = LenientJson.read(body);
    if (root == null) {
      String raw = LenientJson.storable(new String(body, UTF_8));
      payload.events.add(
          new WhatsAppEvent.Unreadable("", BusinessNumber.NONE, "The body is not JSON.", raw));
    } else {
      payload.entries(root);
    }
    return List.copyOf(payload.events);
  }

  private void entries(JsonNode root) {
    if (!"whatsapp_business_account".equals(LenientJson.word(root, "object"))) {
      unreadable(
          "", BusinessNumber.NONE, "The body is not about a WhatsApp business account.", root);
      return;
    }
    JsonNode entries = root.path("entry");
    if (!entries.isArray()) {
      unreadable("", BusinessNumber.NONE, "The body has no list of entries.", root);
      return;
    }
    for (int i = 0; i < entries.size(); i++) {
      String pointer = "/entry/" + i;
      JsonNode changes = entries.get(i).path("changes");
      if (changes.isArray()) {
        String account = LenientJson.word(entries.get(i), "id");
        for (int j = 0; j < changes.size(); j++) {
          change(pointer + "/changes/" + j, account, changes.get(j));
        }
      } else {
        unreadable(
            pointer, BusinessNumber.NONE, "The entry has no list of changes.", entries.get(i));
      }
    }
  }

  private void change(String pointer, @Nullable String account, JsonNode change) {
    String field = LenientJson.word(change, "field");
    JsonNode value = change.path("value");
    BusinessNumber number = number(value);
    if (field == null) {
      unreadable(pointer, number, "The change does not name its field.", change);
    } else if (NOTICES.contains(field)) {
      events.add(
          new WhatsAppEvent.Notice(
              pointer, account, field, LenientJson.word(value, "event"), raw(change)));
    } else if (!field.equals("messages") && !field.equals("smb_message_echoes")) {
      events.add(
          new WhatsAppEvent.Unknown(
              pointer,
              number,
              "field " + brief(field),
              LenientJson.word(value, "id"),
              raw(change)));
    } else {
      int before = events.size();
      String inside = pointer + "/value";
      for (Part part : Part.values()) {
        part(part, inside, number, value);
      }
      if (events.size() == before) {
        unreadable(pointer, number, "The change holds no messages, statuses or errors.", change);
      }
    }
  }

  /// The lists that a change may hold.
  private enum Part {
    MESSAGES("messages"),
    ECHOES("message_echoes"),
    STATUSES("statuses"),
    ERRORS("errors");

    private final String field;

    Part(String field) {
      this.field = field;
    }
  }

  private void part(Part part, String inside, BusinessNumber number, JsonNode value) {
    JsonNode list = value.path(part.field);
    String pointer = inside + "/" + part.field;
    if (list.isMissingNode() || list.isNull()) {
      return;
    }
    if (!list.isArray()) {
      unreadable(pointer, number, "'%s' is not a list.".formatted(part.field), list);
      return;
    }
    if (part == Part.ERRORS) {
      if (!list.isEmpty()) {
        events.add(new WhatsAppEvent.Trouble(pointer, number, problems(list), raw(list)));
      }
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      String here = pointer + "/" + i;
      JsonNode piece = list.get(i);
      try {
        events.add(
            switch (part) {
              case MESSAGES -> message(here, number, value, piece);
              case ECHOES -> echo(here, number, value, piece);
              case STATUSES -> status(here, number, value, piece);
              case ERRORS -> throw new IllegalStateException("Errors are one event together");
            });
      } catch (NotAsPromised why) {
        unreadable(here, number, why.sentence, piece);
      }
    }
  }

  private static WhatsAppEvent message(
      String pointer, BusinessNumber number, JsonNode value, JsonNode message)
      throws NotAsPromised {
    String id = requiredId(message);
    String type = required(message, "type");
    WhatsAppContent content = WhatsAppMessageReader.content(type, message);
    return new WhatsAppEvent.Message(
        pointer,
        number,
        id,
        moment(message),
        sender(value.path("contacts"), message),
        type,
        context(message.path("context")),
        referral(message.path("referral")),
        LenientJson.word(message, "group_id"),
        content,
        problems(message.path("errors")));
  }

  private static WhatsAppEvent echo(
      String pointer, BusinessNumber number, JsonNode value, JsonNode echo) throws NotAsPromised {
    String id = requiredId(echo);
    String type = required(echo, "type");
    WhatsAppContent content = WhatsAppMessageReader.content(type, echo);
    Customer to =
        named(
            value.path("contacts"),
            digits(echo, "to"),
            shortWord(echo, "to_user_id"),
            shortWord(echo, "to_parent_user_id"));
    return new WhatsAppEvent.Echo(pointer, number, id, moment(echo), to, type, content);
  }

  private static WhatsAppEvent status(
      String pointer, BusinessNumber number, JsonNode value, JsonNode status) throws NotAsPromised {
    String id = requiredId(status);
    String word = required(status, "status");
    for (Progress progress : Progress.values()) {
      if (progress.word().equals(word.toLowerCase(Locale.ROOT))) {
        Customer recipient =
            named(
                value.path("contacts"),
                digits(status, "recipient_id"),
                shortWord(status, "recipient_user_id"),
                shortWord(status, "parent_recipient_user_id"));
        return new WhatsAppEvent.MessageStatus(
            pointer,
            number,
            id,
            moment(status),
            progress,
            recipient,
            LenientJson.word(status, "group_id"),
            LenientJson.text(status, "biz_opaque_callback_data"),
            problems(status.path("errors")));
      }
    }
    return new WhatsAppEvent.Unknown(pointer, number, "status " + brief(word), id, raw(status));
  }

  /// Who wrote. The message itself goes first, the only contact beside it second.
  private static Customer sender(JsonNode contacts, JsonNode message) {
    return named(
        contacts,
        digits(message, "from"),
        shortWord(message, "from_user_id"),
        shortWord(message, "from_parent_user_id"));
  }

  private static Customer named(
      JsonNode contacts,
      @Nullable String phone,
      @Nullable String userId,
      @Nullable String parentUserId) {
    JsonNode contact = contactOf(contacts, phone, userId);
    if (contact == null) {
      return new Customer(phone, userId, parentUserId, null);
    }
    String foundUserId = userId != null ? userId : shortWord(contact, "user_id");
    String foundParent = parentUserId != null ? parentUserId : shortWord(contact, "parent_user_id");
    JsonNode profile = contact.path("profile");
    String name = LenientJson.word(profile, "name");
    return new Customer(
        phone != null ? phone : digits(contact, "wa_id"),
        foundUserId,
        foundParent,
        name != null ? name : LenientJson.word(profile, "username"));
  }

  /// The contact beside the messages that belongs to this person.
  private static @Nullable JsonNode contactOf(
      JsonNode contacts, @Nullable String phone, @Nullable String userId) {
    for (JsonNode contact : contacts) {
      String itsPhone = digits(contact, "wa_id");
      String itsUserId = shortWord(contact, "user_id");
      if ((phone != null && phone.equals(itsPhone))
          || (userId != null && userId.equals(itsUserId))) {
        return contact;
      }
    }
    // A number and the WhatsApp id derived from it differ in some countries.
    return contacts.isArray() && contacts.size() == 1 ? contacts.get(0) : null;
  }

  private static WhatsAppEvent.@Nullable Context context(JsonNode context) {
    if (!context.isObject()) {
      return null;
    }
    return new WhatsAppEvent.Context(
        LenientJson.word(context, "id"),
        LenientJson.flag(context, "forwarded"),
        LenientJson.flag(context, "frequently_forwarded"),
        LenientJson.word(context.path("referred_product"), "product_retailer_id"));
  }

  private static WhatsAppEvent.@Nullable Referral referral(JsonNode referral) {
    if (!referral.isObject()) {
      return null;
    }
    return new WhatsAppEvent.Referral(
        LenientJson.word(referral, "source_url"),
        LenientJson.word(referral, "source_id"),
        LenientJson.word(referral, "source_type"),
        LenientJson.word(referral, "headline"),
        LenientJson.word(referral, "body"),
        LenientJson.word(referral, "ctwa_clid"));
  }

  static List<Problem> problems(JsonNode errors) {
    List<Problem> problems = new ArrayList<>();
    if (errors.isArray()) {
      for (JsonNode error : errors) {
        String title = LenientJson.word(error, "title");
        problems.add(
            new Problem(
                WhatsAppFailures.code(error),
                title != null ? title : LenientJson.word(error, "message"),
                LenientJson.word(error.path("error_data"), "details")));
      }
    }
    return problems;
  }

  private static Moment moment(JsonNode piece) {
    String verbatim = LenientJson.word(piece, "timestamp");
    if (verbatim == null || !SECONDS.matcher(verbatim).matches()) {
      return new Moment(verbatim, null);
    }
    long number = Long.parseLong(verbatim);
    try {
      return new Moment(
          verbatim,
          number > LARGEST_SECONDS ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
    } catch (DateTimeException outOfRange) {
      return new Moment(verbatim, null);
    }
  }

  private static BusinessNumber number(JsonNode value) {
    JsonNode metadata = value.path("metadata");
    return new BusinessNumber(
        shortWord(metadata, "phone_number_id"), shortWord(metadata, "display_phone_number"));
  }

  /// An unknown word, short enough for a sentence.
  static String brief(String word) {
    return word.length() <= MAX_BRIEF ? word : LenientJson.storable(word.substring(0, MAX_BRIEF));
  }

  static @Nullable String digits(JsonNode parent, String field) {
    String word = LenientJson.word(parent, field);
    String digits = word == null ? "" : NOT_DIGITS.matcher(word).replaceAll("");
    return digits.isEmpty() || digits.length() > MAX_DIGITS ? null : digits;
  }

  /// A word that becomes part of a key or of a job; one that is too long for that is none.
  static @Nullable String shortWord(JsonNode parent, String field) {
    String word = LenientJson.word(parent, field);
    return word == null || word.length() > MAX_ID ? null : word;
  }

  private void unreadable(String pointer, BusinessNumber number, String reason, JsonNode piece) {
    events.add(new WhatsAppEvent.Unreadable(pointer, number, reason, raw(piece)));
  }

  static String raw(JsonNode piece) {
    return LenientJson.storable(piece.toString());
  }

  /// Ids become parts of keys, so there is an end to their length.
  private static String requiredId(JsonNode piece) throws NotAsPromised {
    String id = required(piece, "id");
    if (id.length() > MAX_ID) {
      throw new NotAsPromised("Its 'id' has %d characters.".formatted(id.length()));
    }
    return id;
  }

  private static String required(JsonNode piece, String field) throws NotAsPromised {
    String word = LenientJson.word(piece, field);
    if (word == null) {
      throw new NotAsPromised("It has no '%s'.".formatted(field));
    }
    return word;
  }

  /// A piece lacks what the provider promises.
  static final class NotAsPromised extends Exception {
    private static final long serialVersionUID = 1L;

    final String sentence;

    NotAsPromised(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }
  }
}
