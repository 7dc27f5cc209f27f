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

  /// Taken over, it seems, but the answer does not say under which name. It is not sent again on
  /// our own.
  static SendAnswer withoutId(String label) {
    return new Refused(
        new ProviderFailure(
            "no-message-id",
            "%s answered in an unknown way, so the message may have arrived. Ask the customer before"
                    .formatted(label)
                + " you send it again.",
            true,
            false));
  }
}
