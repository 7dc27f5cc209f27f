package relais.mail;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the reports a machine can read: delivery (RFC 3464), reading (RFC 8098), abuse (RFC 5965).
final class DeliveryReport {
  private static final int MAX_RECIPIENTS = 1_000;
  private static final int MAX_REPORT = 1_000_000;

  private static final Pattern REFUSED = Pattern.compile("(?i)\\b(?:rejected|refused|bounced)\\b");

  private DeliveryReport() {}

  /// What a mail reports; null when no part of it is such a report.
  ///
  /// @param words what the mail says to people, where the fields alone do not name the fault
  static @Nullable Automatic read(List<MimePart> leaves, String words) {
    for (MimePart leaf : leaves) {
      switch (leaf.type()) {
        case "message/delivery-status", "message/global-delivery-status" -> {
          return delivery(blocks(leaf), leaves, words);
        }
        case "message/feedback-report" -> {
          return complaint(blocks(leaf), leaves);
        }
        case "message/disposition-notification", "message/global-disposition-notification" -> {
          List<Map<String, String>> blocks = blocks(leaf);
          Automatic refused = refusal(blocks, leaves, words);
          return refused == null ? reading(blocks) : refused;
        }
        default -> {}
      }
    }
    return null;
  }

  /// The blocks of fields in a report, by field name in lower case.
  static List<Map<String, String>> blocks(MimePart part) {
    byte[] content = part.content();
    int length = Math.min(content.length, MAX_REPORT);
    return blocks(
        CharsetGuess.guessed(java.util.Arrays.copyOf(content, length), StandardCharsets.UTF_8));
  }

  private static List<Map<String, String>> blocks(String text) {
    List<Map<String, String>> blocks = new ArrayList<>();
    Map<String, String> block = new LinkedHashMap<>();
    String name = null;
    for (String line : text.split("\r?\n", -1)) {
      if (line.isBlank()) {
        if (!block.isEmpty()) {
          blocks.add(block);
          block = new LinkedHashMap<>();
        }
        name = null;
        continue;
      }
      int colon = line.indexOf(':');
      if ((line.startsWith(" ") || line.startsWith("\t")) && name != null) {
        block.merge(name, line.strip(), (first, more) -> first + " " + more);
      } else if (colon > 0 && line.lastIndexOf(' ', colon) < 0) {
        name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (name.equals("final-recipient") && block.containsKey(name)) {
          blocks.add(block); // the blank line between two recipients is missing
          block = new LinkedHashMap<>();
        }
        block.putIfAbsent(name, line.substring(colon + 1).strip());
      } else if (name != null) {
        block.merge(name, line.strip(), (first, more) -> first + " " + more);
      }
    }
    if (!block.isEmpty()) {
      blocks.add(block);
    }
    return blocks;
  }

  private static @Nullable Automatic delivery(
      List<Map<String, String>> blocks, List<MimePart> leaves, String words) {
    List<ReportedRecipient> failed = new ArrayList<>();
    List<ReportedRecipient> delayed = new ArrayList<>();
    List<ReportedRecipient> delivered = new ArrayList<>();
    for (Map<String, String> block : blocks) {
      String named = recipientOf(block);
      if (named == null || failed.size() + delayed.size() + delivered.size() >= MAX_RECIPIENTS) {
        continue;
      }
      String action = firstWord(block.getOrDefault("action", ""));
      List<ReportedRecipient> kind =
          switch (action) {
            case "delayed", "deferred" -> delayed;
            case "delivered", "relayed", "expanded", "deliverable" -> delivered;
            default ->
                block.getOrDefault("status", "").strip().startsWith("2") ? delivered : failed;
          };
      kind.add(
          kind == delivered
              ? arrived(block, named)
              : recipient(block, named, words, kind == delayed));
    }
    if (failed.isEmpty() && delayed.isEmpty() && delivered.isEmpty()) {
      return null;
    }
    List<MimeMessageId> originals = OriginalMail.messageIds(leaves, "");
    if (!failed.isEmpty()) {
      return new Automatic.Bounce(failed, originals);
    }
    return delayed.isEmpty()
        ? new Automatic.Delivered(delivered, originals)
        : new Automatic.Delayed(delayed, originals);
  }

  private static @Nullable String recipientOf(Map<String, String> block) {
    String named = block.get("final-recipient");
    if (named == null || addressIn(named) == null) {
      String original = block.get("original-recipient");
      named = original == null ? named : original;
    }
    if (named == null || addressIn(named) == null) {
      String actual = block.get("x-actual-recipient");
      named = actual == null ? named : actual;
    }
    return named;
  }

  private static ReportedRecipient recipient(
      Map<String, String> block, String named, String words, boolean delayed) {
    String diagnostic = typedValue(block.getOrDefault("diagnostic-code", ""));
    String stated = block.get("status");
    String reason = HeaderText.oneLine(diagnostic);
    String said = diagnostic.isEmpty() ? wordsAbout(named, words) : diagnostic;
    String status = FailureStatus.of(stated, said, delayed);
    return new ReportedRecipient(
        addressIn(named),
        status,
        FailureStatus.isHard(status, said),
        FailureStatus.causeOf(status, said),
        reason);
  }

  private static ReportedRecipient arrived(Map<String, String> block, String named) {
    String stated = block.getOrDefault("status", "").strip();
    String status = stated.startsWith("2.") && stated.length() >= 5 ? stated : "2.0.0";
    return new ReportedRecipient(addressIn(named), status.substring(0, 5), false, null, "");
  }

  /// What the text says of one recipient: its paragraph from the address on, or everything.
  private static String wordsAbout(String named, String words) {
    MailAddress address = addressIn(named);
    int at = address == null ? -1 : words.indexOf(address.toString());
    if (at < 0) {
      return words;
    }
    int nextLine = words.indexOf('\n', at);
    int paragraphEnd = words.indexOf("\n\n", at);
    int end = paragraphEnd < 0 ? words.length() : paragraphEnd;
    String line = words.substring(at, nextLine < 0 ? end : Math.min(nextLine, end));
    String said = FailureStatus.enhancedIn(line) != null ? line : words.substring(at, end);
    return FailureStatus.tellsFailure(said) || FailureStatus.enhancedIn(said) != null
        ? said
        : words;
  }

  private static Automatic complaint(List<Map<String, String>> blocks, List<MimePart> leaves) {
    String feedback = "abuse";
    List<ReportedRecipient> recipients = new ArrayList<>();
    for (Map<String, String> block : blocks) {
      feedback = firstWord(block.getOrDefault("feedback-type", feedback));
      for (String field : List.of("original-rcpt-to", "removal-recipient")) {
        MailAddress address = addressIn(block.getOrDefault(field, ""));
        if (address != null && recipients.isEmpty()) {
          recipients.add(new ReportedRecipient(address, "5.7.0", true, null, feedback));
        }
      }
    }
    if (recipients.isEmpty()) {
      for (MailAddress address : OriginalMail.recipients(leaves, "")) {
        recipients.add(new ReportedRecipient(address, "5.7.0", true, null, feedback));
      }
    }
    return new Automatic.Complaint(feedback, recipients, OriginalMail.messageIds(leaves, ""));
  }

  /// Hotmail reports abuse in a mail of ordinary shape with the reported mail in it.
  static @Nullable Automatic readUnmarked(List<MimePart> leaves, String subject) {
    if (!subject.strip().toLowerCase(Locale.ROOT).startsWith("complaint about message from")
        || leaves.stream().noneMatch(OriginalMail::holdsMail)) {
      return null;
    }
    return complaint(List.of(), leaves);
  }

  /// Some servers say in a report on reading that a mailbox or its filter took the mail back out:
  /// deleted unread, with words of refusal (RFC 5429 section 2.2.1).
  private static @Nullable Automatic refusal(
      List<Map<String, String>> blocks, List<MimePart> leaves, String words) {
    List<ReportedRecipient> refused = new ArrayList<>();
    for (Map<String, String> block : blocks) {
      String named = recipientOf(block);
      if (named != null
          && block.getOrDefault("disposition", "").toLowerCase(Locale.ROOT).contains("deleted")
          && REFUSED.matcher(words).find()
          && refused.size() < MAX_RECIPIENTS) {
        refused.add(recipient(block, named, words, false));
      }
    }
    return refused.isEmpty()
        ? null
        : new Automatic.Bounce(refused, OriginalMail.messageIds(leaves, ""));
  }

  private static Automatic reading(List<Map<String, String>> blocks) {
    List<ReportedRecipient> recipients = new ArrayList<>();
    List<MimeMessageId> originals = new ArrayList<>();
    String disposition = "displayed";
    for (Map<String, String> block : blocks) {
      String named = block.getOrDefault("final-recipient", block.get("original-recipient"));
      MailAddress address = named == null ? null : addressIn(named);
      String stated = block.getOrDefault("disposition", "");
      int semicolon = stated.indexOf(';');
      if (semicolon >= 0) {
        String word = stated.substring(semicolon + 1).strip().toLowerCase(Locale.ROOT);
        int slash = word.indexOf('/');
        disposition = slash < 0 ? word : word.substring(0, slash).strip();
      }
      if (address != null) {
        recipients.add(new ReportedRecipient(address, "2.0.0", false, null, disposition));
      }
      originals.addAll(MessageIdList.parse(block.getOrDefault("original-message-id", "")));
    }
    return new Automatic.ReadReceipt(disposition, recipients, originals);
  }

  /// The address in `rfc822; jo@example.org`, also with brackets or without the type.
  static @Nullable MailAddress addressIn(String field) {
    List<Mailbox> found = MailboxList.parse(typedValue(field));
    return found.isEmpty() ? null : found.getFirst().address();
  }

  private static String typedValue(String field) {
    int semicolon = field.indexOf(';');
    return semicolon > 0 && semicolon < 20 && field.indexOf(' ') != 0
        ? field.substring(semicolon + 1).strip()
        : field.strip();
  }

  private static String firstWord(String text) {
    String lower = StructuredValue.withoutComment(text).strip().toLowerCase(Locale.ROOT);
    int end = 0;
    while (end < lower.length()
        && (Character.isLetter(lower.charAt(end)) || lower.charAt(end) == '-')) {
      end++;
    }
    return lower.substring(0, end);
  }
}
