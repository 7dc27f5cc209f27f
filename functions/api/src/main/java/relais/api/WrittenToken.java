package relais.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import relais.table.TelephoneTokens;

/// A token of a telephone system as it is written. Begins with words of its own, so that whoever
/// finds one, a scanner for secrets among them, knows what it is.
///
/// @param id says which one it is
/// @param secret proves it: 256 bits of chance
record WrittenToken(String id, String secret) {
  static final int SECRET_BYTES = 32;

  private static final Pattern FORM = Pattern.compile("relais_tel_([0-9a-f]{24})_([0-9a-f]{64})");

  /// Reads one; empty for what is none.
  static Optional<WrittenToken> find(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? Optional.of(new WrittenToken(form.group(1), form.group(2)))
        : Optional.empty();
  }

  /// Whether this is the token whose hash is kept. Takes the same time whatever is wrong.
  boolean isOf(TelephoneTokens.TelephoneToken token) {
    return MessageDigest.isEqual(
        hash().getBytes(StandardCharsets.US_ASCII),
        token.hash().getBytes(StandardCharsets.US_ASCII));
  }

  /// What is kept of it. So much chance needs no salt and no slowness.
  String hash() {
    return HexFormat.of().formatHex(Sha256.of(secret.getBytes(StandardCharsets.US_ASCII)));
  }

  /// Names no secret: it does not belong into logs.
  @Override
  public String toString() {
    return "Token " + id;
  }

  /// As it is shown once.
  String written() {
    return "relais_tel_%s_%s".formatted(id, secret);
  }
}
