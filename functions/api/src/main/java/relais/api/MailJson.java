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
/// @param side the side thread it is in, which is the message that began it; null for mail with the
///     customer
/// @param invitation the appointment it is about; null when about none
/// @param answer what a mail of ours answers to an invitation; null when it answers none
/// @param originalSender who wrote the mail that this one passes on, as it says; null when none
@Serdeable
@Schema(
    name = "Mail",
    requiredProperties = {"from", "side", "invitation", "answer", "originalSender"})
record MailJson(
    String subject,
    @Nullable MailboxJson from,
    List<MailboxJson> to,
    List<MailboxJson> cc,
    List<MailboxJson> bcc,
    @Nullable String side,
    @Nullable InvitationJson invitation,
    @Nullable AnswerJson answer,
    @Nullable MailboxJson originalSender) {
  /// What an invitation was answered.
  ///
  /// @param invitation the message that has it
  @Serdeable
  @Schema(name = "GivenAnswer")
  record AnswerJson(
      String invitation,
      @Schema(
              type = "string",
              allowableValues = {"accepted", "tentative", "declined"})
          String participation) {}

  static @Nullable MailJson of(@Nullable MailFields mail) {
    if (mail == null) {
      return null;
    }
    Addressing addressing = mail.addressing();
    MailFields.Answer answer = mail.answer();
    return new MailJson(
        mail.subject(),
        addressing.from() == null ? null : MailboxJson.of(addressing.from()),
        MailboxJson.of(addressing.to()),
        MailboxJson.of(addressing.cc()),
        MailboxJson.of(addressing.bcc()),
        mail.side() == null ? null : mail.side().value(),
        InvitationJson.of(mail.invitation()),
        answer == null
            ? null
            : new AnswerJson(answer.invitation().value(), answer.participation().word()),
        mail.originalSender() == null ? null : MailboxJson.of(mail.originalSender()));
  }
}
