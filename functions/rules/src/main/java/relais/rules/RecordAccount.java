package relais.rules;

import jakarta.inject.Singleton;
import relais.conversation.AccountReport;
import relais.conversation.InboundItem;
import relais.conversation.NumberStanding;
import relais.table.Standings;
import relais.table.Table;
import relais.table.Templates;

/// A provider tells something about an account of ours: a template, a number, the account itself.
@Singleton
class RecordAccount {
  private final Templates templates;
  private final Standings standings;

  RecordAccount(Table table) {
    this.templates = new Templates(table);
    this.standings = new Standings(table);
  }

  /// Takes in one report. A second call with the same report changes nothing, nor does one that is
  /// older than what is known.
  void record(InboundItem.AccountReported item) {
    switch (item.report()) {
      case AccountReport.TemplateChanged template ->
          templates.report(item.inbox(), template, item.at());
      case AccountReport.NumberChanged number ->
          standings.learn(
              item.inbox(),
              new NumberStanding(number.quality(), number.limit(), null, null),
              item.at());
      case AccountReport.News news -> standings.tell(item.inbox(), news, item.at(), item.source());
    }
  }
}
