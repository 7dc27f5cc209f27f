package relais.conversation;

/// The secrets of one chat.
///
/// @param tokenKey signs the tokens by which visitors are known again: 32 bytes in hexadecimal
/// @param identitySecret shared with the site, which signs the names of its users with it: 64
///     hexadecimal digits
public record ChatKeys(String tokenKey, String identitySecret) {
  /// How many bytes of chance each has.
  public static final int BYTES = 32;

  public ChatKeys {
    if (!isKey(tokenKey) || !isKey(identitySecret)) {
      throw new IllegalArgumentException(
          "A secret of a chat is %d bytes in hexadecimal".formatted(BYTES));
    }
  }

  /// The same with another secret for the site; tokens that are out there stay good.
  public ChatKeys withIdentitySecret(String secret) {
    return new ChatKeys(tokenKey, secret);
  }

  /// Says nothing of them.
  @Override
  public String toString() {
    return "ChatKeys[…]";
  }

  private static boolean isKey(String text) {
    return text.matches("[0-9a-f]{%d}".formatted(2 * BYTES));
  }
}
