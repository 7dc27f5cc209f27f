package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened.
///
/// @param from the user, team or label before, or what was held against an address; null where
///     there was none
/// @param to the user, team or label after, the address of who joined or is known, is the contact
///     now, or is right after all, or what the contact is called; null where there is none
/// @param rule the rule that did it; null unless the event is "rule-applied"
/// @param relation the other conversation; null unless the event is "linked"
@Serdeable
@Schema(
    name = "Event",
    requiredProperties = {"kind", "from", "to", "rule", "relation"})
record EventJson(
    String id,
    Instant at,
    AuthorJson author,
    @Schema(
            type = "string",
            allowableValues = {
              "created",
              "assigned",
              "moved",
              "labelled",
              "unlabelled",
              "closed",
              "reopened",
              "rule-applied",
              "joined",
              "identified",
              "named",
              "contact-changed",
              "unmarked",
              "linked"
            })
        String event,
    @Nullable String from,
    @Nullable String to,
    @Nullable AppliedRuleJson rule,
    @Nullable RelationJson relation)
    implements EntryJson {}
