package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.Addressing;
import relais.conversation.MailFields;

/// What only a mail has.
///
/// @param from what a mail of ours went out under; null for those that came in and for old ones
/// @param bcc who got a mail of ours without the others knowing
@Serdeable
@Schema(name = "Mail", requiredProperties = "from")
record MailJson(
    String subject,
    @Nullable MailboxJson from,
    List<MailboxJson> to,
    List<MailboxJson> cc,
    List<MailboxJson> bcc) {
  static @Nullable MailJson of(@Nullable MailFields mail) {
    if (mail == null) {
      return null;
    }
    Addressing addressing = mail.addressing();
    return new MailJson(
        mail.subject(),
        addressing.from() == null ? null : MailboxJson.of(addressing.from()),
        MailboxJson.of(addressing.to()),
        MailboxJson.of(addressing.cc()),
        MailboxJson.of(addressing.bcc()));
  }
}
