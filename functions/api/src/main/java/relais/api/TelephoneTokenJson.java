package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import relais.conversation.Settings;
import relais.conversation.User;
import relais.table.TelephoneTokens;

/// A token of a telephone system, without what is secret of it.
///
/// @param madeBy the name of the admin who made it
/// @param usedAt when it was last used, to the hour; null for never
@Serdeable
@Schema(
    name = "TelephoneToken",
    requiredProperties = {"usedAt"})
record TelephoneTokenJson(
    String id, String name, String madeBy, Instant madeAt, @Nullable Instant usedAt) {
  static TelephoneTokenJson of(TelephoneTokens.TelephoneToken token, Settings settings) {
    return new TelephoneTokenJson(
        token.id(),
        token.name(),
        settings.findUser(token.madeBy()).map(User::name).orElse(token.madeBy().value()),
        token.madeAt(),
        token.usedAt());
  }
}
