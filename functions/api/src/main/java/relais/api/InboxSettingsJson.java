package relais.api;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import relais.conversation.Acknowledgement;
import relais.conversation.BusinessHours;
import relais.conversation.Inbox;
import relais.conversation.ReplyAddress;
import relais.mail.MailAddress;
import relais.table.SettingsStore.SavedInbox;

/// Everything that can be set on an inbox for mail.
///
/// @param version counts its changes
/// @param hours when the team is there; null when always
@Serdeable
@Schema(
    name = "InboxSettings",
    requiredProperties = {"hours"})
record InboxSettingsJson(
    String id,
    long version,
    String name,
    String team,
    AddressesJson addresses,
    OutgoingJson outgoing,
    InboxListJson.PolicyJson policy,
    @Nullable HoursJson hours,
    AcknowledgementJson acknowledgement) {

  /// Where mail for the inbox goes.
  ///
  /// @param main the one that mail leaves from
  /// @param aliases others that lead here
  @Serdeable
  @Schema(name = "InboxAddresses")
  record AddressesJson(String main, List<String> aliases) {}

  /// What mail from the inbox looks like.
  ///
  /// @param replyAddresses whether each conversation has an address of its own
  /// @param roomForTag whether the main address is short enough for that
  /// @param signature as safe HTML; null for none
  @Serdeable
  @Schema(
      name = "InboxOutgoing",
      requiredProperties = {"signature"})
  record OutgoingJson(
      String senderName, boolean replyAddresses, boolean roomForTag, @Nullable String signature) {}

  /// When the team is there.
  ///
  /// @param zone of the tz database, such as Europe/Amsterdam
  /// @param holidays days on which nobody is there
  @Serdeable
  @Schema(name = "BusinessHours")
  record HoursJson(String zone, List<IntervalJson> week, List<LocalDate> holidays) {}

  /// Some hours of one day of the week.
  ///
  /// @param from as 09:00
  /// @param until the first minute after; 00:00 for midnight
  @Serdeable
  @Schema(name = "BusinessInterval")
  record IntervalJson(
      @Schema(
              type = "string",
              allowableValues = {
                "monday",
                "tuesday",
                "wednesday",
                "thursday",
                "friday",
                "saturday",
                "sunday"
              })
          String day,
      String from,
      String until) {}

  /// What customers are told at once.
  ///
  /// @param fallback the language for those whose own is not among the wordings
  /// @param perRecipient more automatic mails than this to one address in an hour are held
  /// @param perInbox more automatic mails than this in an hour are held
  @Serdeable
  @Schema(name = "Acknowledgement")
  record AcknowledgementJson(
      boolean on,
      @Schema(
              type = "string",
              allowableValues = {"en", "fr", "it", "nl"})
          String fallback,
      List<WordingJson> wordings,
      int perRecipient,
      int perInbox) {}

  /// The words in one language.
  ///
  /// @param open while the team is there
  /// @param closed outside business hours; null for the same
  @Serdeable
  @Schema(
      name = "AcknowledgementWording",
      requiredProperties = {"closed"})
  record WordingJson(
      @Schema(
              type = "string",
              allowableValues = {"en", "fr", "it", "nl"})
          String language,
      String open,
      @Nullable String closed) {}

  static InboxSettingsJson of(Inbox.Email inbox, long version) {
    BusinessHours hours = inbox.hours();
    return new InboxSettingsJson(
        inbox.id().value(),
        version,
        inbox.name(),
        inbox.team().value(),
        new AddressesJson(
            inbox.mailAddress().toString(),
            inbox.addresses().aliases().stream().map(MailAddress::toString).toList()),
        new OutgoingJson(
            inbox.outgoing().senderName(),
            inbox.outgoing().replyAddresses(),
            ReplyAddress.fits(inbox.mailAddress()),
            inbox.outgoing().signature()),
        InboxListJson.PolicyJson.of(inbox.policy()),
        hours == null ? null : hours(hours),
        acknowledgement(inbox.acknowledgement()));
  }

  /// @throws Problem when it is no inbox for mail
  static InboxSettingsJson of(SavedInbox saved) {
    return switch (saved.inbox()) {
      case Inbox.Email email -> of(email, saved.version());
      case Inbox.Connected _, Inbox.WebChat _, Inbox.Form _ -> throw Problem.notFound();
    };
  }

  static HoursJson hours(BusinessHours hours) {
    List<IntervalJson> week = new ArrayList<>();
    hours
        .week()
        .forEach(
            (day, intervals) ->
                intervals.forEach(
                    interval ->
                        week.add(
                            new IntervalJson(
                                day.name().toLowerCase(Locale.ROOT),
                                interval.from().toString(),
                                interval.until().toString()))));
    return new HoursJson(hours.zone().getId(), week, List.copyOf(hours.holidays()));
  }

  private static AcknowledgementJson acknowledgement(Acknowledgement acknowledgement) {
    return new AcknowledgementJson(
        acknowledgement.on(),
        acknowledgement.fallback().code(),
        acknowledgement.wordings().entrySet().stream()
            .map(
                each ->
                    new WordingJson(
                        each.getKey().code(), each.getValue().open(), each.getValue().closed()))
            .toList(),
        acknowledgement.limits().perRecipient(),
        acknowledgement.limits().perInbox());
  }
}
