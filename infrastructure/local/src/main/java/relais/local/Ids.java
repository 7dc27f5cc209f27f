package relais.local;

import java.security.SecureRandom;
import java.util.UUID;

/// Names for what the outside world would name: provider ids, request ids, connection ids.
final class Ids {
  private static final String LOWER_CASE = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String ANY_CASE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ" + LOWER_CASE;

  private final SecureRandom chance = new SecureRandom();

  /// As SES names an incoming mail: 40 lower-case letters and digits.
  String receivedMail() {
    return text(LOWER_CASE, 40);
  }

  /// As SES names an outgoing mail.
  String sentMail() {
    return "0102%s-%s-000000".formatted(text("0123456789abcdef", 12), UUID.randomUUID());
  }

  /// As Meta names a message.
  String whatsAppMessage() {
    return "wamid." + text(ANY_CASE, 46) + "==";
  }

  /// As Meta names a file.
  String whatsAppMedia() {
    return "1" + text("0123456789", 14);
  }

  /// Digits of base 16, of which Twilio's names are made.
  String hex(int length) {
    return text("0123456789abcdef", length);
  }

  /// As API Gateway names a WebSocket connection.
  String connection() {
    return text(ANY_CASE, 15) + "=";
  }

  String request() {
    return UUID.randomUUID().toString();
  }

  private String text(String letters, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(chance.nextInt(letters.length())));
    }
    return text.toString();
  }
}
