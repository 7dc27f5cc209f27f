package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relais.table.LedgerRun;

/// One comparison of what was received with what became of it.
///
/// @param from the first day
/// @param to the last day
/// @param listed how many originals were looked at so far, those of other days too
/// @param finishedAt null while it goes on
@Serdeable
@Schema(
    name = "LedgerRun",
    requiredProperties = {"finishedAt"})
record LedgerRunJson(
    String from, String to, Instant startedAt, long listed, @Nullable Instant finishedAt) {

  static LedgerRunJson of(LedgerRun run) {
    return new LedgerRunJson(
        run.from().toString(),
        run.to().toString(),
        run.startedAt(),
        run.listed(),
        run.finishedAt());
  }
}
