package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import relais.conversation.Conversation.Relation;

/// Another conversation that this one has to do with.
///
/// @param why this one quotes the other without its sender taking part there; is quoted by it; came
///     of the same mail in another inbox; was split off it; or the other was split off this one
@Serdeable
@Schema(name = "Relation")
record RelationJson(
    String id,
    long caseNumber,
    @Schema(
            type = "string",
            allowableValues = {
              "quotes",
              "quoted-by",
              "same-mail",
              "split-from",
              "split-into",
              "merged-into",
              "merged-from",
              "unmerged"
            })
        String why) {
  static RelationJson of(Relation relation) {
    return new RelationJson(relation.other().value(), relation.caseNumber(), relation.why().word());
  }
}
