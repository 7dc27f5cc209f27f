package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// What to take in.
///
/// @param from the first day, null for a week ago
/// @param to the last day, null for today
/// @param key the one original; null for all that are missing of these days
@Serdeable
record TakeInRequest(@Nullable String from, @Nullable String to, @Nullable String key) {}
