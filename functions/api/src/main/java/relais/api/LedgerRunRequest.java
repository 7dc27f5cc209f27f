package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// Which days to look at.
///
/// @param from the first day, such as 2026-11-24; null for a week ago
/// @param to the last day; null for today
@Serdeable
record LedgerRunRequest(@Nullable String from, @Nullable String to) {}
