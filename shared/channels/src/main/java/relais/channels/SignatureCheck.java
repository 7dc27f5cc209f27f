package relais.channels;

/// What the signature of a webhook says about who sent it.
public enum SignatureCheck {
  /// One of our secrets made it.
  VALID,
  /// None of our secrets made it, or it does not have the form the provider documents.
  INVALID,
  /// There is none.
  MISSING
}
