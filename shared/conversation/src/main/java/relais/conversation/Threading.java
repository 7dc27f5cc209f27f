package relais.conversation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import relais.mail.MimeMessageId;

/// Which conversation a message continues.
public final class Threading {
  private static final Pattern CASE_NUMBER = Pattern.compile("#([1-9][0-9]{3,14})(?![0-9])");

  private static final Pattern ANSWER =
      Pattern.compile(
          "^(\\s*(re|aw|sv|antw|r|rif|réf?)\\s*(\\[\\d+])?\\s*:)+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /// What mail programs put before the subject of an answer or of a forwarded mail, and the
  /// brackets of lists.
  private static final Pattern PREFIXES =
      Pattern.compile(
          "^(\\s*((re|aw|sv|vs|antw|r|rif|réf?|odp|ynt|fwd?|wg|tr|i|doorst|rv|enc)\\s*"
              + "([\\[(]\\d+[\\])])?\\s*[:：]|\\[[^\\]]{1,40}]))+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern CASE_MARK = Pattern.compile("\\[?#[1-9][0-9]{3,14}(?![0-9])]?");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int MAX_REMEMBERED = 8;

  private Threading() {}

  /// A conversation that something in the message speaks for.
  ///
  /// @param side the side thread of it that is meant; null for the exchange with the customer
  public record Candidate(
      Conversation conversation, Entry.Evidence evidence, @Nullable EntryId side) {
    /// The exchange with the customer.
    public Candidate(Conversation conversation, Entry.Evidence evidence) {
      this(conversation, evidence, null);
    }
  }

  /// The first candidate, in the order of their evidence, in which the sender takes part, or that
  /// anybody may continue. A stranger who quotes a Message-ID or a case number begins a
  /// conversation of their own.
  ///
  /// @param sender every identity of the person who wrote
  public static Optional<Candidate> choose(Set<Identity> sender, List<Candidate> candidates) {
    return candidates.stream().flatMap(each -> placed(sender, each).stream()).findFirst();
  }

  /// Where in a conversation the sender's message goes, if it may. Who takes part on one side only
  /// stays there, whatever they quote and wherever they write: nobody crosses over unseen.
  private static Optional<Candidate> placed(Set<Identity> sender, Candidate candidate) {
    Conversation conversation = candidate.conversation();
    boolean takesPart = conversation.participants().stream().anyMatch(sender::contains);
    EntryId meant = candidate.side();
    Optional<EntryId> side =
        Optional.ofNullable(meant)
            .flatMap(conversation::findSide)
            .filter(each -> each.takesPart(sender))
            .or(() -> takesPart ? Optional.empty() : conversation.findSideOf(sender))
            .map(SideThread::id);
    if (side.isPresent() || takesPart) {
      return Optional.of(new Candidate(conversation, candidate.evidence(), side.orElse(null)));
    }
    return isOpenToAll(candidate.evidence()) ? Optional.of(candidate) : Optional.empty();
  }

  /// What the reply address means after a split: it names the old conversation, also in answers to
  /// a message that went to the new one. Then that message says where the answer belongs.
  ///
  /// @param candidates strongest evidence first
  public static List<Candidate> afterSplits(List<Candidate> candidates) {
    if (candidates.isEmpty() || candidates.getFirst().evidence() != Entry.Evidence.REPLY_ADDRESS) {
      return candidates;
    }
    ConversationId addressed = candidates.getFirst().conversation().id();
    Optional<Candidate> answered =
        candidates.stream()
            .filter(candidate -> candidate.evidence() == Entry.Evidence.MESSAGE_ID)
            .findFirst()
            .filter(
                candidate ->
                    candidate.conversation().links().related().stream()
                        .anyMatch(
                            relation ->
                                relation.why() == Conversation.Relation.Why.SPLIT_FROM
                                    && relation.other().equals(addressed)));
    if (answered.isEmpty()) {
      return candidates;
    }
    List<Candidate> ordered = new ArrayList<>(candidates);
    ordered.addFirst(
        new Candidate(
            answered.get().conversation(), Entry.Evidence.REPLY_ADDRESS, answered.get().side()));
    return ordered;
  }

  /// The ids that a mail quotes, best evidence first: what it answers, then its references from
  /// the last to the first, each once and never its own.
  public static List<MimeMessageId> quoted(MailFields mail) {
    LinkedHashSet<MimeMessageId> quoted = new LinkedHashSet<>();
    if (mail.inReplyTo() != null) {
      quoted.add(mail.inReplyTo());
    }
    quoted.addAll(mail.references().reversed());
    if (mail.messageId() != null) {
      quoted.remove(mail.messageId());
    }
    return List.copyOf(quoted);
  }

  /// The ids by which mails that never came here tie others together: the first mail of the
  /// exchange and the newest ones.
  ///
  /// @param unseen quoted ids that no mail here bears, best evidence first
  public static List<MimeMessageId> remembered(List<MimeMessageId> unseen) {
    if (unseen.size() <= MAX_REMEMBERED) {
      return unseen;
    }
    List<MimeMessageId> kept = new ArrayList<>(unseen.subList(0, MAX_REMEMBERED - 1));
    kept.add(unseen.getLast());
    return List.copyOf(kept);
  }

  /// Evidence that only we can have given away: the reply address is signed, and a report names
  /// one message of ours.
  private static boolean isOpenToAll(Entry.Evidence evidence) {
    return switch (evidence) {
      case REPLY_ADDRESS, REPORT -> true;
      case FIRST, MESSAGE_ID, SAME_ROOT, CASE_NUMBER, OPEN_CHAT -> false;
    };
  }

  /// The case number that a subject bears, such as 10482 in "Re: Lamp [#10482]".
  public static OptionalLong caseNumber(String subject) {
    Matcher matcher = CASE_NUMBER.matcher(subject);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  /// Whether two subjects are of one exchange: the same words, whatever mail programs and we have
  /// put around them. An empty one agrees with all.
  public static boolean sameSubject(String one, String other) {
    String bareOne = bareSubject(one);
    String bareOther = bareSubject(other);
    return bareOne.isEmpty() || bareOther.isEmpty() || bareOne.equals(bareOther);
  }

  private static String bareSubject(String subject) {
    String bare = SPACE.matcher(CASE_MARK.matcher(subject).replaceAll(" ")).replaceAll(" ");
    return PREFIXES.matcher(bare.strip()).replaceFirst("").strip().toLowerCase(Locale.ROOT);
  }

  /// The subject of a first mail of ours: with the case number, by which an answer finds back.
  public static String firstSubject(Conversation conversation) {
    return "%s [%s]"
        .formatted(conversation.headline().subject().strip(), conversation.caseReference())
        .strip();
  }

  /// The subject of a reply: one "Re:", and the case number once.
  public static String replySubject(Conversation conversation) {
    return replySubject(conversation, conversation.headline().subject());
  }

  /// The subject of a reply to a mail of a conversation.
  ///
  /// @param subject of the mail it answers
  public static String replySubject(Conversation conversation, String subject) {
    return "Re: " + marked(conversation, ANSWER.matcher(subject.strip()).replaceFirst(""));
  }

  /// The subject of a forward: one "Fwd:", and the case number once.
  ///
  /// @param subject of what is passed on
  public static String forwardSubject(Conversation conversation, String subject) {
    return "Fwd: " + marked(conversation, PREFIXES.matcher(subject.strip()).replaceFirst(""));
  }

  private static String marked(Conversation conversation, String bare) {
    return caseNumber(bare).isPresent() && bare.contains(conversation.caseReference())
        ? bare.strip()
        : "%s [%s]".formatted(bare.strip(), conversation.caseReference()).strip();
  }
}
