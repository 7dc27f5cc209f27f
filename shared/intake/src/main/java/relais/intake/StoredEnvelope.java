package relais.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Settings;
import relais.conversation.Verdict;
import relais.conversation.Verdicts;
import relais.mail.Mailbox;
import relais.mail.ReceivedMail;

/// What the envelope of a stored mail said and what SES found out about it, as far as the mail
/// itself still shows: SES writes both above what the sender wrote. For mail whose receipt is lost.
///
/// @param recipients the address in the topmost Received field; where it names none, the open
///     recipients that an inbox has; empty when there is none of those either
/// @param from null for bounces and where nothing says it
/// @param verdicts null when the mail bears none
public record StoredEnvelope(
    List<String> recipients, @Nullable String from, @Nullable Verdicts verdicts) {
  private static final Pattern FOR =
      Pattern.compile("\\bfor\\s+<?([^\\s<>;]+@[^\\s<>;]+)>?\\s*;", Pattern.CASE_INSENSITIVE);
  private static final String OURS = "amazonses.com";

  public StoredEnvelope {
    recipients = List.copyOf(recipients);
  }

  /// Finds out what the envelope of a mail said.
  public static StoredEnvelope of(ReceivedMail mail, Settings settings) {
    String returnPath = mail.findHeader("Return-Path").map(StoredEnvelope::bare).orElse("");
    return new StoredEnvelope(
        recipients(mail, settings), returnPath.contains("@") ? returnPath : null, verdicts(mail));
  }

  private static List<String> recipients(ReceivedMail mail, Settings settings) {
    Matcher named = FOR.matcher(mail.findHeader("Received").orElse(""));
    if (named.find()) {
      return List.of(named.group(1));
    }
    List<String> open =
        Stream.concat(mail.to().stream(), mail.cc().stream())
            .map(Mailbox::address)
            .map(Object::toString)
            .distinct()
            .toList();
    List<String> ours = new ArrayList<>(open);
    ours.removeAll(Routing.of(open, settings).unknown());
    return ours;
  }

  private static @Nullable Verdicts verdicts(ReceivedMail mail) {
    Optional<String> spam = mail.findHeader("X-SES-Spam-Verdict");
    Optional<String> virus = mail.findHeader("X-SES-Virus-Verdict");
    if (spam.isEmpty() && virus.isEmpty()) {
      return null;
    }
    // The topmost are SES's own; what a sender wrote in advance stands below.
    String results =
        mail.findHeader("Authentication-Results")
            .filter(value -> value.strip().toLowerCase(Locale.ROOT).startsWith(OURS))
            .orElse("");
    return new Verdicts(
        result(results, "spf"),
        result(results, "dkim"),
        result(results, "dmarc"),
        null,
        SesVerdict.of(spam.orElse("")),
        SesVerdict.of(virus.orElse("")));
  }

  /// What an Authentication-Results field (RFC 8601) says about one method.
  private static Verdict result(String results, String method) {
    Matcher found =
        Pattern.compile("\\b" + method + "=([a-z]+)", Pattern.CASE_INSENSITIVE).matcher(results);
    if (!found.find()) {
      return Verdict.UNCHECKED;
    }
    return switch (found.group(1).toLowerCase(Locale.ROOT)) {
      case "pass" -> Verdict.PASS;
      case "fail", "permerror" -> Verdict.FAIL;
      case "temperror" -> Verdict.UNCHECKED;
      default -> Verdict.GRAY;
    };
  }

  private static String bare(String path) {
    return path.strip().replaceAll("^<|>$", "").strip();
  }
}
