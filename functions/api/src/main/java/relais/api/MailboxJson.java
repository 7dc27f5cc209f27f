package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

/// Somebody a mail is from or to.
@Serdeable
@Schema(name = "Mailbox")
record MailboxJson(@Nullable String name, String address) {
  static MailboxJson of(Mailbox mailbox) {
    return new MailboxJson(mailbox.name(), mailbox.address().toString());
  }

  static List<MailboxJson> of(List<Mailbox> mailboxes) {
    return mailboxes.stream().map(MailboxJson::of).toList();
  }

  /// Reads what a request says.
  ///
  /// @param field where it stands in the request
  Mailbox mailbox(String field) {
    if (name != null && name.length() > MAX_NAME) {
      throw Problem.field(
          field, "A recipient's name has at most %d characters.".formatted(MAX_NAME));
    }
    try {
      return new Mailbox(name, MailAddress.parse(address));
    } catch (IllegalArgumentException e) {
      throw Problem.field(field, String.valueOf(e.getMessage()));
    }
  }

  private static final int MAX_NAME = 200;
}
