package relais.channels.meta;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Occurrence.What;
import relais.channels.ChannelEvent.Party;
import relais.channels.Piece;

/// Reads what happens between a customer and the business without anybody writing.
final class MessagingOccurrences {
  private MessagingOccurrences() {}

  /// The occurrence of a kind.
  ///
  /// @return null when the kind is not known
  // A string switch needs its default: Meta adds kinds without notice.
  static @Nullable ChannelEvent find(Heading heading, String kind, Piece inside, Party customer) {
    return switch (kind) {
      case "referral" ->
          occurrence(heading, customer, What.OPENED, "Came through a link", inside.word("ref"));
      case "optin" -> optin(heading, inside, customer);
      case "account_linking" ->
          occurrence(
              heading,
              customer,
              What.CHANGED,
              "linked".equals(inside.word("status"))
                  ? "Linked their account"
                  : "Unlinked their account",
              null);
      case "pass_thread_control" ->
          occurrence(
              heading,
              customer,
              What.HANDED_OVER,
              "The conversation was passed to another application",
              inside.word("new_owner_app_id"));
      case "take_thread_control" ->
          occurrence(
              heading,
              customer,
              What.HANDED_OVER,
              "Another application took the conversation over",
              inside.word("previous_owner_app_id"));
      case "request_thread_control" ->
          occurrence(
              heading,
              customer,
              What.HANDED_OVER,
              "Another application asks for the conversation",
              inside.word("requested_owner_app_id"));
      case "app_roles" ->
          occurrence(heading, customer, What.HANDED_OVER, "Roles of applications changed", null);
      case "payment" -> occurrence(heading, customer, What.OTHER, "Paid", null);
      case "checkout_update", "pre_checkout" ->
          occurrence(heading, customer, What.OTHER, "Changed a purchase", null);
      case "game_play" -> occurrence(heading, customer, What.OTHER, "Played a game", null);
      case "response_feedback" ->
          occurrence(heading, customer, What.OTHER, "Rated an answer", inside.word("feedback"));
      case "call_permission_reply" -> callPermission(heading, inside, customer);
      case "messaging_feedback" ->
          occurrence(heading, customer, What.OTHER, "Gave feedback", feedback(inside));
      case "messaging_customer_information" ->
          occurrence(heading, customer, What.OTHER, "Gave their details", details(inside));
      default -> null;
    };
  }

  /// What was chosen and written, question by question.
  private static @Nullable String feedback(Piece feedback) {
    List<String> answers = new ArrayList<>();
    for (Piece screen : feedback.at("feedback_screens").each()) {
      Piece questions = screen.at("questions");
      for (String name : questions.fields()) {
        Piece question = questions.at(name);
        String chosen = question.word("payload");
        String written = question.at("follow_up").word("payload");
        if (chosen != null) {
          answers.add(chosen);
        }
        if (written != null) {
          answers.add(written);
        }
      }
    }
    return answers.isEmpty() ? null : String.join(", ", answers);
  }

  private static @Nullable String details(Piece information) {
    List<String> answers = new ArrayList<>();
    for (Piece screen : information.at("screens").each()) {
      for (Piece response : screen.at("responses").each()) {
        answers.add("%s: %s".formatted(response.word("key"), response.word("value")));
      }
    }
    return answers.isEmpty() ? null : String.join(", ", answers);
  }

  private static ChannelEvent callPermission(Heading heading, Piece reply, Party customer) {
    boolean allowed = List.of("approve", "accept").contains(reply.word("response"));
    return occurrence(
        heading,
        customer,
        allowed ? What.ALLOWED : What.OTHER,
        allowed ? "Allowed you to call" : "Does not want you to call",
        null);
  }

  private static ChannelEvent optin(Heading heading, Piece optin, Party customer) {
    boolean stopped = "STOP_NOTIFICATIONS".equals(optin.word("notification_messages_status"));
    String reference = optin.id("user_ref");
    Party who = customer.userId() == null ? Party.ofUserId(reference) : customer;
    return occurrence(
        heading,
        who,
        stopped ? What.STOPPED : What.ALLOWED,
        stopped ? "Does not want messages any more" : "Allowed you to write",
        optin.wordOf("title", "ref", "payload"));
  }

  private static ChannelEvent occurrence(
      Heading heading, Party customer, What what, String words, @Nullable String detail) {
    return new ChannelEvent.Occurrence(
        heading, null, customer, what, detail == null ? words : words + ": " + detail);
  }
}
