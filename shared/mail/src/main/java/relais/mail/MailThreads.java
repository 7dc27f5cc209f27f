package relais.mail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Sorts mails into conversations by what they say of each other.
///
/// Two mails belong together when one names the other, or both name the same third one, whether or
/// not that one is here. A case number joins only those who take part already, a subject nobody.
/// Mails may come in any order and may name each other in circles.
public final class MailThreads {
  /// Why a mail is where it is.
  public enum Evidence {
    /// Nothing before it belongs to it: it begins a conversation.
    FIRST,
    /// It is an earlier mail once more.
    SAME_MAIL,
    /// It answers an earlier mail (In-Reply-To).
    MESSAGE_ID,
    /// It names an earlier mail among those before it (References).
    REFERENCE,
    /// It and an earlier mail name the same mail, which is not here.
    SAME_ROOT,
    /// An earlier mail answers or names it: they came in the wrong order.
    NAMED_BEFORE,
    /// A later mail names both it and an earlier one.
    NAMED_TOGETHER,
    /// It bears the case number of an earlier mail, and its sender takes part there.
    CASE_NUMBER;

    /// The word for it, stable: it is printed.
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Where one mail belongs.
  ///
  /// @param thread the position of the first mail of its conversation
  /// @param joined false when its sender is a stranger there: not among those who wrote or got the
  ///     earlier mails
  public record Placement(int thread, Evidence evidence, boolean joined) {}

  private static final Pattern CASE_NUMBER = Pattern.compile("\\[#([1-9][0-9]{3,14})\\]");
  private static final Pattern REPLY = Pattern.compile("^(?:\\p{L}{1,5}(?:\\[\\d+\\])? ?[:：] ?)+");

  private final List<ThreadedMail> mails;
  private final Set<String> addresses = new HashSet<>();

  /// For each mail or id the next one of its group, at last the group's own number.
  private final List<Integer> parents = new ArrayList<>();

  private final Map<String, Integer> groupOfId = new HashMap<>();
  private final Map<String, List<Integer>> ownersOfId = new HashMap<>();
  private final Set<String> named = new HashSet<>();
  private final Map<String, List<Integer>> cases = new HashMap<>();

  private MailThreads(List<ThreadedMail> mails) {
    this.mails = mails;
    for (int i = 0; i < mails.size(); i++) {
      parents.add(i);
      addresses.addAll(mails.get(i).participants());
    }
  }

  /// Where each mail belongs, in the order they are given in.
  public static List<Placement> of(List<ThreadedMail> mails) {
    return new MailThreads(List.copyOf(mails)).placements();
  }

  private List<Placement> placements() {
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < mails.size(); i++) {
      evidence.add(place(i));
    }
    Map<Integer, Integer> firsts = new HashMap<>();
    Map<Integer, Set<String>> participants = new HashMap<>();
    List<Placement> placements = new ArrayList<>();
    for (int i = 0; i < mails.size(); i++) {
      int group = find(i);
      int first = firsts.computeIfAbsent(group, _ -> placements.size());
      Set<String> before = participants.computeIfAbsent(group, _ -> new HashSet<>());
      boolean known = mails.get(i).senders().stream().anyMatch(before::contains);
      Evidence found = evidence.get(i);
      if (first == i) {
        found = Evidence.FIRST;
      } else if (found == Evidence.FIRST) {
        found = Evidence.NAMED_TOGETHER;
      }
      placements.add(new Placement(first, found, first == i || known));
      before.addAll(mails.get(i).participants());
    }
    return placements;
  }

  /// Joins a mail with what it names, and says what of that was there before.
  private Evidence place(int mail) {
    ThreadedMail read = mails.get(mail);
    String id = usable(read.threading().messageId());
    Set<String> answered = usable(read.threading().inReplyTo(), id);
    Set<String> references = usable(read.threading().references(), id);
    Evidence evidence = Evidence.FIRST;
    if (contains(references, named) || contains(answered, named)) {
      evidence = Evidence.SAME_ROOT;
    }
    if (id != null && named.contains(id)) {
      evidence = Evidence.NAMED_BEFORE;
    }
    if (contains(references, ownersOfId.keySet())) {
      evidence = Evidence.REFERENCE;
    }
    if (contains(answered, ownersOfId.keySet())) {
      evidence = Evidence.MESSAGE_ID;
    }
    if (id != null && ownsId(mail, id)) {
      evidence = ownersOfId.containsKey(id) ? Evidence.SAME_MAIL : evidence;
      ownersOfId.computeIfAbsent(id, _ -> new ArrayList<>()).add(mail);
      join(mail, groupOfId(id));
    }
    for (Set<String> ids : List.of(answered, references)) {
      for (String each : ids) {
        join(mail, groupOfId(each));
        named.add(each);
      }
    }
    boolean joinedByCase = joinByCase(mail);
    return evidence == Evidence.FIRST && joinedByCase ? Evidence.CASE_NUMBER : evidence;
  }

  /// Whether the id names this mail: not when it was somebody else's before, about something else.
  private boolean ownsId(int mail, String id) {
    List<Integer> owners = ownersOfId.get(id);
    if (owners == null) {
      return true;
    }
    ThreadedMail own = mails.get(mail);
    return owners.stream()
        .map(mails::get)
        .anyMatch(
            other ->
                other.content().equals(own.content())
                    || other.senders().equals(own.senders())
                    || bare(other.subject()).equals(bare(own.subject())));
  }

  private static String bare(String subject) {
    return REPLY.matcher(subject.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
  }

  private boolean joinByCase(int mail) {
    Matcher number = CASE_NUMBER.matcher(mails.get(mail).subject());
    boolean joined = false;
    Set<String> seen = new LinkedHashSet<>();
    while (number.find() && seen.size() < 5) {
      if (!seen.add(number.group(1))) {
        continue;
      }
      List<Integer> same = cases.computeIfAbsent(number.group(1), _ -> new ArrayList<>());
      for (int other : List.copyOf(same)) {
        if (!joined && find(other) != find(mail) && takesPart(mail, other)) {
          join(mail, other);
          joined = true;
        }
      }
      same.add(mail);
    }
    return joined;
  }

  private boolean takesPart(int mail, int other) {
    Set<String> senders = mails.get(mail).senders();
    for (int i = 0; i < mail; i++) {
      if (find(i) == find(other)
          && mails.get(i).participants().stream().anyMatch(senders::contains)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(Set<String> wanted, Set<String> known) {
    return wanted.stream().anyMatch(known::contains);
  }

  private Set<String> usable(List<MimeMessageId> ids, @Nullable String own) {
    Set<String> usable = new LinkedHashSet<>();
    for (MimeMessageId each : ids) {
      String id = usable(each);
      if (id != null && !id.equals(own)) {
        usable.add(id);
      }
    }
    return usable;
  }

  /// An id; null for none, or for a mail address: old programs write the author into In-Reply-To.
  private @Nullable String usable(@Nullable MimeMessageId id) {
    return id == null || addresses.contains(id.value().toLowerCase(Locale.ROOT))
        ? null
        : id.value();
  }

  private int groupOfId(String id) {
    return groupOfId.computeIfAbsent(
        id,
        _ -> {
          parents.add(parents.size());
          return parents.size() - 1;
        });
  }

  private int find(int member) {
    int at = member;
    while (parents.get(at) != at) {
      parents.set(at, parents.get(parents.get(at)));
      at = parents.get(at);
    }
    return at;
  }

  private void join(int one, int other) {
    int first = find(one);
    int second = find(other);
    if (first != second) {
      parents.set(Math.max(first, second), Math.min(first, second));
    }
  }
}
