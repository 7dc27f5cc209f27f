package relais.conversation;

/// The kinds of medium a message can travel on.
public enum Channel {
  EMAIL("email"),
  WHATSAPP("whatsapp"),
  /// The chat on a site of ours.
  WEBCHAT("webchat"),
  /// A form on a site of ours; what comes by it is answered by mail.
  FORM("form");

  private final String word;

  Channel(String word) {
    this.word = word;
  }

  /// The word for it in JSON, keys and logs.
  public String word() {
    return word;
  }

  /// Whether messages on it leave as mail, with subject and recipients.
  public boolean isMail() {
    return switch (this) {
      case EMAIL, FORM -> true;
      case WHATSAPP, WEBCHAT -> false;
    };
  }

  /// Finds a channel by its word.
  ///
  /// @throws IllegalArgumentException when there is no such channel
  public static Channel of(String word) {
    for (Channel channel : values()) {
      if (channel.word.equals(word)) {
        return channel;
      }
    }
    throw new IllegalArgumentException("There is no channel '%s'".formatted(word));
  }
}
