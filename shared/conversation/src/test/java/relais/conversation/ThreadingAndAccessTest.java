package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import relais.mail.MimeMessageId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ThreadingAndAccessTest {
  @Test
  void C50_only_a_participant_continues_a_conversation_by_quoting_it() {
    List<Threading.Candidate> candidates =
        List.of(
            new Threading.Candidate(open(), Entry.Evidence.MESSAGE_ID),
            new Threading.Candidate(closedAt(NOON.plusSeconds(9)), Entry.Evidence.CASE_NUMBER));
    assertThat(Threading.choose(Set.of(CUSTOMER), candidates)).contains(candidates.getFirst());
    assertThat(Threading.choose(Set.of(Identity.email("eve@example.org")), candidates)).isEmpty();
  }

  @Test
  void C83_the_reply_address_and_a_report_are_open_to_all_and_joining_is_noted() {
    Identity eve = Identity.email("eve@example.org");
    for (Entry.Evidence evidence : List.of(Entry.Evidence.REPLY_ADDRESS, Entry.Evidence.REPORT)) {
      Threading.Candidate open = new Threading.Candidate(open(), evidence);
      assertThat(Threading.choose(Set.of(eve), List.of(open))).contains(open);
    }
    Decision.Changed joined = answered(eve, Entry.Evidence.REPLY_ADDRESS, null);
    assertThat(happenings(joined.entries())).containsExactly(new Happening.Joined(eve));
    assertThat(joined.conversation().participants()).contains(eve, CUSTOMER);
    assertThat(happenings(answered(CUSTOMER, Entry.Evidence.REPLY_ADDRESS, null).entries()))
        .isEmpty();
    assertThat(happenings(answered(eve, Entry.Evidence.REPLY_ADDRESS, "auto-reply").entries()))
        .isEmpty();
  }

  private static Decision.Changed answered(
      Identity from, Entry.Evidence evidence, @Nullable String automatic) {
    InboundItem.Received item =
        new InboundItem.Received(
            "answer",
            NOON.plusSeconds(60),
            new InboxId("support"),
            Channel.EMAIL,
            from,
            null,
            NOON.plusSeconds(60),
            new MailFields("Re: A lamp", List.of(), List.of(), null, null, List.of()),
            MessageBody.ofText("Me too"),
            List.of(),
            "answer",
            "mail/answer",
            automatic);
    return Incoming.grow(
        open(), item, evidence, settings(), ids(NOON.plusSeconds(60)), NOON.plusSeconds(60));
  }

  private static MimeMessageId mime(int n) {
    return new MimeMessageId(n + "@example.org");
  }

  @Test
  void C84_quoted_ids_are_asked_for_from_the_nearest_to_the_first() {
    MailFields mail =
        new MailFields(
            "Re: A lamp",
            List.of(),
            List.of(),
            mime(9),
            mime(3),
            List.of(mime(1), mime(2), mime(3), mime(9), mime(4)));
    assertThat(Threading.quoted(mail)).containsExactly(mime(3), mime(4), mime(2), mime(1));
  }

  @Test
  void C85_of_many_unseen_mails_the_newest_and_the_first_are_remembered() {
    List<MimeMessageId> unseen =
        IntStream.range(0, 20).mapToObj(ThreadingAndAccessTest::mime).toList();
    assertThat(Threading.remembered(unseen))
        .hasSize(8)
        .startsWith(mime(0), mime(1))
        .endsWith(mime(6), mime(19));
    assertThat(Threading.remembered(unseen.subList(0, 8))).isEqualTo(unseen.subList(0, 8));
  }

  @Test
  void C86_two_conversations_know_each_other_and_both_timelines_say_why() {
    Conversation other =
        Incoming.begin(
                mail("other", NOON, "A chair", "It wobbles"),
                new Incoming.Start(
                    new ConversationId(Ulid.derived(NOON, "other")), 10500, CONTACT, "Jo", SUPPORT),
                settings(),
                ids(NOON),
                NOON)
            .conversation();
    Decision.Changed begun = begun(NOON);
    Linking.Linked linked =
        Linking.link(
            begun,
            other,
            Conversation.Relation.Why.QUOTES,
            new Actor.Relais("threading"),
            ids(NOON.plusSeconds(9)),
            NOON.plusSeconds(9));
    Conversation.Relation there =
        new Conversation.Relation(other.id(), 10500, Conversation.Relation.Why.QUOTES);
    Conversation.Relation back =
        new Conversation.Relation(
            begun.conversation().id(), 10482, Conversation.Relation.Why.QUOTED_BY);
    assertThat(linked.one().conversation().links().related()).containsExactly(there);
    assertThat(linked.other().conversation().links().related()).containsExactly(back);
    assertThat(happenings(linked.one().entries())).contains(new Happening.Linked(there));
    assertThat(happenings(linked.other().entries())).containsExactly(new Happening.Linked(back));
    assertThat(linked.other().conversation().versions())
        .as("nobody's reply is crossed by a link")
        .isEqualTo(other.versions().next());
    assertThat(Linking.knows(linked.one().conversation(), other.id())).isTrue();
  }

  @Test
  void C87_subjects_agree_whatever_mail_programs_and_we_have_put_around_them() {
    for (String same :
        List.of(
            "Re: A lamp [#10482]",
            "AW: Re[2]: a  LAMP",
            "Fwd: RE: A lamp",
            "[shop] Re: A lamp",
            "R: I: A lamp",
            "Antw.: A lamp".replace(".", ""),
            "")) {
      assertThat(Threading.sameSubject("A lamp", same)).as(same).isTrue();
    }
    assertThat(Threading.sameSubject("A lamp", "Re: A chair")).isFalse();
    assertThat(Threading.sameSubject("Re: Re", "Reply wanted")).isFalse();
  }

  @Test
  void C97_after_a_split_the_message_that_is_answered_says_more_than_the_reply_address() {
    Conversation old = open();
    Conversation split =
        Incoming.begin(
                mail("chair", NOON, "A chair", "Please"),
                new Incoming.Start(
                    new ConversationId(Ulid.derived(NOON, "chair")), 10700, CONTACT, "Jo", SUPPORT),
                settings(),
                ids(NOON),
                NOON)
            .conversation();
    Threading.Candidate address = new Threading.Candidate(old, Entry.Evidence.REPLY_ADDRESS);
    Threading.Candidate unrelated = new Threading.Candidate(split, Entry.Evidence.MESSAGE_ID);
    assertThat(Threading.afterSplits(List.of(address, unrelated)))
        .containsExactly(address, unrelated);
    Conversation related =
        split.with(
            split
                .links()
                .with(
                    new Conversation.Relation(
                        old.id(), old.caseNumber(), Conversation.Relation.Why.SPLIT_FROM)));
    Threading.Candidate moved = new Threading.Candidate(related, Entry.Evidence.MESSAGE_ID);
    assertThat(Threading.afterSplits(List.of(address, moved)))
        .startsWith(new Threading.Candidate(related, Entry.Evidence.REPLY_ADDRESS));
  }

  @Test
  void C88_a_conversation_keeps_the_newest_twenty_links_each_once() {
    Conversation.Links links = Conversation.Links.NONE;
    for (int i = 0; i < 30; i++) {
      links = links.with(relation(i));
    }
    links = links.with(relation(20));
    assertThat(links.related()).hasSize(20).endsWith(relation(29), relation(20));
    assertThat(links.related()).doesNotHaveDuplicates();
  }

  private static Conversation.Relation relation(int n) {
    return new Conversation.Relation(
        new ConversationId(Ulid.derived(NOON, "related " + n)),
        2000 + n,
        Conversation.Relation.Why.SAME_MAIL);
  }

  @Test
  void C51_a_case_number_has_four_to_fifteen_digits() {
    assertThat(Threading.caseNumber("Re: A lamp [#10482]")).isEqualTo(OptionalLong.of(10482));
    assertThat(Threading.caseNumber("about #10482?")).isEqualTo(OptionalLong.of(10482));
    assertThat(Threading.caseNumber("we are #1")).isEmpty();
    assertThat(Threading.caseNumber("#1234567890123456")).isEmpty();
  }

  @Test
  void C60_agents_work_on_what_their_teams_or_they_have() {
    Conversation.Ownership supports = new Conversation.Ownership(SUPPORT, null);
    User anna = user(ANNA, User.Role.AGENT, true, SUPPORT);
    User ben = user(BEN, User.Role.AGENT, true, FINANCE);
    User carl = user(CARL, User.Role.ADMIN, true);
    assertThat(Access.mayWorkOn(anna, supports)).isTrue();
    assertThat(Access.mayWorkOn(ben, supports)).isFalse();
    assertThat(Access.mayWorkOn(ben, new Conversation.Ownership(SUPPORT, BEN))).isTrue();
    assertThat(Access.mayWorkOn(carl, supports)).isTrue();
    assertThat(Access.maySeeTeam(ben, SUPPORT)).isFalse();
    assertThat(Access.mayAdminister(anna)).isFalse();
    assertThat(Access.mayAdminister(carl)).isTrue();
  }

  @Test
  void C70_ids_sort_by_time_and_keep_the_order_of_one_decision() {
    Random random = new Random(7);
    byte[] chance = new byte[10];
    List<String> ids = new ArrayList<>();
    for (int moment = 0; moment < 50; moment++) {
      random.nextBytes(chance);
      EntryIds next = EntryIds.startingAt(Instant.ofEpochMilli(1_000_000L * (moment + 1)), chance);
      for (int i = 0; i < 5; i++) {
        ids.add(next.next().value());
      }
    }
    for (int i = 0; i < 64; i++) {
      // The message and the events of one input, in the same millisecond.
      assertThat(EntryIds.derived(NOON, "input-" + i).next().value())
          .isNotEqualTo(Ulid.derived(NOON, "input-" + i));
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(Ulid.of(Instant.ofEpochMilli(1469918176385L), new byte[10]))
        .isEqualTo("01ARYZ6S410000000000000000");
  }
}
