package relais.mail;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/// Reads the ids of a Message-ID, In-Reply-To or References field.
final class MessageIdList {
  /// More than any thread has; a hostile field may not fill the memory.
  private static final int MAX_IDS = 20_000;

  private MessageIdList() {}

  /// Every id once, in order. Spaces inside the brackets are left out, words between ids ignored.
  static List<MimeMessageId> parse(String header) {
    String decoded = header.contains("=?") ? EncodedWords.decode(header) : header;
    String text = withoutComments(decoded);
    Set<MimeMessageId> ids = new LinkedHashSet<>();
    int lastClose = text.lastIndexOf('>');
    int open = text.indexOf('<');
    while (open >= 0 && ids.size() < MAX_IDS) {
      int close = lastClose < open ? -1 : text.indexOf('>', open);
      int nextOpen = text.indexOf('<', open + 1);
      int end = close < 0 ? text.length() : close;
      if (nextOpen >= 0 && nextOpen < end) {
        end = nextOpen;
      }
      add(ids, text.substring(open + 1, end));
      open = end < text.length() ? text.indexOf('<', end) : -1;
    }
    if (ids.isEmpty()) {
      StringTokenizer words = new StringTokenizer(text, " ,;\"");
      while (words.hasMoreTokens() && ids.size() < MAX_IDS) {
        String word = words.nextToken();
        if (word.indexOf('@') > 0) {
          add(ids, word);
        }
      }
    }
    return List.copyOf(ids);
  }

  /// Without what stands in parentheses outside the brackets: it may hold brackets of its own.
  private static String withoutComments(String text) {
    int last = text.lastIndexOf(')');
    if (text.indexOf('(') < 0 || last < 0) {
      return text;
    }
    StringBuilder kept = new StringBuilder(text.length());
    int depth = 0;
    boolean inId = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (depth == 0) {
        inId = c == '<' || (inId && c != '>');
      }
      if (!inId && c == '(' && (depth > 0 || i < last)) {
        depth++;
      } else if (!inId && c == ')' && depth > 0) {
        depth--;
      } else if (depth == 0) {
        kept.append(c);
      }
    }
    return depth == 0 ? kept.toString() : text;
  }

  /// The one id of a Message-ID field, also one without `@` or brackets; null for none.
  static @Nullable MimeMessageId parseOne(String header) {
    List<MimeMessageId> ids = parse(header);
    if (!ids.isEmpty()) {
      return ids.getFirst();
    }
    Set<MimeMessageId> bare = new LinkedHashSet<>();
    add(bare, header);
    return bare.isEmpty() ? null : bare.iterator().next();
  }

  private static void add(Set<MimeMessageId> ids, String candidate) {
    StringBuilder value = new StringBuilder(candidate.length());
    for (int i = 0; i < candidate.length(); i++) {
      char c = candidate.charAt(i);
      if (c > ' ' && c != '<' && c != '>' && !Character.isISOControl(c)) {
        value.append(c);
      }
    }
    if (!value.isEmpty() && value.length() <= MimeMessageId.MAX_LENGTH) {
      ids.add(new MimeMessageId(value.toString()));
    }
  }
}
