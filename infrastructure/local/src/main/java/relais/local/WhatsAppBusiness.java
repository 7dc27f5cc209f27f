package relais.local;

/// A business number that the simulated network knows, with the secrets Meta would have given.
///
/// @param account the id of the business account it belongs to
record WhatsAppBusiness(
    String phoneNumberId,
    String account,
    String name,
    String displayNumber,
    String accessToken,
    String appSecret) {
  @Override
  public String toString() {
    return phoneNumberId;
  }
}
