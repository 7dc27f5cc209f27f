package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A template with its gaps filled.
///
/// @param language as the provider writes it
/// @param values by the ids of the gaps
@Serdeable
@Schema(
    name = "TemplateRequest",
    requiredProperties = {"name", "language", "values"})
record TemplateRequest(
    @Nullable String name, @Nullable String language, @Nullable Map<String, String> values) {}
