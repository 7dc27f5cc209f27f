package relais.channels.whatsapp;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Moment;
import relais.channels.ChannelEvent.Party;
import relais.channels.EventsRead;
import relais.channels.Moments;
import relais.channels.NotAsPromised;
import relais.channels.Piece;

/// Reads the fields in which no customer speaks to us: news about the account, its numbers,
/// templates, forms and groups.
final class WhatsAppNotices {
  private static final Set<String> FIELDS =
      Set.of(
          """
          account_alerts account_offboarded account_reconnected account_review_update
          account_settings_update account_update automatic_events business_capability_update
          business_status_update business_username_update flows group_lifecycle_update
          group_participant_update group_participants_update group_settings_update
          group_status_update message_template_components_update message_template_quality_update
          message_template_status_update partner_solutions payment_configuration_update
          phone_number_name_update phone_number_quality_update security smb_app_state_sync
          template_category_update template_correct_category_detection tracking_events
          user_id_update\
          """
              .split("\\s+"));

  /// What says the most about a notice, as far as it is there.
  private static final List<String> TELLING =
      List.of(
          """
          message_template_name message_template_language previous_quality_score new_quality_score
          previous_category new_category correct_category reason decision display_phone_number
          requested_verified_name current_limit max_daily_conversation_per_phone flow_id old_status
          new_status alert_type alert_description message username status\
          """
              .split("\\s+"));

  /// What says the rest: objects, or lists of them, of which every word counts but the time.
  private static final List<String> INSIDE =
      List.of(
          "ban_info", "violation_info", "restriction_info", "disable_info", "lock_info", "groups");

  private WhatsAppNotices() {}

  static boolean isNotice(String field) {
    return FIELDS.contains(field);
  }

  /// @param account the id of the WhatsApp business account, null when the payload does not say
  /// @param entry what the change stands in
  static ChannelEvent notice(Piece change, String field, @Nullable String account, Piece entry) {
    Piece value = change.at("value");
    List<String> words = new ArrayList<>();
    for (String name : TELLING) {
      String word = value.word(name);
      if (word != null) {
        words.add(name + ": " + word);
      }
    }
    INSIDE.forEach(name -> inside(value.at(name), words));
    List<Piece> addresses = value.at("state_sync").each();
    for (Piece address : addresses) {
      String name = address.at("contact").wordOf("full_name", "phone_number");
      if (name != null) {
        words.add("%s: %s".formatted(address.word("action"), name));
      }
    }
    // Most fields have no time of their own; the entry has that of the webhook. News of groups and
    // of the address book have one for each of them, and their entries none.
    Moment told = Moments.ofSeconds(entry.word("time"));
    Moment at =
        Stream.concat(
                Stream.of(value.word("timestamp")),
                Stream.concat(
                        value.at("groups").each().stream(),
                        addresses.stream().map(address -> address.at("metadata")))
                    .map(one -> one.word("timestamp")))
            .map(Moments::ofSeconds)
            .filter(moment -> moment.instant() != null)
            .findFirst()
            .orElse(told);
    return new ChannelEvent.Notice(
        new Heading(change.pointer(), new Account(account, null), null, field, at),
        null,
        value.word("event"),
        Party.NOBODY,
        words.isEmpty() ? null : String.join(", ", words),
        change.raw(),
        WhatsAppReports.told(field, value, String.join(", ", words), told));
  }

  private static void inside(Piece object, List<String> words) {
    for (Piece one : object.isList() ? object.each() : List.of(object)) {
      for (String field : one.fields()) {
        String word = one.word(field);
        if (word != null && !field.equals("timestamp")) {
          words.add(field + ": " + word);
        }
      }
    }
  }

  /// Who has another user id from now on. The message of the system beside it changes who the
  /// customer is; this is the news of it.
  static void userIds(EventsRead events, Piece change, Account number, Piece entry) {
    Piece value = change.at("value");
    List<Piece> updates = value.at("user_id_update").each();
    if (updates.isEmpty()) {
      events.add(notice(change, "user_id_update", entry.word("id"), entry));
    }
    for (Piece update : updates) {
      String word = update.word("timestamp");
      List<String> words = new ArrayList<>();
      String detail = update.word("detail");
      if (detail != null) {
        words.add(detail);
      }
      for (String name : List.of("previous", "current")) {
        String userId = update.at("user_id").word(name);
        if (userId != null) {
          words.add("%s user id: %s".formatted(name, userId));
        }
      }
      events.add(
          new ChannelEvent.Notice(
              new Heading(
                  update.pointer(),
                  number.id() != null ? number : new Account(entry.word("id"), null),
                  null,
                  "user_id_update",
                  Moments.ofSeconds(word != null ? word : entry.word("time"))),
              null,
              WhatsAppPayload.named(
                  value.at("contacts"),
                  WhatsAppPayload.phone(update, "wa_id"),
                  update.at("user_id").id("current"),
                  update.at("parent_user_id").id("current")),
              words.isEmpty() ? null : String.join(", ", words),
              update.raw()));
    }
  }

  /// What customers want to get: marketing messages or none.
  static void preferences(EventsRead events, Piece change, Account number) {
    Piece value = change.at("value");
    List<Piece> preferences = value.at("user_preferences").each();
    if (preferences.isEmpty()) {
      events.unreadable(change, number, "The change holds no preferences.");
    }
    for (Piece preference : preferences) {
      events.read(preference, number, it -> preference(value.at("contacts"), it, number));
    }
  }

  private static ChannelEvent preference(Piece contacts, Piece preference, Account number)
      throws NotAsPromised {
    String wish = preference.required("value");
    return new ChannelEvent.Notice(
        new Heading(
            preference.pointer(),
            number,
            null,
            "user_preferences",
            Moments.ofSeconds(preference.word("timestamp"))),
        wish,
        WhatsAppPayload.named(
            contacts,
            WhatsAppPayload.phone(preference, "wa_id"),
            WhatsAppPayload.userId(preference, "user_id", "wa_id"),
            null),
        preference.wordOf("detail", "category"),
        preference.raw());
  }
}
