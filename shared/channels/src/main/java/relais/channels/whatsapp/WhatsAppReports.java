package relais.channels.whatsapp;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.Notice.Told;
import relais.channels.Piece;
import relais.conversation.AccountReport;
import relais.conversation.MessageTemplate.Quality;
import relais.conversation.MessageTemplate.State;
import relais.conversation.NumberStanding;

/// What WhatsApp tells about templates, numbers and accounts, by webhook and when it is asked.
final class WhatsAppReports {
  /// News that an admin should read.
  private static final Set<String> NEWS =
      Set.of(
          "account_alerts",
          "account_offboarded",
          "account_reconnected",
          "account_review_update",
          "account_update",
          "phone_number_name_update",
          "security");

  /// The name of a limit that is about speed, not about customers.
  private static final String THROUGHPUT = "THROUGHPUT_UPGRADE";

  private WhatsAppReports() {}

  /// What news tell about an account of ours.
  ///
  /// @param words what the news say, empty when they say nothing
  /// @return null when we do not act on it
  static @Nullable Told told(
      String field, Piece value, String words, ChannelEvent.Moment entryTime) {
    String number = field.startsWith("phone_number_") ? value.digits("display_phone_number") : null;
    AccountReport report = report(field, value, words);
    return report == null ? null : new Told(report, number, entryTime.instant());
  }

  // A string switch needs its default: Meta adds fields without notice.
  private static @Nullable AccountReport report(String field, Piece value, String words) {
    return switch (field) {
      case "message_template_status_update" -> status(value);
      case "message_template_quality_update" ->
          template(value, null, quality(value.word("new_quality_score")), null);
      case "template_category_update" ->
          // Without it the change is only announced.
          value.has("new_category")
              ? template(value, null, null, value.word("new_category"))
              : null;
      case "message_template_components_update" -> template(value, null, null, null);
      case "phone_number_quality_update" -> number(value);
      case "business_capability_update" ->
          new AccountReport.NumberChanged(
              null,
              value.wordOf(
                  "max_daily_conversations_per_business", "max_daily_conversation_per_phone"));
      default ->
          NEWS.contains(field)
              ? new AccountReport.News(
                  field,
                  Objects.requireNonNullElse(value.wordOf("event", "decision", "alert_type"), ""),
                  words)
              : null;
    };
  }

  private static AccountReport status(Piece value) {
    String event = value.word("event");
    return "FLAGGED".equals(event)
        // Still sent, but not for long unless customers like it better.
        ? template(value, null, Quality.LOW, null)
        : template(value, state(event), null, null);
  }

  private static AccountReport template(
      Piece value, @Nullable State state, @Nullable Quality quality, @Nullable String category) {
    return new AccountReport.TemplateChanged(
        value.id("message_template_id"),
        value.id("message_template_name"),
        value.id("message_template_language"),
        state,
        quality,
        category == null ? null : category.toLowerCase(Locale.ROOT));
  }

  private static @Nullable AccountReport number(Piece value) {
    String event = value.word("event");
    String limit =
        THROUGHPUT.equals(event)
            ? null
            : value.wordOf("max_daily_conversations_per_business", "current_limit");
    Quality quality = "FLAGGED".equals(event) ? Quality.LOW : null;
    return limit == null && quality == null
        ? null
        : new AccountReport.NumberChanged(quality, limit);
  }

  /// What an answer about a number or its account says; what it does not say stays.
  static NumberStanding ofNumber(NumberStanding known, byte[] body) {
    Piece json = Piece.of(body);
    if (json == null) {
      return known;
    }
    String limit = json.word("messaging_limit_tier");
    String status = json.word("status");
    String review = json.word("account_review_status");
    return new NumberStanding(
        json.has("quality_rating") ? quality(json.word("quality_rating")) : known.quality(),
        limit == null ? known.limit() : limit,
        status == null ? known.status() : status,
        review == null ? known.review() : review);
  }

  // A string switch needs its default: Meta adds states.
  static State state(@Nullable String word) {
    return switch (word == null ? "" : word.toUpperCase(Locale.ROOT)) {
      case "APPROVED", "REINSTATED" -> State.APPROVED;
      case "PENDING", "IN_APPEAL" -> State.PENDING;
      case "REJECTED" -> State.REJECTED;
      case "PAUSED" -> State.PAUSED;
      case "DISABLED" -> State.DISABLED;
      case "DELETED", "PENDING_DELETION" -> State.DELETED;
      default -> State.OTHER;
    };
  }

  // A string switch needs its default: Meta adds scores.
  static Quality quality(@Nullable String word) {
    return switch (word == null ? "" : word.toUpperCase(Locale.ROOT)) {
      case "GREEN", "HIGH" -> Quality.HIGH;
      case "YELLOW", "MEDIUM" -> Quality.MEDIUM;
      case "RED", "LOW" -> Quality.LOW;
      default -> Quality.UNKNOWN;
    };
  }
}
