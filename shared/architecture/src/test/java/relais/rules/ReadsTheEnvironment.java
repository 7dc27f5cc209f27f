package relais.rules;

import org.jspecify.annotations.Nullable;

/// A fault on purpose: a setting that nobody finds.
public final class ReadsTheEnvironment {
  private ReadsTheEnvironment() {}

  static @Nullable String table() {
    return System.getenv("TABLE_NAME");
  }
}
