package relais.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A record that a domain should have for its mail, and what is wrong with what it has.
///
/// @param name the full name it stands at, without the dot at the end
/// @param value what should stand there, as a zone file has it
public record DomainRecord(Purpose purpose, String name, String value) {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern POLICY =
      Pattern.compile("(?i).*;\\s*p\\s*=\\s*(none|quarantine|reject)\\s*(;.*)?");

  /// What a record is for.
  public enum Purpose {
    /// Where mail for the domain is taken in (RFC 5321 section 5).
    RECEIVING("receiving", "MX"),
    /// The key that mail is signed with (RFC 6376).
    DKIM("dkim", "CNAME"),
    /// Where bounces go: the domain of the envelope sender.
    RETURN_PATH("return-path", "MX"),
    /// Who may send with that envelope sender (RFC 7208).
    SPF("spf", "TXT"),
    /// What receivers do with mail that neither of the two speaks for (RFC 7489).
    DMARC("dmarc", "TXT");

    private final String word;
    private final String type;

    Purpose(String word, String type) {
      this.word = word;
      this.type = type;
    }

    /// The word for it in JSON.
    public String word() {
      return word;
    }

    /// The type of its record.
    public String type() {
      return type;
    }
  }

  /// How what is there compares with what should be.
  public enum State {
    /// It is there.
    FOUND("found"),
    /// It stands at a domain above, which counts for this one.
    INHERITED("inherited"),
    /// Mail goes to somebody else first: right where they forward it.
    ELSEWHERE("elsewhere"),
    /// Something else is there.
    DIFFERS("differs"),
    /// Nothing is there.
    MISSING("missing"),
    /// Nobody answered.
    UNKNOWN("unknown");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /// The word for it in JSON.
    public String word() {
      return word;
    }
  }

  /// What came of the look.
  ///
  /// @param found what is there, whatever it is
  /// @param at the name it was found at, else the record's own
  public record Check(State state, List<String> found, String at) {
    public Check {
      found = List.copyOf(found);
    }
  }

  /// The records of a domain that SES receives for.
  ///
  /// @param region where SES receives
  public static List<DomainRecord> receiving(String domain, String region) {
    return List.of(
        new DomainRecord(
            Purpose.RECEIVING, domain, "10 inbound-smtp.%s.amazonaws.com".formatted(region)),
        new DomainRecord(
            Purpose.DMARC, "_dmarc." + domain, "v=DMARC1; p=quarantine; adkim=r; aspf=r"));
  }

  /// The records that let SES sign for a domain.
  ///
  /// @param tokens the names SES gave its keys
  /// @param zone where SES publishes the keys
  public static List<DomainRecord> signing(String domain, List<String> tokens, String zone) {
    return tokens.stream()
        .map(
            token ->
                new DomainRecord(
                    Purpose.DKIM,
                    "%s._domainkey.%s".formatted(token, domain),
                    "%s.%s".formatted(token, zone)))
        .toList();
  }

  /// The records of a domain that SES puts into the envelope.
  ///
  /// @param region where SES sends from
  public static List<DomainRecord> returnPath(String domain, String region) {
    return List.of(
        new DomainRecord(
            Purpose.RETURN_PATH, domain, "10 feedback-smtp.%s.amazonses.com".formatted(region)),
        new DomainRecord(Purpose.SPF, domain, "v=spf1 include:amazonses.com ~all"));
  }

  /// The names to ask for, the first that has something counts: a DMARC policy also holds for the
  /// domains below it.
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(name));
    if (purpose == Purpose.DMARC) {
      String domain = name.substring(name.indexOf('.') + 1);
      for (int dot = domain.indexOf('.');
          dot >= 0 && domain.indexOf('.', dot + 1) >= 0;
          dot = domain.indexOf('.')) {
        domain = domain.substring(dot + 1);
        names.add("_dmarc." + domain);
      }
    }
    return names;
  }

  /// Compares.
  ///
  /// @param answers one for each of [#names()]
  public Check check(List<DnsAnswer> answers) {
    for (int i = 0; i < answers.size(); i++) {
      switch (answers.get(i)) {
        case DnsAnswer.Silence() -> {
          return new Check(State.UNKNOWN, List.of(), names().get(i));
        }
        case DnsAnswer.Found(List<String> values) -> {
          Optional<State> state = compare(values);
          if (state.isPresent()) {
            State seen = state.get() == State.FOUND && i > 0 ? State.INHERITED : state.get();
            return new Check(seen, values, names().get(i));
          }
        }
        case DnsAnswer.Nothing() -> {}
      }
    }
    return new Check(State.MISSING, List.of(), name);
  }

  /// Empty when what is there is about something else.
  private Optional<State> compare(List<String> values) {
    return switch (purpose) {
      case RECEIVING -> Optional.of(exchangers(values));
      case RETURN_PATH, DKIM ->
          Optional.of(
              values.size() == 1 && host(values.getFirst()).equals(host(value))
                  ? State.FOUND
                  : State.DIFFERS);
      case SPF -> tagged(values, "v=spf1").map(this::sender);
      case DMARC -> tagged(values, "v=dmarc1").map(DomainRecord::policy);
    };
  }

  private State exchangers(List<String> values) {
    long ours = values.stream().filter(each -> host(each).equals(host(value))).count();
    if (ours == values.size()) {
      return State.FOUND;
    }
    boolean ofSes = values.stream().anyMatch(each -> host(each).startsWith("inbound-smtp."));
    return ofSes ? State.DIFFERS : State.ELSEWHERE;
  }

  private static Optional<List<String>> tagged(List<String> values, String tag) {
    List<String> found =
        values.stream()
            .filter(
                each ->
                    SPACE.split(each.toLowerCase(Locale.ROOT).replace(';', ' '), 2)[0].equals(tag))
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(found);
  }

  /// More than one is an error for every receiver.
  private State sender(List<String> records) {
    return records.size() == 1
            && Stream.of(SPACE.split(records.getFirst().toLowerCase(Locale.ROOT), -1))
                .map(term -> term.startsWith("+") ? term.substring(1) : term)
                .anyMatch("include:amazonses.com"::equals)
        ? State.FOUND
        : State.DIFFERS;
  }

  private static State policy(List<String> records) {
    return records.size() == 1 && POLICY.matcher(records.getFirst()).matches()
        ? State.FOUND
        : State.DIFFERS;
  }

  /// The host a record leads to, without its priority, its dot at the end and its case.
  private static String host(String data) {
    String host = data.strip().toLowerCase(Locale.ROOT);
    host = host.substring(host.lastIndexOf(' ') + 1);
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
