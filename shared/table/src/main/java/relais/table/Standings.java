package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import relais.conversation.AccountReport;
import relais.conversation.InboxId;
import relais.conversation.MessageTemplate;
import relais.conversation.NumberStanding;

/// How providers regard the numbers of inboxes, and what they told about them of late.
public final class Standings {
  private static final Duration NEWS_KEPT = Duration.ofDays(30);
  private static final int MAX_SHOWN = 20;
  private static final String NOW = "NOW";
  private static final String NEWS = "NEWS#";

  private final Table table;

  public Standings(Table table) {
    this.table = table;
  }

  /// What is known of a number.
  ///
  /// @param asOf when it was last asked or told; null when never
  /// @param news the newest first
  public record Known(NumberStanding standing, @Nullable Instant asOf, List<Told> news) {
    public Known {
      news = List.copyOf(news);
    }
  }

  /// News of a provider.
  public record Told(Instant at, AccountReport.News news) {}

  /// A121: what is known of the number of an inbox, in one Query.
  public Known load(InboxId inbox) {
    NumberStanding standing = NumberStanding.UNKNOWN;
    Instant asOf = null;
    List<Told> news = new ArrayList<>();
    for (Item item :
        table.query(
            new Table.Range(
                null, "pk", TableKeys.standing(inbox), "sk", null, null, true, MAX_SHOWN + 1))) {
      if (item.text("sk").equals(NOW)) {
        String quality = item.findText("quality");
        standing =
            new NumberStanding(
                quality == null ? null : MessageTemplate.Quality.of(quality),
                item.findText("limit"),
                item.findText("status"),
                item.findText("review"));
        asOf = item.findInstant("asOf");
      } else {
        news.add(
            new Told(
                item.instant("at"),
                new AccountReport.News(
                    item.text("field"),
                    Objects.requireNonNullElse(item.findText("event"), ""),
                    Objects.requireNonNullElse(item.findText("words"), ""))));
      }
    }
    return new Known(standing, asOf, news);
  }

  /// Writes down what a provider said when it was asked; what it did not say stays.
  public void learn(InboxId inbox, NumberStanding standing, Instant at) {
    MessageTemplate.Quality quality = standing.quality();
    Map<String, String> said = new HashMap<>();
    put(said, "quality", quality == null ? null : quality.word());
    put(said, "limit", standing.limit());
    put(said, "status", standing.status());
    put(said, "review", standing.review());
    if (said.isEmpty()) {
      return;
    }
    Map<String, String> names = new HashMap<>(Map.of("#asOf", "asOf"));
    Item values = Item.empty().instant(":asOf", at);
    StringBuilder sets = new StringBuilder("SET #asOf = :asOf");
    said.forEach(
        (name, value) -> {
          names.put("#" + name, name);
          values.text(":" + name, value);
          sets.append(", #%s = :%s".formatted(name, name));
        });
    // Refused when something newer is known: it says the same or more.
    Table.Written unused =
        table.update(
            new TableKeys.Key(TableKeys.standing(inbox), NOW),
            new Table.Change(
                sets.toString(), "attribute_not_exists(#asOf) OR #asOf <= :asOf", names, values));
  }

  private static void put(Map<String, String> said, String name, @Nullable String value) {
    if (value != null) {
      said.put(name, value);
    }
  }

  /// Writes down news. The same news of the same moment are one.
  ///
  /// @param source names them
  public void tell(InboxId inbox, AccountReport.News news, Instant at, String source) {
    table.put(
        Item.at(
                new TableKeys.Key(
                    TableKeys.standing(inbox),
                    NEWS + Item.sortable(at) + "#" + source.substring(source.length() - 16)))
            .instant("at", at)
            .text("field", news.field())
            .text("event", news.event().isEmpty() ? null : news.event())
            .text("words", news.words().isEmpty() ? null : news.words())
            .number("expiresAt", at.plus(NEWS_KEPT).getEpochSecond()));
  }
}
