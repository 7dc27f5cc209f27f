package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.NOON;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AmendedMessageTest {
  private static final Identity LOTTE = new Identity("phone", "+31612345678");
  private static final Instant WRITTEN = NOON.minusSeconds(3600);

  @Test
  void C180_reactions_of_one_person_replace_each_other_and_can_be_taken_back() {
    Amendments amendments =
        Amendments.NONE
            .with(reaction(1, "👍"))
            .with(reaction(3, "❤️"))
            .with(reaction(2, "😂"))
            .with(new Amendment.Reacted(at(2), Amendment.US, new UserId("marco"), "🙏"));
    assertThat(amendments.standing())
        .extracting(Amendment.Reacted::emoji)
        .containsExactlyInAnyOrder("❤️", "🙏");
    assertThat(amendments.with(reaction(4, null)).standing())
        .extracting(Amendment.Reacted::emoji)
        .containsExactly("🙏");
  }

  @Test
  void C181_the_newest_words_stand_and_the_older_ones_are_kept() {
    Amendments amendments = Amendments.NONE.with(edit(2, "two")).with(edit(1, "one"));
    assertThat(amendments.latestEdit()).contains(edit(2, "two"));
    assertThat(amendments.edits()).containsExactly(edit(1, "one"), edit(2, "two"));
    for (int i = 3; i < 30; i++) {
      amendments = amendments.with(edit(i, "word " + i));
    }
    assertThat(amendments.edits()).hasSize(Amendments.MAX_EDITS);
    assertThat(amendments.latestEdit()).contains(edit(29, "word 29"));
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void C182_any_order_and_any_repetition_come_to_the_same(long seed) {
    List<Amendment> amendments =
        List.of(
            reaction(1, "👍"),
            reaction(2, null),
            reaction(3, "🎉"),
            edit(1, "one"),
            edit(2, "two"),
            edit(2, "two again"),
            new Amendment.Deleted(at(9), false),
            new Amendment.Deleted(at(8), false));
    Amendments inOrder = Amendments.NONE;
    for (Amendment amendment : amendments) {
      inOrder = inOrder.with(amendment);
    }
    Amendments mixed = twiceInAnyOrder(amendments, seed);
    assertThat(mixed).isEqualTo(inOrder);
    assertThat(mixed.isDeleted()).isTrue();
  }

  @Test
  void C183_new_words_cross_a_reply_open_a_closed_conversation_and_make_somebody_wait() {
    Conversation closed =
        conversation("Lamp?").with(new Status.Closed(at(1), new Actor.Agent(new UserId("marco"))));
    Amending.Amended amended = amended(closed, message(), edit(2, "Two lamps?"));
    Conversation after = amended.conversation();
    assertThat(after.status()).isEqualTo(new Status.Open());
    assertThat(after.activity().waitingSince()).isEqualTo(at(2));
    assertThat(after.versions().message()).isEqualTo(after.versions().current());
    assertThat(after.headline().preview()).isEqualTo("Two lamps?");
    assertThat(amended.entries())
        .extracting(entry -> ((Entry.Event) entry).what())
        .containsExactly(new Happening.Reopened());
  }

  @Test
  void C183_new_words_hold_a_reply_that_waits() {
    Conversation before = conversation("Lamp?");
    EntryId waits = new EntryId(Ulid.derived(NOON, "waits"));
    Conversation waiting =
        before.with(
            before
                .activity()
                .with(
                    new Conversation.Outbox(
                        false, List.of(new Conversation.Outbox.Waiting(waits, at(90))))));
    assertThat(
            amended(waiting, message(), edit(2, "Two lamps?"))
                .conversation()
                .activity()
                .outbox()
                .waiting())
        .containsExactly(new Conversation.Outbox.Waiting(waits, null));
    assertThat(amended(waiting, message(), reaction(2, "👍")).conversation().activity().outbox())
        .as("a reaction says nothing new")
        .isEqualTo(waiting.activity().outbox());
  }

  @Test
  void C183_the_preview_of_a_later_message_stays() {
    Conversation after =
        amended(conversation("Never mind"), message(), edit(2, "Two lamps?")).conversation();
    assertThat(after.headline().preview()).isEqualTo("Never mind");
  }

  @Test
  void C184_a_reaction_and_a_deletion_open_nothing_and_cross_nobody() {
    Conversation closed =
        conversation("Lamp?").with(new Status.Closed(at(1), new Actor.Agent(new UserId("marco"))));
    for (Amendment amendment : List.of(reaction(2, "👍"), new Amendment.Deleted(at(2), false))) {
      Conversation after = amended(closed, message(), amendment).conversation();
      assertThat(after.status()).isEqualTo(closed.status());
      assertThat(after.activity()).isEqualTo(closed.activity());
      assertThat(after.versions().message()).isEqualTo(closed.versions().message());
      assertThat(after.versions().current()).isEqualTo(closed.versions().current() + 1);
    }
  }

  @Test
  void C184_what_was_taken_back_is_read_nowhere_in_passing() {
    Conversation after =
        amended(conversation("Lamp?"), message(), new Amendment.Deleted(at(2), false))
            .conversation();
    assertThat(after.headline().preview()).doesNotContain("Lamp");
  }

  @Test
  void C185_only_its_author_changes_a_message_or_takes_it_back() {
    Entry.OutboundMessage ours = ours(List.of());
    Conversation conversation = conversation("Hello");
    assertThat(amend(conversation, ours, edit(2, "Goodbye"))).isEmpty();
    assertThat(amend(conversation, ours, new Amendment.Deleted(at(2), false))).isEmpty();
    assertThat(amend(conversation, ours, reaction(2, "👍"))).isPresent();
    assertThat(amend(conversation("Lamp?"), message(), ourEdit(2, "Goodbye"))).isEmpty();
    assertThat(amend(conversation("Lamp?"), message(), new Amendment.Deleted(at(2), true)))
        .isEmpty();
  }

  @Test
  void C710_what_the_team_changes_or_takes_back_outside_becomes_of_its_own_message() {
    Conversation closed =
        conversation("Hello").with(new Status.Closed(at(1), new Actor.Agent(new UserId("marco"))));
    Amending.Amended edited = amended(closed, ours(List.of()), ourEdit(2, "Goodbye"));
    assertThat(edited.message().amendments().latestEdit()).contains(ourEdit(2, "Goodbye"));
    assertThat(edited.conversation().headline().preview()).isEqualTo("Goodbye");
    Amending.Amended deleted =
        amended(edited.conversation(), edited.message(), new Amendment.Deleted(at(3), true));
    assertThat(deleted.message().amendments().isDeleted()).isTrue();
    assertThat(deleted.conversation().headline().preview()).isEqualTo("🚫");
    for (Amending.Amended amended : List.of(edited, deleted)) {
      assertThat(amended.entries()).isEmpty();
      assertThat(amended.conversation().status()).isEqualTo(closed.status());
      assertThat(amended.conversation().activity()).isEqualTo(closed.activity());
      assertThat(amended.conversation().versions().message())
          .isEqualTo(closed.versions().message());
    }
    assertThat(amend(deleted.conversation(), deleted.message(), new Amendment.Deleted(at(4), true)))
        .as("told twice")
        .isEmpty();
  }

  @Test
  void C710_it_counts_too_when_it_comes_before_the_message() {
    Decision.Changed taken = new Decision.Changed(conversation("Hello"), List.of(ours(List.of())));
    Decision.Changed changed =
        Amending.amend(
            taken,
            List.of(new Amendment.Deleted(at(3), true), ourEdit(2, "Goodbye")),
            EntryIds.derived(NOON, "early"),
            NOON);
    assertThat(changed.entries().getFirst().amendments())
        .isEqualTo(
            Amendments.NONE.with(ourEdit(2, "Goodbye")).with(new Amendment.Deleted(at(3), true)));
    assertThat(changed.conversation().headline().preview()).isEqualTo("🚫");
    assertThat(changed.conversation().versions()).isEqualTo(taken.conversation().versions());
  }

  @Test
  void C711_what_becomes_of_one_portion_does_not_become_of_the_whole() {
    Entry.OutboundMessage inTwo = ours(List.of("wamid.2", "wamid.3"));
    for (Amendment amendment : List.of(ourEdit(2, "Bye"), new Amendment.Deleted(at(2), true))) {
      assertThat(Amending.isOfOnePortion(inTwo, amendment)).isTrue();
      assertThat(amend(conversation("Hello"), inTwo, amendment)).isEmpty();
      assertThat(Amending.isOfOnePortion(ours(List.of()), amendment)).isFalse();
    }
    assertThat(Amending.isOfOnePortion(inTwo, reaction(2, "👍"))).isFalse();
  }

  @Test
  void C186_what_came_before_the_message_counts_when_it_comes() {
    Decision.Changed taken = new Decision.Changed(conversation("Lamp?"), List.of(message()));
    Decision.Changed changed =
        Amending.amend(
            taken,
            List.of(edit(2, "Two lamps?"), reaction(3, "👍"), new Amendment.Deleted(at(4), false)),
            EntryIds.derived(NOON, "early"),
            NOON);
    assertThat(((Entry.InboundMessage) changed.entries().getFirst()).amendments())
        .isEqualTo(
            Amendments.NONE
                .with(edit(2, "Two lamps?"))
                .with(reaction(3, "👍"))
                .with(new Amendment.Deleted(at(4), false)));
    assertThat(changed.conversation().versions()).isEqualTo(taken.conversation().versions());
    assertThat(changed.conversation().headline().preview()).doesNotContain("amp");
  }

  @Test
  void C713_what_comes_back_of_a_reaction_made_here_is_that_reaction() {
    Amendment.Reacted here = ourReaction(60, "marco", "👍");
    for (int seconds : List.of(55, 60, 65)) {
      Amendments both = Amendments.NONE.with(here).with(ourReaction(seconds, null, "👍"));
      assertThat(both.standing()).containsExactly(here);
      assertThat(Amendments.NONE.with(ourReaction(seconds, null, "👍")).with(here)).isEqualTo(both);
    }
  }

  @Test
  void C713_of_what_the_team_did_here_and_outside_the_later_stands() {
    Amendment.Reacted here = ourReaction(60, "marco", "👍");
    Amendments outside = Amendments.NONE.with(here).with(ourReaction(90, null, "🙏"));
    assertThat(outside.standing()).containsExactly(ourReaction(90, null, "🙏"));
    Amendments takenBack = outside.with(ourReaction(120, null, null));
    assertThat(takenBack.standing()).isEmpty();
    assertThat(takenBack.with(ourReaction(150, "sanne", "😂")).standing())
        .containsExactly(ourReaction(150, "sanne", "😂"));
    assertThat(takenBack.with(reaction(1, "👍")).standing()).containsExactly(reaction(1, "👍"));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void C713_any_order_comes_to_the_same(long seed) {
    List<Amendment> amendments =
        List.of(
            ourReaction(60, "marco", "👍"),
            ourReaction(61, null, "👍"),
            ourReaction(120, null, null),
            ourReaction(180, null, "👍"),
            ourReaction(240, "sanne", null),
            ourReaction(241, null, null),
            ourReaction(300, null, "🙏"));
    assertThat(twiceInAnyOrder(amendments, seed).standing())
        .containsExactly(ourReaction(300, null, "🙏"));
  }

  @Test
  void C713_a_reaction_made_outside_is_replaced_and_taken_back_here() {
    Conversation waiting = conversation("Lamp?");
    Entry reacted = amended(waiting, message(), ourReaction(60, null, "👍")).message();
    assertThat(react(waiting, reacted, "👍")).isEqualTo(new Reacting.Outcome.Unchanged());
    Reacting.Outcome.Changed takenBack = (Reacting.Outcome.Changed) react(waiting, reacted, null);
    assertThat(takenBack.amended().message().amendments().standing()).isEmpty();
  }

  private static Amendment.Reacted ourReaction(
      int seconds, @Nullable String agent, @Nullable String emoji) {
    return new Amendment.Reacted(
        WRITTEN.plusSeconds(seconds),
        Amendment.US,
        agent == null ? null : new UserId(agent),
        emoji);
  }

  @Test
  void C187_a_list_shows_what_has_no_words_by_a_sign_that_every_language_reads() {
    assertThat(preview(new ChatPart.Place("1", "2", "Café Central", null, null)))
        .isEqualTo("📍 Café Central");
    assertThat(preview(new ChatPart.Card("Jan Smit", null, List.of(), List.of())))
        .isEqualTo("👤 Jan Smit");
    assertThat(preview(new ChatPart.Choice("Yes please", null, "yes"))).isEqualTo("Yes please");
    assertThat(
            Preview.of(
                MessageBody.ofText(""),
                List.of(),
                ChatFields.of("Listen", List.of(new ChatPart.Media(0, ChatPart.Media.Sort.VOICE)))))
        .isEqualTo("🎤 Listen");
  }

  @Test
  void C189_a_reaction_of_ours_stands_at_once_and_answers_nobody() {
    Conversation waiting = conversation("Lamp?");
    Amending.Amended reacted =
        ((Reacting.Outcome.Changed) react(waiting, message(), "👍")).amended();
    assertThat(reacted.conversation()).isEqualTo(waiting.touched());
    assertThat(((Entry.InboundMessage) reacted.message()).amendments().standing())
        .extracting(Amendment.Reacted::by)
        .containsExactly(Amendment.US);
    Entry.OutboundMessage sent = (Entry.OutboundMessage) reacted.entries().getFirst();
    assertThat(sent.act()).isEqualTo(new ChatAct.Reaction(message().id(), "wamid.1", "👍"));
    assertThat(sent.status()).isInstanceOf(DeliveryStatus.Queued.class);
    assertThat(react(waiting, reacted.message(), "👍")).isEqualTo(new Reacting.Outcome.Unchanged());
    assertThat(react(waiting, reacted.message(), null))
        .isInstanceOf(Reacting.Outcome.Changed.class);
  }

  @Test
  void C189_one_reacts_only_to_what_the_customer_wrote_and_left_while_the_window_is_open() {
    Conversation waiting = conversation("Lamp?");
    Entry deleted = amended(waiting, message(), new Amendment.Deleted(at(2), false)).message();
    Reacting.Outcome noMessage = new Reacting.Outcome.Refused(Reacting.Refusal.NO_MESSAGE);
    assertThat(react(waiting, deleted, "👍")).isEqualTo(noMessage);
    assertThat(
            react(
                waiting,
                new Entry.PrivateNote(
                    message().id(), WRITTEN, new UserId("marco"), MessageBody.ofText("x")),
                "👍"))
        .isEqualTo(noMessage);
    assertThat(
            Reacting.react(
                waiting,
                message(),
                "👍",
                new UserId("marco"),
                message().id(),
                WRITTEN.plusSeconds(25 * 3600)))
        .isEqualTo(new Reacting.Outcome.Refused(Reacting.Refusal.WINDOW_CLOSED));
  }

  private static Reacting.Outcome react(
      Conversation conversation, Entry message, @Nullable String emoji) {
    return Reacting.react(
        conversation,
        message,
        emoji,
        new UserId("marco"),
        new EntryId(Ulid.derived(NOON, "reaction")),
        NOON);
  }

  @Test
  void C188_answers_go_to_the_new_number_and_the_timeline_says_so() {
    Identity changed = new Identity("phone", "+31619999999");
    InboundItem.Received notice =
        new InboundItem.Received(
            "whatsapp/notice",
            at(1),
            new InboxId("whatsapp"),
            Channel.WHATSAPP,
            LOTTE,
            "Lotte",
            at(1),
            null,
            MessageBody.ofText("Changed their number"),
            List.of(),
            "notice",
            "webhook/2",
            "system",
            null,
            null,
            ChatFields.of(
                "",
                List.of(
                    new ChatPart.Notice(
                        ChatPart.Notice.What.CHANGED, changed, "Changed their number"))));
    EntryIds ids = EntryIds.derived(NOON, "x");
    Decision.Changed grown =
        Incoming.grow(
            conversation("Lamp?"),
            notice,
            Entry.Evidence.OPEN_CHAT,
            Fixtures.settings(),
            ids,
            NOON);
    assertThat(grown.conversation().origin().identity()).isEqualTo(changed);
    Decision.Changed known =
        Incoming.identified(grown, changed, new Actor.Relais("channel"), ids, NOON);
    assertThat(known.conversation().participants()).containsExactly(LOTTE, changed);
    assertThat(known.entries().getLast())
        .isInstanceOfSatisfying(
            Entry.Event.class,
            event -> assertThat(event.what()).isEqualTo(new Happening.Identified(changed)));
  }

  private static String preview(ChatPart part) {
    return Preview.of(
        MessageBody.ofText("in English"), List.of(), ChatFields.of("", List.of(part)));
  }

  private static Amending.Amended amended(
      Conversation conversation, Entry message, Amendment amendment) {
    return amend(conversation, message, amendment).orElseThrow();
  }

  private static Optional<Amending.Amended> amend(
      Conversation conversation, Entry message, Amendment amendment) {
    return Amending.amend(conversation, message, amendment, EntryIds.derived(NOON, "x"), NOON);
  }

  private static Entry.InboundMessage message() {
    return new Entry.InboundMessage(
        new EntryId(Ulid.derived(WRITTEN, "lamp")),
        WRITTEN,
        new ContactId(Ulid.derived(WRITTEN, "lotte")),
        LOTTE,
        "Lotte",
        null,
        MessageBody.ofText("Lamp?"),
        List.of(),
        "wamid.1",
        "webhook/1",
        Entry.Evidence.FIRST,
        null,
        null,
        ChatFields.ofWords("Lamp?"),
        Amendments.NONE);
  }

  private static Conversation conversation(String preview) {
    return new Conversation(
        new ConversationId(Ulid.derived(WRITTEN, "conversation")),
        10_001,
        new Conversation.Origin(
            new InboxId("whatsapp"),
            Channel.WHATSAPP,
            new ContactId(Ulid.derived(WRITTEN, "lotte")),
            "Lotte",
            LOTTE,
            WRITTEN),
        new Conversation.Headline("", preview),
        new Status.Open(),
        new Conversation.Ownership(new TeamId("support"), null),
        new TreeSet<>(),
        new Conversation.Activity(WRITTEN, null, WRITTEN, null, Conversation.Outbox.EMPTY),
        new TreeSet<>(List.of(LOTTE)),
        new Conversation.Versions(3, 2, 1));
  }

  private static Instant at(int minutes) {
    return WRITTEN.plusSeconds(60L * minutes);
  }

  private static Amendment.Reacted reaction(int minutes, @Nullable String emoji) {
    return new Amendment.Reacted(at(minutes), LOTTE.toString(), null, emoji);
  }

  private static Entry.OutboundMessage ours(List<String> portions) {
    return new Entry.OutboundMessage(
        new EntryId(Ulid.derived(WRITTEN, "ours")),
        WRITTEN,
        new Actor.Agent(new UserId("marco")),
        LOTTE,
        null,
        MessageBody.ofText("Hello"),
        List.of(),
        "wamid.2",
        new DeliveryStatus.Sent(WRITTEN, 1),
        null,
        Amendments.NONE,
        portions);
  }

  private static Amendment.Edited ourEdit(int minutes, String words) {
    return new Amendment.Edited(
        at(minutes), true, MessageBody.ofText(words), ChatFields.ofWords(words));
  }

  private static Amendment.Edited edit(int minutes, String words) {
    return new Amendment.Edited(
        at(minutes), false, MessageBody.ofText(words), ChatFields.ofWords(words));
  }

  private static Amendments twiceInAnyOrder(List<Amendment> amendments, long seed) {
    List<Amendment> shuffled = new ArrayList<>(amendments);
    shuffled.addAll(amendments);
    Collections.shuffle(shuffled, new Random(seed));
    Amendments mixed = Amendments.NONE;
    for (Amendment amendment : shuffled) {
      mixed = mixed.with(amendment);
    }
    return mixed;
  }
}
