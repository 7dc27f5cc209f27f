package relais.channels;

/// Why a provider did not take or did not deliver a message, in words an agent can act on.
///
/// @param code stable, for the app and for reports, such as `131047` or `http-503`
/// @param reason what happened and what to do
/// @param retryable whether the very same message may be sent once more, by hand, now or after what
///     the reason asks for
/// @param passing whether trying again on our own after a while is worth it
public record ProviderFailure(String code, String reason, boolean retryable, boolean passing) {}
