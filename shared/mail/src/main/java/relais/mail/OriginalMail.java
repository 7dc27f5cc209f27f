package relais.mail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the mail a report is about: as a part of the report, or copied into its text.
final class OriginalMail {
  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?im)^[ \\t>|]{0,20}Message-Id:\\s{0,20}(<[^<>\\s]{1,900}>)");
  private static final Pattern TO =
      Pattern.compile("(?im)^[ \\t>|]{0,20}To:[ \\t]{0,20}([^\\r\\n]{3,500})$");

  private OriginalMail() {}

  /// The Message-IDs of the mails that are enclosed.
  ///
  /// @param text the report's own text, looked through when nothing is enclosed
  static List<MimeMessageId> messageIds(List<MimePart> leaves, String text) {
    Set<MimeMessageId> ids = new LinkedHashSet<>();
    for (MimePart leaf : leaves) {
      if (holdsMail(leaf)) {
        HeaderBlock headers = enclosed(leaf);
        MimeMessageId id =
            MessageIdList.parseOne(headers.value("Message-ID", CharsetGuess.WESTERN));
        if (id != null) {
          ids.add(id);
        }
      }
    }
    if (ids.isEmpty()) {
      Matcher copied = MESSAGE_ID.matcher(text);
      if (copied.find()) {
        ids.addAll(MessageIdList.parse(copied.group(1)));
      }
    }
    return List.copyOf(ids);
  }

  /// To whom the enclosed mail went.
  static List<MailAddress> recipients(List<MimePart> leaves, String text) {
    List<MailAddress> recipients = new ArrayList<>();
    for (MimePart leaf : leaves) {
      if (holdsMail(leaf)) {
        for (Mailbox to : MailboxList.parse(enclosed(leaf).value("To", CharsetGuess.WESTERN))) {
          recipients.add(to.address());
        }
      }
    }
    if (recipients.isEmpty()) {
      Matcher copied = TO.matcher(text);
      if (copied.find()) {
        for (Mailbox to : MailboxList.parse(copied.group(1))) {
          recipients.add(to.address());
        }
      }
    }
    return recipients;
  }

  /// Whether a mail, or its headers, is enclosed here.
  static boolean holdsMail(MimePart leaf) {
    return switch (leaf.type()) {
      case "message/rfc822",
          "message/global",
          "text/rfc822-headers",
          "message/rfc822-headers",
          "text/rfc822",
          "message/global-headers",
          "message/partial" ->
          true;
      default -> leaf.type().toLowerCase(Locale.ROOT).endsWith("/rfc822-headers");
    };
  }

  private static HeaderBlock enclosed(MimePart leaf) {
    return HeaderBlock.read(Slice.of(leaf.content()));
  }
}
