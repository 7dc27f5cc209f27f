package relais.local;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.ReplyKeys;
import relais.table.SettingsStore;
import relais.table.Table;

/// `relais rotate-reply-key`: gives a running system, here or in AWS, a new key to sign reply
/// addresses with.
public final class RotateReplyKey {
  private static final int USAGE = 2;
  private static final int REFUSED = 1;
  private static final String LEAKED = "--leaked";

  private RotateReplyKey() {}

  /// Changes the key. The exit code is 1 when it is too early.
  public static void main(String[] arguments) {
    List<String> rest = new ArrayList<>(List.of(arguments));
    boolean leaked = rest.remove(LEAKED);
    Clock clock = Clock.systemUTC();
    StoresOptions options;
    try {
      options = StoresOptions.parse(rest, System.getenv(), LocalDate.now(clock));
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
      return;
    }
    Outcome outcome;
    try (RunningStores stores = RunningStores.open(options, System.getenv())) {
      outcome = change(stores.table(), leaked, clock.instant());
    }
    System.out.println(outcome.words());
    System.exit(outcome.changed() ? 0 : REFUSED);
  }

  /// What came of it.
  ///
  /// @param words for the person at the terminal; never the key
  record Outcome(boolean changed, String words) {}

  /// @param leaked whether what was signed before must not be recognised
  static Outcome change(Table table, boolean leaked, Instant now) {
    SettingsStore settings = new SettingsStore(table);
    ReplyKeys before = settings.load().replyKeys();
    if (before == null) {
      return new Outcome(false, "There is no key yet: the first mail that is sent makes it.");
    }
    if (!leaked && !before.mayChange(now)) {
      return new Outcome(
          false,
          ("The key was changed on %s. Addresses signed before that are to hold until %s: change it"
                  + " then, or with %s if somebody else knows it.")
              .formatted(day(before.since()), day(plus(before)), LEAKED));
    }
    String key = key();
    ReplyKeys after = leaked ? before.replacedBy(key, now) : before.changedTo(key, now);
    if (!settings.save(after, before)) {
      return new Outcome(false, "Somebody else changed the key in the same moment.");
    }
    return new Outcome(
        true,
        leaked
            ? "What is sent from now on bears addresses signed with a new key; those signed before"
                + " lead to their inbox, and to no conversation."
            : "What is sent from now on bears addresses signed with a new key; those signed before"
                + " are recognised until %s at least.".formatted(day(plus(after))));
  }

  private static Instant plus(ReplyKeys keys) {
    Instant since = keys.since();
    return since == null ? Instant.EPOCH : since.plus(ReplyKeys.HOLDS);
  }

  private static String day(@Nullable Instant at) {
    return at == null ? "a day unknown" : LocalDate.ofInstant(at, ZoneOffset.UTC).toString();
  }

  private static String key() {
    byte[] chance = new byte[ReplyKeys.BYTES];
    new SecureRandom().nextBytes(chance);
    return HexFormat.of().formatHex(chance);
  }
}
