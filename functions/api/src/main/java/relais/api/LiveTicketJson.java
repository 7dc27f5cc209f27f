package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/// Opens one live connection within a minute.
///
/// @param url where to connect, with `?ticket=` and the ticket behind it
@Serdeable
@Schema(name = "LiveTicket")
record LiveTicketJson(String ticket, String url) {}
