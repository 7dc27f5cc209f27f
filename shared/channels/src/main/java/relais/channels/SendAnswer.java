package relais.channels;

/// What a provider answers to a message that we hand over.
public sealed interface SendAnswer {
  /// Taken over. Whether it arrives is told later, by webhook.
  ///
  /// @param providerId the provider's name for it
  /// @param state the provider's word, such as `accepted` or `held_for_quality_assessment`
  record Accepted(String providerId, String state) implements SendAnswer {}

  /// Not taken over.
  record Refused(ProviderFailure failure) implements SendAnswer {}
}
