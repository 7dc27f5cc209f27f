package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import relais.conversation.Acknowledging.HeldMail;
import relais.conversation.InboxId;

/// Automatic mail that was held because there was too much of it.
///
/// @param count how much is held, up to a thousand
/// @param inboxes where it was to leave from, with how much and why
@Serdeable
@Schema(name = "HeldMail")
record HeldMailJson(int count, List<InboxJson> inboxes) {

  /// What one inbox holds.
  ///
  /// @param since when the oldest of it was held
  /// @param why which limit was reached first: that of one address, or that of the inbox
  @Serdeable
  @Schema(name = "HeldInInbox")
  record InboxJson(
      String inbox,
      int count,
      Instant since,
      @Schema(
              type = "string",
              allowableValues = {"recipient", "inbox"})
          String why) {}

  /// What was done about it.
  ///
  /// @param done how many were sent, or let go of
  /// @param left whether there are more; ask again
  @Serdeable
  @Schema(name = "HeldMailDecided")
  record DecidedJson(int done, boolean left) {}

  static HeldMailJson of(List<HeldMail> held) {
    return new HeldMailJson(
        held.size(),
        held.stream().map(HeldMail::inbox).distinct().map(inbox -> inbox(inbox, held)).toList());
  }

  private static InboxJson inbox(InboxId inbox, List<HeldMail> held) {
    List<HeldMail> here = held.stream().filter(mail -> mail.inbox().equals(inbox)).toList();
    HeldMail first = here.getFirst();
    return new InboxJson(inbox.value(), here.size(), first.at(), first.why().word());
  }
}
