package relais.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import relais.conversation.EntryIds;
import relais.conversation.InboxId;
import relais.conversation.RuleId;
import relais.conversation.UserId;

/// Names one wish of a caller, from `Idempotency-Key`: sent twice, it is fulfilled once.
@Schema(
    name = "IdempotencyKey",
    type = "string",
    minLength = 1,
    maxLength = 128,
    description = "Names one wish: sent twice, it is fulfilled once.")
record IdempotencyKey(String value) {
  static final String HEADER = "Idempotency-Key";
  private static final int MAX_LENGTH = 128;
  private static final int ULID_CHANCE_BYTES = 10;
  private static final int SETTING_ID_BYTES = 12;

  /// @param header null when the request has none
  static IdempotencyKey parse(@Nullable String header) {
    if (header == null || header.isEmpty()) {
      throw Problem.of(
          ProblemCode.KEY_REQUIRED,
          "Send an Idempotency-Key of your own, the same one when you send this again, so that it"
              + " happens once.");
    }
    if (header.length() > MAX_LENGTH || !header.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw Problem.field(
          HEADER, "An Idempotency-Key has 1 to %d visible characters.".formatted(MAX_LENGTH));
    }
    return new IdempotencyKey(header);
  }

  /// The source under which the table remembers what came of it.
  String source(UserId user) {
    return "api/" + user.value() + "/" + value;
  }

  /// Ids for what one request writes, in their order: the same for the same wish and moment.
  EntryIds entryIds(UserId user, Instant now) {
    return EntryIds.startingAt(now, Arrays.copyOf(hash(user), ULID_CHANCE_BYTES));
  }

  /// The id of the rule that one request creates: the same for the same wish.
  RuleId ruleId(UserId user) {
    return new RuleId("rule-" + HexFormat.of().formatHex(hash(user), 0, SETTING_ID_BYTES));
  }

  /// The id of the inbox that one request creates: the same for the same wish.
  InboxId inboxId(UserId user) {
    return new InboxId("inbox-" + HexFormat.of().formatHex(hash(user), 0, SETTING_ID_BYTES));
  }

  /// The id of the token that one request makes: the same for the same wish.
  String tokenId(UserId user) {
    return HexFormat.of().formatHex(hash(user), 0, SETTING_ID_BYTES);
  }

  private byte[] hash(UserId user) {
    return Sha256.of(source(user).getBytes(StandardCharsets.UTF_8));
  }

  static Problem reused() {
    return Problem.of(
        ProblemCode.KEY_REUSED,
        "This Idempotency-Key was used for another request. Use a new one for each.");
  }
}
