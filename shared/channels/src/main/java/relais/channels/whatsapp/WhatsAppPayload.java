package relais.channels.whatsapp;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Occurrence.What;
import relais.channels.ChannelEvent.Party;
import relais.channels.EventsRead;
import relais.channels.Moments;
import relais.channels.NotAsPromised;
import relais.channels.Piece;
import relais.channels.Progress;
import relais.channels.meta.GraphError;

/// Takes one payload apart: entries, changes, and in each change messages, echoes, statuses, calls
/// and errors.
final class WhatsAppPayload {
  private static final Set<Progress> STATUSES =
      Set.of(Progress.SENT, Progress.DELIVERED, Progress.READ, Progress.PLAYED, Progress.FAILED);

  /// What a change holds that is about messages and calls.
  private static final List<String> LISTS =
      List.of("messages", "message_echoes", "statuses", "calls", "errors");

  private final EventsRead events = new EventsRead();

  private WhatsAppPayload() {}

  static List<ChannelEvent> read(byte[] body) {
    Piece root = Piece.of(body);
    if (root == null) {
      return EventsRead.unreadable(body, "The body is not JSON.");
    }
    WhatsAppPayload payload = new WhatsAppPayload();
    payload.entries(root);
    return payload.events.all();
  }

  private void entries(Piece root) {
    if (!"whatsapp_business_account".equals(root.word("object"))) {
      events.unreadable(root, Account.NONE, "The body is not about a WhatsApp business account.");
    } else if (!root.at("entry").isList()) {
      events.unreadable(root, Account.NONE, "The body has no list of entries.");
    } else {
      root.at("entry").each().forEach(this::entry);
    }
  }

  private void entry(Piece entry) {
    Piece changes = entry.at("changes");
    if (changes.isList()) {
      changes.each().forEach(change -> change(entry, change));
    } else {
      events.unreadable(entry, Account.NONE, "The entry has no list of changes.");
    }
  }

  // A string switch needs its default: Meta adds fields without notice.
  private void change(Piece entry, Piece change) {
    String field = change.word("field");
    Piece value = change.at("value");
    Account number = number(value.at("metadata"));
    if (field == null) {
      events.unreadable(change, number, "The change does not name its field.");
      return;
    }
    switch (field) {
      case "messages", "smb_message_echoes", "calls" -> lists(change, number, value, false);
      case "standby" -> lists(change, number, value, true);
      case "messaging_handovers" -> handover(change, value);
      case "history" -> history(entry, change, number, value);
      case "user_preferences" -> WhatsAppNotices.preferences(events, change, number);
      case "user_id_update" -> WhatsAppNotices.userIds(events, change, number, entry);
      default -> {
        if (WhatsAppNotices.isNotice(field)) {
          events.add(WhatsAppNotices.notice(change, field, entry.word("id"), entry));
        } else {
          events.add(
              new ChannelEvent.Unsupported(
                  new Heading(change.pointer(), number, null, field, Moments.ofSeconds(null)),
                  value.word("id"),
                  "field " + Piece.brief(field),
                  change.raw()));
        }
      }
    }
  }

  /// @param standby whether another sender, such as Meta's own agent, has the conversation
  private void lists(Piece change, Account number, Piece value, boolean standby) {
    int before = events.size();
    for (String name : LISTS) {
      Piece list = value.at(name);
      if (list.isAbsent()) {
        continue;
      }
      if (!list.isList()) {
        events.unreadable(list, number, "'%s' is not a list.".formatted(name));
      } else if (name.equals("errors")) {
        trouble(list, number);
      } else {
        list.each()
            .forEach(
                piece -> events.read(piece, number, it -> one(name, number, value, it, standby)));
      }
    }
    if (events.size() == before) {
      events.unreadable(change, number, "The change holds no messages, statuses or errors.");
    }
  }

  /// Who answers a customer has changed: Meta, WhatsApp Business Platform, `messaging_handovers`
  /// webhook reference. Names the customer by number alone, and our number under `recipient`
  /// instead of `metadata`.
  private void handover(Piece change, Piece value) {
    Piece recipient = value.at("recipient");
    Account number = recipient.isObject() ? number(recipient) : number(value.at("metadata"));
    events.read(
        change,
        number,
        _ -> {
          Piece sender = value.at("sender");
          boolean taken = value.has("control_taken");
          if (!taken && !value.has("control_passed")) {
            throw new NotAsPromised("It has neither 'control_passed' nor 'control_taken'.");
          }
          return new ChannelEvent.Occurrence(
              new Heading(
                  change.pointer(),
                  number,
                  null,
                  taken ? "control_taken" : "control_passed",
                  Moments.ofSeconds(value.word("timestamp"))),
              null,
              named(
                  value.at("contacts"),
                  phone(sender, "phone_number"),
                  userId(sender, "user_id", "phone_number"),
                  sender.id("parent_user_id")),
              What.HANDED_OVER,
              taken
                  ? "Another sender took the conversation over"
                  : "The conversation was passed to you");
        });
  }

  private void trouble(Piece errors, Account number) {
    if (!errors.each().isEmpty()) {
      events.add(
          new ChannelEvent.Trouble(
              Heading.of(errors.pointer(), number), GraphError.problems(errors), errors.raw()));
    }
  }

  private static ChannelEvent one(
      String list, Account number, Piece value, Piece piece, boolean standby) throws NotAsPromised {
    Piece contacts = value.at("contacts");
    return switch (list) {
      case "messages" ->
          WhatsAppMessages.read(piece, number, By.CUSTOMER, sender(contacts, piece), standby);
      case "message_echoes" ->
          WhatsAppMessages.read(piece, number, By.BUSINESS, addressee(contacts, piece), standby);
      case "statuses" -> status(number, value, piece);
      case "calls" -> WhatsAppCalls.read(piece, number, contacts);
      default -> throw new IllegalStateException("Nobody reads the list " + list);
    };
  }

  private static ChannelEvent status(Account number, Piece value, Piece status)
      throws NotAsPromised {
    String id = status.requiredId("id");
    String word = status.required("status");
    Party recipient = recipient(value.at("contacts"), status);
    String type = status.word("type");
    Heading heading =
        new Heading(
            status.pointer(), number, null, type, Moments.ofSeconds(status.word("timestamp")));
    if ("call".equals(type)) {
      return WhatsAppCalls.status(heading, id, word, recipient, status);
    }
    if ("payment".equals(type)) {
      // It names the message that asked for the money, which was delivered all the same.
      String reference = status.at("payment").word("reference_id");
      return new ChannelEvent.Occurrence(
          heading,
          "%s.payment.%s".formatted(id, word),
          recipient,
          What.OTHER,
          "Payment " + Piece.brief(word) + (reference == null ? "" : ": " + reference));
    }
    Progress progress = Progress.find(word).filter(STATUSES::contains).orElse(null);
    if (progress == null) {
      return new ChannelEvent.Unsupported(heading, id, "status " + Piece.brief(word), status.raw());
    }
    return new ChannelEvent.Status(
        heading,
        id,
        progress,
        recipient,
        null,
        group(status),
        status.text("biz_opaque_callback_data"),
        GraphError.problems(status.at("errors")));
  }

  /// Whom a report is about: in a group, one of its members.
  private static Party recipient(Piece contacts, Piece status) {
    return status.has("recipient_participant_id") || status.has("recipient_participant_user_id")
        ? named(
            contacts,
            phone(status, "recipient_participant_id"),
            userId(status, "recipient_participant_user_id", "recipient_participant_id"),
            status.id("recipient_participant_parent_user_id"))
        : named(
            contacts,
            phone(status, "recipient_id"),
            userId(status, "recipient_user_id", "recipient_id"),
            status.id("parent_recipient_user_id"));
  }

  /// The group a message of ours went to, under a name of its own or in place of its recipient.
  private static @Nullable String group(Piece status) {
    String group = status.word("group_id");
    return group == null && "group".equals(status.word("recipient_type"))
        ? status.word("recipient_id")
        : group;
  }

  /// What was said before the number was connected, in threads with one customer each.
  private void history(Piece entry, Piece change, Account number, Piece value) {
    int before = events.size();
    for (Piece chunk : value.at("history").each()) {
      if (!chunk.at("errors").each().isEmpty()) {
        trouble(chunk.at("errors"), number);
      }
      for (Piece thread : chunk.at("threads").each()) {
        for (Piece message : thread.at("messages").each()) {
          events.read(message, number, it -> past(number, thread, it));
        }
      }
    }
    if (events.size() == before) {
      // A chunk may be empty: it then tells how far the history has come.
      events.add(WhatsAppNotices.notice(change, "history", number.id(), entry));
    }
  }

  private static ChannelEvent past(Account number, Piece thread, Piece message)
      throws NotAsPromised {
    // A thread is named after its customer; who else wrote in it is the business.
    String customer = Piece.digitsOf(thread.word("id"));
    String author = message.digits("from");
    By by = customer == null || customer.equals(author) ? By.CUSTOMER : By.BUSINESS;
    Party party =
        new Party(
            customer != null ? customer : author,
            message.id("from_user_id"),
            null,
            thread.at("context").word("username"));
    String type = message.required("type");
    String status = message.at("history_context").word("status");
    return new ChannelEvent.Past(
        WhatsAppMessages.heading(message, number, type),
        message.requiredId("id"),
        by,
        party,
        WhatsAppMessages.content(type, message),
        status == null ? null : Progress.find(status).orElse(null));
  }

  /// Who wrote. The message itself goes first, the only contact beside it second.
  private static Party sender(Piece contacts, Piece message) {
    return named(
        contacts,
        phone(message, "from"),
        userId(message, "from_user_id", "from"),
        message.id("from_parent_user_id"));
  }

  private static Party addressee(Piece contacts, Piece echo) {
    return named(
        contacts,
        phone(echo, "to"),
        userId(echo, "to_user_id", "to"),
        echo.id("to_parent_user_id"));
  }

  /// The digits of a number. What has letters is none, but a user id in the place of one.
  static @Nullable String phone(Piece piece, String field) {
    return isWritten(piece.word(field)) ? null : piece.digits(field);
  }

  /// The user id, also where it stands in the place of a number.
  static @Nullable String userId(Piece piece, String field, String ofNumber) {
    String userId = piece.id(field);
    return userId == null && isWritten(piece.word(ofNumber)) ? piece.id(ofNumber) : userId;
  }

  private static boolean isWritten(@Nullable String word) {
    return word != null && word.codePoints().anyMatch(Character::isLetter);
  }

  /// A person with what the contacts beside the messages tell about them.
  static Party named(
      Piece contacts,
      @Nullable String phone,
      @Nullable String userId,
      @Nullable String parentUserId) {
    Piece contact = contactOf(contacts, phone, userId);
    if (contact == null) {
      return new Party(phone, userId, parentUserId, null);
    }
    return new Party(
        phone != null ? phone : phone(contact, "wa_id"),
        userId != null ? userId : contact.id("user_id"),
        parentUserId != null ? parentUserId : contact.id("parent_user_id"),
        contact.at("profile").wordOf("name", "username"));
  }

  private static @Nullable Piece contactOf(
      Piece contacts, @Nullable String phone, @Nullable String userId) {
    List<Piece> all = contacts.each();
    for (Piece contact : all) {
      if ((phone != null && phone.equals(phone(contact, "wa_id")))
          || (userId != null && userId.equals(userId(contact, "user_id", "wa_id")))) {
        return contact;
      }
    }
    // A number and the WhatsApp id derived from it differ in some countries.
    return all.size() == 1 ? all.getFirst() : null;
  }

  private static Account number(Piece metadata) {
    return new Account(metadata.id("phone_number_id"), metadata.id("display_phone_number"));
  }
}
