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
          new_status alert_type alert_description message\
          """
              .split("\\s+"));

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
    // Most fields have no time of their own; the entry has that of the webhook. News of groups have
    // one for each group, and their entries none.
    Moment told = Moments.ofSeconds(entry.word("time"));
    Moment at =
        Stream.concat(
                Stream.of(value.word("timestamp")),
                value.at("groups").each().stream().map(group -> group.word("timestamp")))
            .map(Moments::ofSeconds)
            .filter(moment -> moment.instant() != null)
            .findFirst()
            .orElse(told);
    return new ChannelEvent.Notice(
        new Heading(change.pointer(), new Account(account, null), null, field, at),
        value.word("event"),
        Party.NOBODY,
        words.isEmpty() ? null : String.join(", ", words),
        change.raw(),
        WhatsAppReports.told(field, value, String.join(", ", words), told));
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
        WhatsAppPayload.named(contacts, preference.digits("wa_id"), preference.id("user_id"), null),
        preference.wordOf("detail", "category"),
        preference.raw());
  }
}
