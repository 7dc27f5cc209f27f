package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import relais.conversation.Conversation;
import relais.conversation.Conversation.Relation;

/// A related conversation that the reader may see, as it is now.
///
/// @param relation how the two are related
/// @param version of the related conversation; a merge into it sends it along
@Serdeable
@Schema(name = "Related")
record RelatedJson(RelationJson relation, String subject, String status, long version) {
  static RelatedJson of(Relation relation, Conversation other) {
    return new RelatedJson(
        RelationJson.of(relation),
        other.headline().subject(),
        other.status().word(),
        other.versions().current());
  }
}
