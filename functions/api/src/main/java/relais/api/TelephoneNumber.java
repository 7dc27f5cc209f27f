package relais.api;

import java.util.regex.Pattern;

/// Telephone numbers as people write them.
final class TelephoneNumber {
  /// ITU-T E.164: at most 15 digits, the country first.
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

  private TelephoneNumber() {}

  /// Reads a number with its country; what people put between the digits is left out.
  ///
  /// @param field as the request calls it
  static String read(String field, String written) {
    String number = written.replaceAll("[\\s().\\-/]", "").replaceFirst("^00", "+");
    if (!E164.matcher(number).matches()) {
      throw Problem.field(
          field, "A telephone number begins with + and its country, like +31 20 555 0144.");
    }
    return number;
  }
}
