package relais.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A stretch of the raw mail, without a copy of it.
final class Slice {
  private final byte[] array;
  private final int from;
  private final int to;

  private Slice(byte[] array, int from, int to) {
    this.array = array;
    this.from = from;
    this.to = to;
  }

  static Slice of(byte[] array) {
    return new Slice(array, 0, array.length);
  }

  int length() {
    return to - from;
  }

  byte at(int index) {
    return array[from + index];
  }

  /// The stretch between two positions of this one.
  Slice between(int start, int end) {
    return new Slice(array, from + start, from + Math.max(start, end));
  }

  Slice after(int start) {
    return between(start, length());
  }

  /// The position of that byte at or after a position; the length where there is none.
  int find(byte wanted, int start) {
    for (int i = from + start; i < to; i++) {
      if (array[i] == wanted) {
        return i - from;
      }
    }
    return length();
  }

  boolean startsWith(byte[] start, int at) {
    int first = from + at;
    return first + start.length <= to
        && Arrays.equals(array, first, first + start.length, start, 0, start.length);
  }

  /// Without the line break at its end, if it has one.
  Slice withoutLastBreak() {
    int end = to;
    if (end > from && array[end - 1] == '\n') {
      end--;
      if (end > from && array[end - 1] == '\r') {
        end--;
      }
    }
    return new Slice(array, from, end);
  }

  boolean isBlank() {
    for (int i = from; i < to; i++) {
      if (array[i] > ' ' || array[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /// One character for each byte.
  String latin1() {
    return new String(array, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /// The bytes themselves; a copy unless the slice is the whole array.
  byte[] bytes() {
    return from == 0 && to == array.length ? array : Arrays.copyOfRange(array, from, to);
  }
}
