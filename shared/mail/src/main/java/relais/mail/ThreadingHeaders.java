package relais.mail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a mail says about its place in an exchange (RFC 5322 section 3.6.4).
///
/// @param messageId the mail's own id; null when its sender gave none
/// @param inReplyTo the mails it answers, mostly one
/// @param references the mails before it, oldest first, each once
public record ThreadingHeaders(
    @Nullable MimeMessageId messageId,
    List<MimeMessageId> inReplyTo,
    List<MimeMessageId> references) {

  /// Of a mail that says nothing.
  public static final ThreadingHeaders NONE = new ThreadingHeaders(null, List.of(), List.of());

  public ThreadingHeaders {
    inReplyTo = List.copyOf(inReplyTo);
    references = List.copyOf(references);
  }

  /// The ids to look for when placing this mail, best evidence first.
  ///
  /// First what it answers, then its references from the newest to the oldest, each once and never
  /// the mail itself.
  public List<MimeMessageId> ancestors() {
    LinkedHashSet<MimeMessageId> found = new LinkedHashSet<>(inReplyTo);
    List<MimeMessageId> newestFirst = new ArrayList<>(references);
    Collections.reverse(newestFirst);
    found.addAll(newestFirst);
    if (messageId != null) {
      found.remove(messageId);
    }
    return List.copyOf(found);
  }
}
