package relais.table;

import org.jspecify.annotations.Nullable;
import relais.conversation.Postmark;
import relais.conversation.Verdict;
import relais.conversation.Verdicts;

/// What the receiving mail server found out about a mail, as a map inside an item.
final class VerdictsItem {
  private VerdictsItem() {}

  static @Nullable Item write(@Nullable Verdicts verdicts) {
    return verdicts == null
        ? null
        : Item.empty()
            .text("spf", verdicts.spf().word())
            .text("dkim", verdicts.dkim().word())
            .text("dmarc", verdicts.dmarc().word())
            .text("dmarcPolicy", verdicts.dmarcPolicy())
            .text("spam", verdicts.spam().word())
            .text("virus", verdicts.virus().word());
  }

  static @Nullable Verdicts read(@Nullable Item item) {
    return item == null
        ? null
        : new Verdicts(
            Verdict.of(item.text("spf")),
            Verdict.of(item.text("dkim")),
            Verdict.of(item.text("dmarc")),
            item.findText("dmarcPolicy"),
            Verdict.of(item.text("spam")),
            Verdict.of(item.text("virus")));
  }

  /// A postmark with its verdicts.
  static @Nullable Item writePostmark(@Nullable Postmark postmark) {
    return postmark == null
        ? null
        : Item.empty()
            .instant("storedAt", postmark.storedAt())
            .number("copies", postmark.copies())
            .text("digest", postmark.digest())
            .map("verdicts", write(postmark.verdicts()));
  }

  static @Nullable Postmark readPostmark(@Nullable Item item) {
    return item == null
        ? null
        : new Postmark(
            item.instant("storedAt"),
            (int) item.number("copies"),
            read(item.findMap("verdicts")),
            item.findText("digest"));
  }
}
