package relais.mail;

/// Names under which a file can be saved anywhere.
final class FileName {
  private static final int MAX_LENGTH = 200;

  private FileName() {}

  /// The given name without folders, control characters and what file systems refuse.
  ///
  /// @param type gives the ending when nothing is left of the name
  static String safe(String given, String type) {
    String name = HeaderText.oneLine(given);
    int folder = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    if (folder >= 0 && folder < name.length() - 1 && looksLikePath(name)) {
      name = name.substring(folder + 1);
    }
    StringBuilder kept = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isInvisible(c)) {
        continue;
      }
      kept.append("/\\:*?\"<>|".indexOf(c) >= 0 ? '_' : c);
    }
    name = kept.toString().strip();
    if (name.isEmpty() || name.chars().allMatch(c -> c == '.')) {
      return "unnamed" + MediaType.ending(type);
    }
    return name.length() <= MAX_LENGTH ? name : shortened(name);
  }

  private static boolean looksLikePath(String name) {
    return name.startsWith("/")
        || name.startsWith("..")
        || name.startsWith("\\")
        || (name.length() > 2 && name.charAt(1) == ':')
        || name.contains("/")
        || name.contains("\\");
  }

  /// Marks that turn the reading direction would let `exe.pdf` be shown for `fdp.exe`.
  private static boolean isInvisible(char c) {
    return Character.isISOControl(c)
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069')
        || c == '\u200e'
        || c == '\u200f'
        || c == '\ufeff';
  }

  private static String shortened(String name) {
    int dot = name.lastIndexOf('.');
    String ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
    int cut = MAX_LENGTH - ending.length();
    if (Character.isHighSurrogate(name.charAt(cut - 1))) {
      cut--;
    }
    return name.substring(0, cut) + ending;
  }
}
