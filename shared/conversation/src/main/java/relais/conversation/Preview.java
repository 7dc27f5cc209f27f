package relais.conversation;

/// The first words of a message, for lists.
final class Preview {
  private static final int MAX_CHARACTERS = 140;

  private Preview() {}

  static String of(MessageBody body, java.util.List<StoredFile> files) {
    String line = body.text().strip().replaceAll("\\s+", " ");
    if (line.isEmpty() && !files.isEmpty()) {
      line = files.getFirst().name();
    }
    if (line.length() <= MAX_CHARACTERS) {
      return line;
    }
    int end = line.offsetByCodePoints(0, line.codePointCount(0, MAX_CHARACTERS));
    return line.substring(0, end) + "…";
  }
}
