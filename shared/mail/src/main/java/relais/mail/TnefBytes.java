package relais.mail;

import java.util.Arrays;

/// Numbers and stretches from the envelope, least byte first; at its end it gives zeros.
final class TnefBytes {
  private final byte[] bytes;
  private int at;

  TnefBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  int remaining() {
    return bytes.length - at;
  }

  void skip(int count) {
    at = Math.min(bytes.length, at + Math.max(0, count));
  }

  int readByte() {
    return at < bytes.length ? bytes[at++] & 0xff : 0;
  }

  int readShort() {
    return readByte() | (readByte() << 8);
  }

  int readInt() {
    return readShort() | (readShort() << 16);
  }

  byte[] readBytes(int count) {
    int length = Math.clamp(count, 0, remaining());
    byte[] stretch = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return stretch;
  }

  /// Skips to the next multiple of four after a stretch of that length.
  void skipPadding(int length) {
    skip((4 - (length & 3)) & 3);
  }
}
