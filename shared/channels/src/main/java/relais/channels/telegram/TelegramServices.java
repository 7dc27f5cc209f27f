package relais.channels.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.Piece;

/// Reads messages that Telegram itself writes into a chat: who came and went, what was pinned.
final class TelegramServices {
  private static final Set<String> TYPES =
      Set.of(
          """
          new_chat_members left_chat_member chat_owner_left chat_owner_changed new_chat_title
          new_chat_photo delete_chat_photo group_chat_created supergroup_chat_created
          channel_chat_created message_auto_delete_timer_changed migrate_to_chat_id
          migrate_from_chat_id pinned_message successful_payment refunded_payment user_shared
          users_shared chat_shared gift unique_gift gift_upgrade_sent connected_website
          write_access_allowed passport_data proximity_alert_triggered boost_added
          chat_background_set checklist_tasks_done checklist_tasks_added
          direct_message_price_changed forum_topic_created forum_topic_edited forum_topic_closed
          forum_topic_reopened general_forum_topic_hidden general_forum_topic_unhidden
          giveaway_created giveaway giveaway_winners giveaway_completed managed_bot_created
          paid_message_price_changed poll_option_added poll_option_deleted
          suggested_post_approved suggested_post_approval_failed suggested_post_declined
          suggested_post_paid suggested_post_refunded video_chat_scheduled video_chat_started
          video_chat_ended video_chat_participants_invited web_app_data voice_chat_scheduled
          voice_chat_started voice_chat_ended voice_chat_participants_invited\
          """
              .split("\\s+"));

  private TelegramServices() {}

  /// The key of what happened, null when it is none of these.
  static @Nullable String type(Piece message) {
    return message.fields().stream()
        .filter(field -> TYPES.contains(field) && message.has(field))
        .findFirst()
        .orElse(null);
  }

  /// What happened as a line, null when the type is none of these.
  // A string switch needs its default: what has no line of its own is named.
  static @Nullable String words(String type, Piece message) {
    if (!TYPES.contains(type)) {
      return null;
    }
    Piece inside = message.at(type);
    return switch (type) {
      case "new_chat_members" -> "Joined the group: " + names(inside);
      case "left_chat_member" -> "Left the group: " + name(inside);
      case "new_chat_title" -> "Renamed the group: " + inside.text();
      case "migrate_to_chat_id" -> "The group has another id now: " + inside.text();
      case "migrate_from_chat_id" -> "The group had another id before: " + inside.text();
      case "pinned_message" -> "Pinned a message";
      case "successful_payment" ->
          "Paid %s %s (smallest unit)"
              .formatted(inside.word("total_amount"), inside.word("currency"));
      case "gift" -> joined("Sent a gift", inside.text("text"));
      case "unique_gift" -> joined("Sent a gift", inside.at("gift").word("name"));
      case "users_shared" -> "Shared people: " + names(inside.at("users"));
      case "user_shared" -> "Shared people: " + name(inside);
      case "chat_shared" -> "Shared a chat: " + name(inside);
      case "forum_topic_created" -> joined("Opened a topic", inside.word("name"));
      case "poll_option_added" -> joined("Added to the poll", inside.text("option_text"));
      case "poll_option_deleted" -> joined("Took from the poll", inside.text("option_text"));
      case "suggested_post_declined" -> joined("Declined a post", inside.text("comment"));
      case "write_access_allowed" -> "Allowed the bot to write";
      case "web_app_data" -> "Sent from the web app: " + inside.text("data");
      case "connected_website" -> "Signed in on " + inside.text();
      default -> "In the chat: " + type.replace('_', ' ');
    };
  }

  private static String joined(String what, @Nullable String words) {
    return words == null || words.isBlank() ? what : what + ": " + words;
  }

  private static String names(Piece users) {
    List<String> names = new ArrayList<>();
    users.each().forEach(user -> names.add(name(user)));
    return String.join(", ", names);
  }

  private static String name(Piece user) {
    String name = TelegramUpdates.party(user).name();
    String known = name == null ? user.wordOf("user_id", "chat_id") : name;
    return known == null ? "somebody" : known;
  }
}
