package relais.conversation;

import org.jspecify.annotations.Nullable;

/// How a provider regards a number of ours. What is null, nobody told.
///
/// @param quality how customers rate it
/// @param limit how many customers a day may be written to first, in the provider's word
/// @param status the provider's word, such as `CONNECTED` or `FLAGGED`
/// @param review what came of looking at the account, in the provider's word
public record NumberStanding(
    MessageTemplate.@Nullable Quality quality,
    @Nullable String limit,
    @Nullable String status,
    @Nullable String review) {
  /// Nothing is known.
  public static final NumberStanding UNKNOWN = new NumberStanding(null, null, null, null);
}
