package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who a reply is from and to unless its author says otherwise.
///
/// @param from null when its inbox is gone
@Serdeable
@Schema(name = "Recipients", requiredProperties = "from")
record RecipientsJson(@Nullable MailboxJson from, List<MailboxJson> to, List<MailboxJson> cc) {}
