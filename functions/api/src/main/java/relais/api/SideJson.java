package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// An exchange with somebody outside beside the one with the customer.
///
/// @param id the forward that began it
/// @param participants the addresses of those who have written or been written to in it
/// @param replyTo who a reply in it goes to
@Serdeable
@Schema(name = "SideThread")
record SideJson(String id, List<String> participants, RecipientsJson replyTo) {}
