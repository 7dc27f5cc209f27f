package relais.api;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import relais.runtime.Ids;
import relais.table.TelephoneTokens;

/// Makes, lists and revokes the tokens of telephone systems.
@Singleton
final class EditTelephoneTokens {
  private static final int MAX_NAME = 80;

  private final TelephoneTokens tokens;
  private final Ids ids;
  private final InstantSource clock;

  EditTelephoneTokens(TelephoneTokens tokens, Ids ids, InstantSource clock) {
    this.tokens = tokens;
    this.ids = ids;
    this.clock = clock;
  }

  TelephoneTokenListJson list(Caller caller) {
    caller.mustAdminister();
    return new TelephoneTokenListJson(
        tokens.all().stream()
            .sorted(Comparator.comparing(TelephoneTokens.TelephoneToken::madeAt).reversed())
            .map(token -> TelephoneTokenJson.of(token, caller.settings()))
            .toList());
  }

  NewTelephoneTokenJson make(Caller caller, IdempotencyKey key, TelephoneTokenRequest request) {
    caller.mustAdminister();
    String name = Fields.required("name", request.name()).strip();
    if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(c -> c < ' ')) {
      throw Problem.field(
          "name", "A name has 1 to %d characters, on one line.".formatted(MAX_NAME));
    }
    List<TelephoneTokens.TelephoneToken> all = tokens.all();
    if (all.size() >= TelephoneTokens.MAX) {
      throw Problem.field(
          "name",
          "There are %d tokens. Revoke one that nobody uses any more first."
              .formatted(TelephoneTokens.MAX));
    }
    WrittenToken written =
        new WrittenToken(key.tokenId(caller.user().id()), ids.secret(WrittenToken.SECRET_BYTES));
    TelephoneTokens.TelephoneToken token =
        new TelephoneTokens.TelephoneToken(
            written.id(), name, written.hash(), caller.user().id(), clock.instant(), null);
    if (!tokens.add(token)) {
      // What was answered then is nowhere any more.
      throw Problem.of(
          ProblemCode.KEY_REUSED,
          "A token was made with this Idempotency-Key, and it is shown once. Revoke it and make"
              + " another.");
    }
    return new NewTelephoneTokenJson(
        TelephoneTokenJson.of(token, caller.settings()), written.written());
  }

  void revoke(Caller caller, String id) {
    caller.mustAdminister();
    if (!tokens.revoke(id)) {
      throw Problem.notFound();
    }
  }
}
