package relais.local;

/// A business number that the simulated network knows, with the secrets Meta would have given.
record WhatsAppBusiness(
    String phoneNumberId, String name, String displayNumber, String accessToken, String appSecret) {
  @Override
  public String toString() {
    return phoneNumberId;
  }
}
