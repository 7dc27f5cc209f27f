package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// Who a reply goes to unless its author says otherwise.
@Serdeable
@Schema(name = "Recipients")
record RecipientsJson(List<MailboxJson> to, List<MailboxJson> cc) {}
