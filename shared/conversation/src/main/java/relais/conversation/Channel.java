package relais.conversation;

/// The kinds of medium a message can travel on.
public enum Channel {
  EMAIL("email"),
  WHATSAPP("whatsapp");

  private final String word;

  Channel(String word) {
    this.word = word;
  }

  /// The word for it in JSON, keys and logs.
  public String word() {
    return word;
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
