package relais.table;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.UserId;

/// The tokens with which telephone systems ask. A token itself is never stored, only its hash.
public final class TelephoneTokens {
  /// Nobody has more telephone systems than this.
  public static final int MAX = 20;

  /// That a token is used at all is written down once in this time, not for each question.
  private static final Duration USED_EVERY = Duration.ofHours(1);

  private final Table table;

  public TelephoneTokens(Table table) {
    this.table = table;
  }

  /// One token, without the token.
  ///
  /// @param hash of its secret part
  /// @param usedAt about when it was last used; null for never
  public record TelephoneToken(
      String id,
      String name,
      String hash,
      UserId madeBy,
      Instant madeAt,
      @Nullable Instant usedAt) {}

  /// A131: all of them.
  public List<TelephoneToken> all() {
    return table.query(Table.Range.of(TableKeys.TELEPHONE_TOKENS, null, MAX)).stream()
        .map(TelephoneTokens::read)
        .toList();
  }

  /// A131: one of them.
  public Optional<TelephoneToken> find(String id) {
    return table.get(TableKeys.telephoneToken(id)).map(TelephoneTokens::read);
  }

  /// A131: keeps a new one.
  ///
  /// @return false when there is one of this id; nothing is written then
  public boolean add(TelephoneToken token) {
    return table.put(
            Item.at(TableKeys.telephoneToken(token.id()))
                .text("name", token.name())
                .text("hash", token.hash())
                .text("madeBy", token.madeBy().value())
                .instant("madeAt", token.madeAt()),
            Table.Condition.IS_NEW)
        == Table.Written.DONE;
  }

  /// A131: takes one back. It opens nothing from now on.
  ///
  /// @return false when there was none
  public boolean revoke(String id) {
    return table.take(TableKeys.telephoneToken(id)).isPresent();
  }

  /// A131: remembers about when a token was used.
  public void used(TelephoneToken token, Instant now) {
    Instant before = token.usedAt();
    if (before != null && now.isBefore(before.plus(USED_EVERY))) {
      return;
    }
    table.update(
        TableKeys.telephoneToken(token.id()),
        new Table.Change(
            "SET #usedAt = :usedAt",
            // A question in the moment in which it is revoked must not bring it back.
            "attribute_exists(pk)",
            Map.of("#usedAt", "usedAt"),
            Item.empty().instant(":usedAt", now)));
  }

  private static TelephoneToken read(Item item) {
    return new TelephoneToken(
        item.text("sk"),
        item.text("name"),
        item.text("hash"),
        new UserId(item.text("madeBy")),
        item.instant("madeAt"),
        item.findInstant("usedAt"));
  }
}
