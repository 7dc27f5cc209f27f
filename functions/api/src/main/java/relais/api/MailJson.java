package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import relais.conversation.MailFields;

/// What only a mail has.
@Serdeable
@Schema(name = "Mail")
record MailJson(String subject, List<MailboxJson> to, List<MailboxJson> cc) {
  static @Nullable MailJson of(@Nullable MailFields mail) {
    return mail == null
        ? null
        : new MailJson(mail.subject(), MailboxJson.of(mail.to()), MailboxJson.of(mail.cc()));
  }
}
