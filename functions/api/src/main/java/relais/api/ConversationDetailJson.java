package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conversation with the newest page of its timeline.
///
/// @param replyTo who a reply goes to; null where the channel leaves no choice
/// @param recipientWarnings what is known against writing to those a reply goes to
/// @param sides exchanges with others beside the one with the customer, in the order they began
/// @param related other conversations that it has to do with, as far as the reader may see them
/// @param merged where it is read since it was merged; null when it was not
/// @param files which files go with a reply
/// @param timeline oldest first
/// @param earlier the cursor of the page before; null when this is all
@Serdeable
@Schema(
    name = "ConversationDetail",
    requiredProperties = {"replyTo", "merged", "earlier"})
record ConversationDetailJson(
    RowJson conversation,
    ContactJson contact,
    @Nullable RecipientsJson replyTo,
    List<RecipientWarningJson> recipientWarnings,
    List<SideJson> sides,
    List<RelatedJson> related,
    @Nullable MergedJson merged,
    FileLimitsJson files,
    List<EntryJson> timeline,
    @Nullable String earlier) {}
