package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.ANNA;
import static relais.conversation.Fixtures.BY_ANNA;
import static relais.conversation.Fixtures.CUSTOMER;
import static relais.conversation.Fixtures.NOON;
import static relais.conversation.Fixtures.changed;
import static relais.conversation.Fixtures.closedAt;
import static relais.conversation.Fixtures.entry;
import static relais.conversation.Fixtures.happenings;
import static relais.conversation.Fixtures.ids;
import static relais.conversation.Fixtures.open;
import static relais.conversation.Fixtures.settings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SideThreadTest {
  private static final EntryId FORWARD = entry("forward");
  private static final Identity SUPPLIER = Identity.email("parts@supplier.example");
  private static final Identity STRANGER = Identity.email("eve@example.net");
  private static final Instant LATER = NOON.plusSeconds(60);

  private static MailFields to(@Nullable EntryId side, Identity... recipients) {
    return new MailFields(
            "Fwd: A lamp",
            Stream.of(recipients)
                .map(each -> new Mailbox(null, MailAddress.parse(each.value())))
                .toList(),
            List.of(),
            null,
            null,
            List.of())
        .withSide(side);
  }

  private static Decision write(
      Conversation conversation, EntryId id, MailFields mail, @Nullable Instant dueAt) {
    return Writing.reply(
        conversation,
        new Writing.Reply(
            ANNA,
            99,
            Identity.email(mail.to().getFirst().address().normalised()),
            mail,
            MessageBody.ofText("Can you mend it?"),
            List.of(),
            false,
            dueAt),
        id,
        ids(LATER),
        LATER);
  }

  private static Conversation forwarded(Conversation conversation) {
    return changed(write(conversation, FORWARD, to(FORWARD, SUPPLIER), null)).conversation();
  }

  private static InboundItem.Received mail(Identity from, @Nullable String automatic) {
    return new InboundItem.Received(
        "email/answer/" + from,
        LATER.plusSeconds(60),
        new InboxId("support"),
        Channel.EMAIL,
        from,
        "Sam",
        LATER.plusSeconds(60),
        new MailFields(
            "Re: Fwd: A lamp",
            List.of(
                new Mailbox(null, MailAddress.parse("boss@supplier.example")),
                new Mailbox(null, MailAddress.parse(CUSTOMER.value()))),
            List.of(),
            null,
            null,
            List.of()),
        MessageBody.ofText("We can, urgent or not"),
        List.of(),
        "answer",
        "mail/answer",
        automatic);
  }

  private static Decision.Changed answer(
      Conversation conversation, Identity from, @Nullable String automatic, Rule... rules) {
    return Incoming.grow(
        new Threading.Candidate(conversation, Entry.Evidence.REPLY_ADDRESS, FORWARD),
        mail(from, automatic),
        settings(rules),
        ids(LATER.plusSeconds(61)),
        LATER.plusSeconds(61));
  }

  @Test
  void C211_a_forward_answers_nobody_and_whoever_forwards_owns_it() {
    Conversation before = open();
    Conversation after = forwarded(before);
    assertThat(after.activity().waitingSince()).isEqualTo(NOON);
    assertThat(after.activity().lastOutboundAt()).isNull();
    assertThat(after.headline()).isEqualTo(before.headline());
    assertThat(after.participants()).isEqualTo(before.participants());
    assertThat(after.sides())
        .containsExactly(new SideThread(FORWARD, new TreeSet<>(Set.of(SUPPLIER))));
    assertThat(after.ownership().assignee()).isEqualTo(ANNA);
    assertThat(after.versions().message()).isGreaterThan(before.versions().message());
  }

  @Test
  void C212_an_answer_makes_nobody_wait_and_runs_no_rule() {
    Conversation before = forwarded(open());
    Rule rule =
        Fixtures.rule(
            "urgent", 1, List.of("urgent"), Fixtures.actions(List.of(Fixtures.URGENT), null, true));
    Decision.Changed answered = answer(before, SUPPLIER, null, rule);
    Conversation after = answered.conversation();
    assertThat(after.activity().waitingSince()).isEqualTo(NOON);
    assertThat(after.activity().lastInboundAt()).isEqualTo(NOON);
    assertThat(after.activity().lastAt()).isEqualTo(LATER.plusSeconds(60));
    assertThat(after.headline().preview()).isEqualTo("We can, urgent or not");
    assertThat(after.labels()).isEmpty();
    assertThat(happenings(answered.entries())).isEmpty();
    assertThat(answered.entries().getFirst().side()).isEqualTo(FORWARD);
    assertThat(after.versions().message()).isEqualTo(after.versions().current());
    assertThat(after.participants()).isEqualTo(before.participants());
  }

  @Test
  void C212_an_answer_opens_a_closed_conversation_and_a_machines_does_not() {
    Conversation closed = forwarded(closedAt(NOON.plusSeconds(9)));
    assertThat(closed.status()).isInstanceOf(Status.Closed.class);
    Decision.Changed answered = answer(closed, SUPPLIER, null);
    assertThat(answered.conversation().status()).isEqualTo(new Status.Open());
    assertThat(happenings(answered.entries())).contains(new Happening.Reopened());
    Conversation echoed = answer(closed, SUPPLIER, "auto-reply").conversation();
    assertThat(echoed.status()).isInstanceOf(Status.Closed.class);
    assertThat(echoed.versions().message()).isEqualTo(closed.versions().message());
  }

  @Test
  void C213_whoever_takes_part_on_one_side_only_stays_there() {
    Conversation both = forwarded(open());
    for (Entry.Evidence evidence : Entry.Evidence.values()) {
      for (EntryId meant :
          new ArrayList<@Nullable EntryId>(java.util.Arrays.asList(null, FORWARD))) {
        Threading.Candidate candidate = new Threading.Candidate(both, evidence, meant);
        assertThat(Threading.choose(Set.of(SUPPLIER), List.of(candidate)).orElseThrow().side())
            .isEqualTo(FORWARD);
        assertThat(Threading.choose(Set.of(CUSTOMER), List.of(candidate)).orElseThrow().side())
            .isNull();
      }
    }
  }

  @Test
  void C213_a_stranger_joins_by_the_reply_address_alone_and_is_noted() {
    Conversation both = forwarded(open());
    Threading.Candidate byId = new Threading.Candidate(both, Entry.Evidence.MESSAGE_ID, FORWARD);
    Threading.Candidate byAddress =
        new Threading.Candidate(both, Entry.Evidence.REPLY_ADDRESS, FORWARD);
    assertThat(Threading.choose(Set.of(STRANGER), List.of(byId))).isEmpty();
    assertThat(Threading.choose(Set.of(STRANGER), List.of(byAddress))).contains(byAddress);
    Decision.Changed joined = answer(both, STRANGER, null);
    assertThat(happenings(joined.entries())).containsExactly(new Happening.Joined(STRANGER));
    assertThat(joined.conversation().participants()).doesNotContain(STRANGER);
  }

  @Test
  void C213_whoever_takes_part_on_both_sides_goes_where_the_evidence_leads() {
    Conversation side = forwarded(open());
    TreeSet<Identity> all = new TreeSet<>(side.participants());
    all.add(SUPPLIER);
    Conversation both = side.withParticipants(all);
    assertThat(
            Threading.choose(
                    Set.of(SUPPLIER),
                    List.of(new Threading.Candidate(both, Entry.Evidence.MESSAGE_ID, FORWARD)))
                .orElseThrow()
                .side())
        .isEqualTo(FORWARD);
    assertThat(
            Threading.choose(
                    Set.of(SUPPLIER),
                    List.of(new Threading.Candidate(both, Entry.Evidence.MESSAGE_ID)))
                .orElseThrow()
                .side())
        .isNull();
  }

  @Test
  void C213_the_customer_in_copy_of_an_answer_does_not_join_the_side_thread() {
    Conversation after = answer(forwarded(open()), SUPPLIER, null).conversation();
    assertThat(after.findSide(FORWARD).orElseThrow().participants())
        .containsExactlyInAnyOrder(SUPPLIER, Identity.email("boss@supplier.example"));
  }

  @Test
  void C214_the_customer_is_never_written_to_in_a_side_thread() {
    Conversation conversation = open();
    assertThat(write(conversation, FORWARD, to(FORWARD, SUPPLIER, CUSTOMER), null))
        .isEqualTo(new Decision.Refused(Decision.Refusal.TAKES_PART));
    Conversation both = forwarded(conversation);
    assertThat(write(both, entry("again"), to(FORWARD, CUSTOMER), null))
        .isEqualTo(new Decision.Refused(Decision.Refusal.TAKES_PART));
    assertThat(write(both, entry("again"), to(FORWARD, SUPPLIER), null))
        .isInstanceOf(Decision.Changed.class);
  }

  @Test
  void C214_a_side_thread_that_is_not_there_takes_no_reply_and_there_are_twenty_at_most() {
    Conversation conversation = open();
    assertThat(write(conversation, entry("reply"), to(FORWARD, SUPPLIER), null))
        .isEqualTo(new Decision.Refused(Decision.Refusal.NO_SIDE_THREAD));
    for (int i = 0; i < SideThread.MAX_IN_ONE; i++) {
      EntryId id = entry("forward" + i);
      conversation = changed(write(conversation, id, to(id, SUPPLIER), null)).conversation();
    }
    assertThat(write(conversation, FORWARD, to(FORWARD, SUPPLIER), null))
        .isEqualTo(new Decision.Refused(Decision.Refusal.NO_SIDE_THREAD));
  }

  @Test
  void C215_each_side_holds_only_what_waits_for_it() {
    Instant due = LATER.plusSeconds(3600);
    Conversation both = forwarded(open());
    Conversation waiting =
        changed(write(both, entry("aside"), to(FORWARD, SUPPLIER), due)).conversation();
    waiting = changed(write(waiting, entry("reply"), to(null, CUSTOMER), due)).conversation();
    assertThat(held(answer(waiting, SUPPLIER, null).conversation()))
        .containsExactly(entry("aside"));
    Conversation customers =
        Incoming.grow(
                new Threading.Candidate(waiting, Entry.Evidence.MESSAGE_ID),
                Fixtures.mail("more", LATER.plusSeconds(60), "A lamp", "Hello?"),
                settings(),
                ids(LATER.plusSeconds(61)),
                LATER.plusSeconds(61))
            .conversation();
    assertThat(held(customers)).containsExactly(entry("reply"));
  }

  private static List<EntryId> held(Conversation conversation) {
    return conversation.activity().outbox().waiting().stream()
        .filter(Conversation.Outbox.Waiting::isHeld)
        .map(Conversation.Outbox.Waiting::message)
        .toList();
  }

  @Test
  void C211_a_forward_that_waits_begins_its_side_thread_when_it_goes() {
    Instant due = LATER.plusSeconds(10);
    Decision.Changed waiting = changed(write(open(), FORWARD, to(FORWARD, SUPPLIER), due));
    assertThat(waiting.conversation().sides()).isEmpty();
    Scheduling.Outcome.Changed gone =
        Scheduling.release(
                waiting.conversation(),
                (Entry.OutboundMessage) waiting.entries().getFirst(),
                ids(due),
                due)
            .orElseThrow();
    assertThat(gone.conversation().sides()).hasSize(1);
    assertThat(gone.conversation().activity().waitingSince()).isEqualTo(NOON);
    assertThat(gone.conversation().activity().outbox()).isEqualTo(Conversation.Outbox.EMPTY);
  }

  @Test
  void C216_a_conversation_is_not_split_where_a_side_thread_goes_on() {
    Decision.Changed begun = Fixtures.begun(NOON);
    Decision.Changed more =
        Incoming.grow(
            begun.conversation(),
            Fixtures.mail("more", NOON.plusSeconds(20), "A chair", "And a chair"),
            Entry.Evidence.MESSAGE_ID,
            settings(),
            ids(NOON.plusSeconds(21)),
            NOON.plusSeconds(21));
    Decision.Changed aside =
        changed(
            write(
                more.conversation(),
                new EntryId(Ulid.derived(LATER, "forward")),
                to(new EntryId(Ulid.derived(LATER, "forward")), SUPPLIER),
                null));
    List<Entry> entries = new ArrayList<>(begun.entries());
    entries.addAll(more.entries());
    entries.addAll(aside.entries());
    assertThat(
            Splitting.split(
                aside.conversation(),
                99,
                entries,
                more.entries().getFirst().id(),
                Fixtures.start(),
                settings(),
                BY_ANNA,
                ids(LATER),
                LATER))
        .isEqualTo(new Splitting.Outcome.Refused(Splitting.Refusal.SIDE_THREAD));
  }

  @Test
  void C216_side_threads_of_what_is_merged_come_along() {
    Conversation source = forwarded(open());
    Conversation target =
        Incoming.begin(
                Fixtures.mail("other", NOON, "A lamp too", "It is broken"),
                new Incoming.Start(
                    new ConversationId(Ulid.derived(NOON, "other")),
                    10483,
                    Fixtures.CONTACT,
                    "Jo",
                    Fixtures.SUPPORT),
                settings(),
                ids(NOON),
                NOON)
            .conversation();
    Merging.Outcome merged =
        Merging.merge(
            new Merging.Seen(source, 99), new Merging.Seen(target, 99), BY_ANNA, ids(LATER), LATER);
    assertThat(merged)
        .isInstanceOfSatisfying(
            Merging.Outcome.Changed.class,
            both -> assertThat(both.into().conversation().sides()).isEqualTo(source.sides()));
  }

  @Test
  void C217_a_side_thread_has_an_address_that_is_none_of_a_conversation() {
    ReplyKeys keys = new ReplyKeys("0f".repeat(32), null);
    MailAddress support = MailAddress.parse("support@harbourgoods.example");
    MailAddress address = ReplyAddress.of(support, FORWARD, keys).orElseThrow();
    assertThat(ReplyAddress.side(address, keys)).contains(FORWARD);
    assertThat(ReplyAddress.conversation(address, keys)).isEmpty();
    MailAddress forged = new MailAddress(address.local().replace("+s", "+c"), address.domain());
    assertThat(ReplyAddress.conversation(forged, keys)).isEmpty();
    assertThat(ReplyAddress.side(address, new ReplyKeys("1f".repeat(32), null))).isEmpty();
  }

  @Test
  void C218_a_forward_has_one_mark_and_the_case_number_once() {
    Conversation conversation = open();
    assertThat(Threading.forwardSubject(conversation, "Re: AW: A lamp"))
        .isEqualTo("Fwd: A lamp [#10482]");
    assertThat(Threading.forwardSubject(conversation, "Fwd: A lamp [#10482]"))
        .isEqualTo("Fwd: A lamp [#10482]");
    assertThat(Threading.replySubject(conversation, "Re: Fwd: A lamp [#10482]"))
        .isEqualTo("Re: Fwd: A lamp [#10482]");
  }
}
