package relais.api;

import java.util.List;
import relais.conversation.EntryId;
import relais.conversation.StoredFile;
import relais.mail.Quotation;

/// A message that is passed on, as it was written.
///
/// @param infected whether a virus was found in it: its files stay here
record PassedMessage(
    EntryId id, Quotation.Forwarded mail, List<StoredFile> files, boolean infected) {
  PassedMessage {
    files = List.copyOf(files);
  }

  /// Whether a file is a picture that its text shows.
  boolean shows(StoredFile file) {
    String html = mail.html();
    String contentId = file.contentId();
    return !infected && html != null && contentId != null && html.contains("cid:" + contentId);
  }
}
