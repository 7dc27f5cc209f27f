package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/// Another conversation of the same contact.
@Serdeable
@Schema(name = "PastConversation")
record PastConversationJson(String id, long caseNumber, String subject, Instant createdAt) {}
