package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// The person a conversation is with.
///
/// @param conversations the others they had, newest first, as far as the caller may see them
@Serdeable
@Schema(name = "Contact")
record ContactJson(
    String id,
    String name,
    List<IdentityJson> identities,
    List<PastConversationJson> conversations) {}
