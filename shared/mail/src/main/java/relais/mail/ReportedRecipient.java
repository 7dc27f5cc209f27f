package relais.mail;

import org.jspecify.annotations.Nullable;

/// What a report says about the mail to one recipient.
///
/// @param address null when the report does not name the recipient
/// @param status the enhanced status code (RFC 3463) such as `5.1.1`; where the report gives none,
///     the one its SMTP reply or its words stand for
/// @param hard whether sending there again is pointless: the address, mailbox or domain is gone or
///     refuses us for good; a full mailbox or a passing fault is not hard
/// @param cause why it failed, in a word of ours; null where nothing failed
/// @param reason the receiving side's own words, one line; empty when it gave none
public record ReportedRecipient(
    @Nullable MailAddress address,
    String status,
    boolean hard,
    @Nullable FailureCause cause,
    String reason) {}
