package relais.conversation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which conversation a message continues.
public final class Threading {
  private static final Pattern CASE_NUMBER = Pattern.compile("#([1-9][0-9]{3,14})(?![0-9])");

  private Threading() {}

  /// A conversation that something in the message speaks for.
  public record Candidate(Conversation conversation, Entry.Evidence evidence) {}

  /// The first candidate, in the order of their evidence, in which the sender takes part. A
  /// stranger who quotes a Message-ID or a case number begins a conversation of their own.
  ///
  /// @param sender every identity of the person who wrote
  public static Optional<Candidate> choose(Set<Identity> sender, List<Candidate> candidates) {
    return candidates.stream()
        .filter(
            candidate ->
                candidate.conversation().participants().stream().anyMatch(sender::contains))
        .findFirst();
  }

  /// The case number that a subject bears, such as 10482 in "Re: Lamp [#10482]".
  public static OptionalLong caseNumber(String subject) {
    Matcher matcher = CASE_NUMBER.matcher(subject);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /// The subject of a reply: one "Re:", and the case number once.
  public static String replySubject(Conversation conversation) {
    String subject = conversation.headline().subject().strip();
    String bare =
        subject.replaceFirst("(?i)^(\\s*(re|aw|sv|antw|r|rif|réf?)\\s*(\\[\\d+])?\\s*:)+", "");
    String marked =
        caseNumber(bare).isPresent() && bare.contains(conversation.caseReference())
            ? bare.strip()
            : "%s [%s]".formatted(bare.strip(), conversation.caseReference()).strip();
    return "Re: " + marked;
  }
}
