package relais.runtime;

import static relais.runtime.JsonText.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import relais.conversation.AccountReport;
import relais.conversation.Channel;
import relais.conversation.InboundItem.AccountReported;
import relais.conversation.InboxId;
import relais.conversation.MessageTemplate;

/// News about an account of the provider, as they travel on the queue.
final class AccountReportedJson {
  private AccountReportedJson() {}

  static void write(JsonGenerator json, AccountReported item) throws IOException {
    json.writeStringField("inbox", item.inbox().value());
    json.writeStringField("channel", item.channel().word());
    json.writeStringField("at", item.at().toString());
    json.writeStringField("rawKey", item.rawKey());
    switch (item.report()) {
      case AccountReport.TemplateChanged template -> {
        json.writeStringField("report", "template");
        text(json, "id", template.id());
        text(json, "name", template.name());
        text(json, "language", template.language());
        text(json, "state", template.state() == null ? null : template.state().word());
        text(json, "quality", template.quality() == null ? null : template.quality().word());
        text(json, "category", template.category());
      }
      case AccountReport.NumberChanged number -> {
        json.writeStringField("report", "number");
        text(json, "quality", number.quality() == null ? null : number.quality().word());
        text(json, "limit", number.limit());
      }
      case AccountReport.News(String field, String event, String words) -> {
        json.writeStringField("report", "news");
        json.writeStringField("field", field);
        json.writeStringField("event", event);
        json.writeStringField("words", words);
      }
    }
  }

  static AccountReported read(Fields item) {
    String report = item.text("report");
    return new AccountReported(
        item.text("source"),
        item.instant("receivedAt"),
        new InboxId(item.text("inbox")),
        Channel.of(item.text("channel")),
        item.instant("at"),
        switch (report) {
          case "template" ->
              new AccountReport.TemplateChanged(
                  item.textOrNull("id"),
                  item.textOrNull("name"),
                  item.textOrNull("language"),
                  state(item.textOrNull("state")),
                  quality(item.textOrNull("quality")),
                  item.textOrNull("category"));
          case "number" ->
              new AccountReport.NumberChanged(
                  quality(item.textOrNull("quality")), item.textOrNull("limit"));
          case "news" ->
              new AccountReport.News(item.text("field"), item.text("event"), item.text("words"));
          default -> throw new IllegalArgumentException("There is no report of kind " + report);
        },
        item.text("rawKey"));
  }

  private static MessageTemplate.@Nullable State state(@Nullable String word) {
    return word == null ? null : MessageTemplate.State.of(word);
  }

  private static MessageTemplate.@Nullable Quality quality(@Nullable String word) {
    return word == null ? null : MessageTemplate.Quality.of(word);
  }
}
