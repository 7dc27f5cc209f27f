package relais.conversation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.mail.MailAddress;

/// A small workspace and what happens in it, for the tests of this room.
final class Fixtures {
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  static final TeamId SUPPORT = new TeamId("support");
  static final TeamId FINANCE = new TeamId("finance");
  static final UserId ANNA = new UserId("anna");
  static final UserId BEN = new UserId("ben");
  static final UserId CARL = new UserId("carl");
  static final LabelId INVOICE = new LabelId("invoice");
  static final LabelId URGENT = new LabelId("urgent");
  static final Identity CUSTOMER = Identity.email("jo@example.org");
  static final ContactId CONTACT = new ContactId(Ulid.derived(NOON, "contact"));
  static final Actor BY_ANNA = new Actor.Agent(ANNA);

  private Fixtures() {}

  static Settings settings(Rule... rules) {
    return new Settings(
        1,
        new Workspace("Harbour Goods"),
        List.of(),
        List.of(
            new Team(SUPPORT, "Support", Team.Assignment.MANUAL),
            new Team(FINANCE, "Finance", Team.Assignment.ROUND_ROBIN)),
        List.of(
            user(ANNA, User.Role.AGENT, true, SUPPORT, FINANCE),
            user(BEN, User.Role.AGENT, true, FINANCE),
            user(CARL, User.Role.ADMIN, false, FINANCE)),
        List.of(new Label(INVOICE, "Invoice", "blue"), new Label(URGENT, "Urgent", "red")),
        List.of(rules));
  }

  static User user(UserId id, User.Role role, boolean available, TeamId... teams) {
    return new User(
        id, id.value(), MailAddress.parse(id + "@example.com"), role, Set.of(teams), available);
  }

  static Rule rule(String id, int position, List<String> words, Rule.Actions actions) {
    return new Rule(
        new RuleId(id),
        3,
        "Rule " + id,
        true,
        position,
        new Rule.Condition(List.of(Rule.Place.SUBJECT, Rule.Place.BODY), words),
        actions);
  }

  static Rule.Actions actions(List<LabelId> labels, @Nullable TeamId team, boolean close) {
    return new Rule.Actions(labels, team, close);
  }

  static InboundItem.Received mail(String source, Instant at, String subject, String text) {
    return received(source, at, at.plusSeconds(1), subject, text, null);
  }

  static InboundItem.Received automatic(String source, Instant at, String kind) {
    return received(source, at, at.plusSeconds(1), "Out of office", "I am away", kind);
  }

  static InboundItem.Received received(
      String source,
      Instant at,
      Instant receivedAt,
      String subject,
      String text,
      @Nullable String automatic) {
    return new InboundItem.Received(
        source,
        receivedAt,
        new InboxId("support"),
        Channel.EMAIL,
        CUSTOMER,
        "Jo",
        at,
        new MailFields(subject, List.of(), List.of(), null, null, List.of()),
        MessageBody.ofText(text),
        List.of(),
        source,
        "mail/" + source,
        automatic);
  }

  static Incoming.Start start() {
    return new Incoming.Start(
        new ConversationId(Ulid.derived(NOON, "conversation")), 10482, CONTACT, "Jo", SUPPORT);
  }

  static EntryIds ids(Instant at) {
    return EntryIds.startingAt(at, new byte[10]);
  }

  static Decision.Changed begun(Instant at, Rule... rules) {
    return Incoming.begin(
        mail("first", at, "A lamp", "It is broken"),
        start(),
        settings(rules),
        ids(at.plusSeconds(1)),
        at.plusSeconds(1));
  }

  static Conversation open() {
    return begun(NOON).conversation();
  }

  static Conversation ownedBy(UserId user) {
    return changed(
            Ownerships.assign(
                open(), BY_ANNA, 99, user, null, settings(), ids(NOON), NOON.plusSeconds(5)))
        .conversation();
  }

  static Conversation closedAt(Instant at) {
    return changed(Sorting.close(ownedBy(ANNA), BY_ANNA, 99, ids(at), at)).conversation();
  }

  static Decision.Changed changed(Decision decision) {
    return switch (decision) {
      case Decision.Changed changed -> changed;
      case Decision.Unchanged unchanged -> throw new AssertionError("Nothing changed " + unchanged);
      case Decision.Refused(Decision.Refusal reason) ->
          throw new AssertionError("Refused " + reason);
    };
  }

  static List<Happening> happenings(List<Entry> entries) {
    List<Happening> happenings = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry instanceof Entry.Event event) {
        happenings.add(event.what());
      }
    }
    return happenings;
  }

  static Writing.Reply reply(UserId author, long seen, boolean close) {
    return new Writing.Reply(
        author,
        seen,
        CUSTOMER,
        null,
        MessageBody.ofText("We send another"),
        List.of(),
        close,
        null);
  }

  static EntryId entry(String name) {
    return new EntryId(Ulid.derived(NOON, name));
  }

  static Entry.OutboundMessage message(DeliveryStatus status) {
    return new Entry.OutboundMessage(
        entry("out"),
        NOON,
        BY_ANNA,
        CUSTOMER,
        null,
        MessageBody.ofText("We send another"),
        List.of(),
        null,
        status);
  }
}
