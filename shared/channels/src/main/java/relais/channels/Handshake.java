package relais.channels;

/// The answer to a provider that asks whether this address really wants its webhooks.
public sealed interface Handshake {
  /// Ours: the provider wants its challenge back, as plain text with status 200.
  record Confirmed(String challenge) implements Handshake {}

  /// Not ours, or not a handshake at all: status 403.
  record Refused() implements Handshake {}
}
