package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.ANNA;
import static relais.conversation.Fixtures.NOON;
import static relais.conversation.Fixtures.changed;
import static relais.conversation.Fixtures.happenings;
import static relais.conversation.Fixtures.ids;
import static relais.conversation.Fixtures.settings;
import static relais.conversation.Fixtures.start;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The account of the team says something on Instagram, where our names do not come back.
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutsideTest {
  private static final Identity LOTTE = new Identity("instagram", "5614879045272581");
  private static final InboxId INBOX = new InboxId("instagram");
  private static final Instant LATER = NOON.plusSeconds(60);

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @Test
  void C650_what_comes_back_under_a_name_that_we_know_has_left_and_takes_nothing_back() {
    InboundItem.ReportedStatus left =
        new InboundItem.ReportedStatus(
            InboundItem.ReportedStatus.Kind.SENT, LATER, null, null, false);
    Entry.OutboundMessage lost =
        reply("Yes", new DeliveryStatus.Failed(NOON, 1, Sending.OUTCOME_UNKNOWN, "Lost", true));
    for (Entry.OutboundMessage message :
        List.of(reply("Yes", new DeliveryStatus.Sending(NOON, 1)), lost)) {
      assertThat(Sending.reported(message, left, "m_1").orElseThrow().status())
          .isEqualTo(new DeliveryStatus.Sent(LATER, 1));
    }
    Entry.OutboundMessage read = reply("Yes", new DeliveryStatus.Read(NOON, 1));
    assertThat(Sending.reported(read, left, "m_1")).isEmpty();
  }

  @Test
  void C651_what_says_the_same_as_what_we_just_tried_to_send_is_ours() {
    Entry.OutboundMessage sending = reply("Yes, tomorrow.", new DeliveryStatus.Sending(LATER, 1));
    Outside.Ours ours =
        Outside.findOurs(List.of(sending), sent("m_1", LATER, " Yes,\ntomorrow. ")).orElseThrow();
    assertThat(ours).isEqualTo(new Outside.Ours(sending, 0));
    DeliveryStatus lost =
        new DeliveryStatus.Failed(LATER, 1, Sending.OUTCOME_UNKNOWN, "Nobody knows", true);
    for (DeliveryStatus status : List.of(lost, new DeliveryStatus.Queued(LATER, 2))) {
      assertThat(
              Outside.findOurs(
                  List.of(reply("Yes", status)), sent("m_1", LATER.minusSeconds(180), "Yes")))
          .as(status.word())
          .isPresent();
    }
  }

  @Test
  void C651_other_words_another_time_and_what_has_a_name_or_never_left_are_not() {
    Entry.OutboundMessage sending = reply("Yes", new DeliveryStatus.Sending(LATER, 1));
    assertThat(Outside.findOurs(List.of(sending), sent("m_1", LATER, "No"))).isEmpty();
    assertThat(Outside.findOurs(List.of(sending), sent("m_1", LATER.plusSeconds(1000), "Yes")))
        .isEmpty();
    for (Entry.OutboundMessage message :
        List.of(
            Sending.accepted(sending, "m_0", LATER),
            sending.with(new DeliveryStatus.Queued(LATER, 1)),
            sending.with(new DeliveryStatus.Failed(LATER, 1, "131047", "Closed", false)),
            sending.with(new DeliveryStatus.Cancelled(LATER, 1, ANNA)))) {
      assertThat(Outside.findOurs(List.of(message), sent("m_1", LATER, "Yes")))
          .as(message.status().word())
          .isEmpty();
    }
  }

  @Test
  void C651_of_a_message_in_portions_it_is_the_next_one() {
    StoredFile picture =
        new StoredFile(
            "lamp.jpg", "image/jpeg", 9, null, false, new StoredFile.State.Stored("media/1"));
    Entry.OutboundMessage words =
        Sending.begin(
                reply("Look", new DeliveryStatus.Queued(LATER, 1)).withFiles(List.of(picture)),
                1,
                2,
                LATER)
            .orElseThrow();
    InboundItem.SentByAccount file =
        new InboundItem.SentByAccount(
            "instagram/1/m_2",
            LATER,
            INBOX,
            Channel.of("instagram"),
            LOTTE,
            LATER,
            MessageBody.ofText(""),
            List.of(picture),
            "m_2",
            "webhook/1");
    assertThat(Outside.findOurs(List.of(words), sent("m_1", LATER, "Look")).orElseThrow().portion())
        .isZero();
    Entry.OutboundMessage begun = Sending.accepted(words, 0, "m_1", LATER);
    assertThat(Outside.findOurs(List.of(begun), file).orElseThrow().portion()).isEqualTo(1);
    assertThat(Outside.findOurs(List.of(Sending.accepted(begun, 1, "m_2", LATER)), file)).isEmpty();
  }

  @Test
  void C652_who_was_answered_outside_waits_no_longer_and_a_reply_written_meanwhile_is_crossed() {
    Decision.Changed begun = begun(wrote("m_1", NOON));
    Conversation before = begun.conversation();
    Decision.Changed grown =
        Outside.grow(before, begun.entries(), sent("m_2", LATER, "We are on it"));
    Conversation after = grown.conversation();
    assertThat(grown.entries())
        .singleElement()
        .isEqualTo(
            new Entry.OutboundMessage(
                grown.entries().getFirst().id(),
                LATER,
                new Actor.Outside(),
                LOTTE,
                null,
                MessageBody.ofText("We are on it"),
                List.of(),
                "m_2",
                new DeliveryStatus.Sent(LATER, 1)));
    assertThat(after.activity().waitingSince()).isNull();
    assertThat(after.activity().lastOutboundAt()).isEqualTo(LATER);
    assertThat(after.headline().preview()).isEqualTo("We are on it");
    assertThat(after.ownership().assignee()).isNull();
    assertThat(
            Writing.reply(
                after,
                new Writing.Reply(
                    ANNA,
                    before.versions().current(),
                    LOTTE,
                    null,
                    MessageBody.ofText("Hello"),
                    List.of(),
                    false,
                    null),
                new EntryId(Ulid.derived(LATER, "reply")),
                ids(LATER),
                LATER))
        .isEqualTo(new Decision.Refused(Decision.Refusal.CROSSED_BY_MESSAGE));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void C653_in_any_order_it_comes_to_the_same(long seed) {
    List<InboundItem> items = new ArrayList<>();
    items.add(wrote("m_1", NOON));
    items.add(wrote("m_2", NOON.plusSeconds(10)));
    items.add(sent("m_3", NOON.plusSeconds(20), "We are on it"));
    items.add(wrote("m_4", NOON.plusSeconds(30)));
    items.add(wrote("m_5", NOON.plusSeconds(40)));
    String inOrder = state(items);
    assertThat(inOrder)
        .isEqualTo(
            "open, waits since 2026-11-20T12:00:30Z, answered 2026-11-20T12:00:20Z, begun"
                + " 2026-11-20T12:00:00Z, says 'Words of m_5', 5 messages");
    Collections.shuffle(items, new Random(seed));
    assertThat(state(items)).isEqualTo(inOrder);
  }

  @Test
  void C654_a_conversation_that_begins_with_it_is_closed_until_the_customer_writes() {
    Decision.Changed begun = begun(sent("m_1", LATER, "Your parcel is here"));
    assertThat(begun.conversation().status())
        .isEqualTo(new Status.Closed(LATER, new Actor.Outside()));
    assertThat(begun.conversation().activity().waitingSince()).isNull();
    assertThat(begun.conversation().participants()).containsExactly(LOTTE);
    assertThat(happenings(begun.entries()))
        .containsExactly(new Happening.Created(INBOX, Fixtures.SUPPORT));
    Decision.Changed answered = grown(begun.conversation(), begun.entries(), wrote("m_2", NOON));
    assertThat(answered.conversation().status()).isEqualTo(new Status.Open());
  }

  private static String state(List<InboundItem> items) {
    Decision.Changed decided = begun(items.getFirst());
    List<Entry> all = new ArrayList<>(decided.entries());
    for (InboundItem item : items.subList(1, items.size())) {
      decided = grown(decided.conversation(), all, item);
      all.addAll(decided.entries());
    }
    Conversation conversation = decided.conversation();
    return "%s, waits since %s, answered %s, begun %s, says '%s', %d messages"
        .formatted(
            conversation.status().word(),
            conversation.activity().waitingSince(),
            conversation.activity().lastOutboundAt(),
            conversation.origin().createdAt(),
            conversation.headline().preview(),
            all.stream().filter(entry -> !(entry instanceof Entry.Event)).count());
  }

  private static Decision.Changed begun(InboundItem item) {
    return switch (item) {
      case InboundItem.Received received ->
          Incoming.begin(received, start(), settings(), ids(LATER), LATER);
      case InboundItem.SentByAccount sent ->
          Outside.begin(
              Writing.blank(INBOX, Channel.of("instagram"), start(), LOTTE, "", sent.at()),
              sent,
              ids(LATER),
              LATER);
      default -> throw new IllegalArgumentException("Nothing begins with " + item);
    };
  }

  private static Decision.Changed grown(
      Conversation conversation, List<Entry> newest, InboundItem item) {
    return switch (item) {
      case InboundItem.Received received ->
          changed(
              Incoming.grow(
                  conversation, received, Entry.Evidence.OPEN_CHAT, settings(), ids(LATER), LATER));
      case InboundItem.SentByAccount sent -> Outside.grow(conversation, newest, sent);
      default -> throw new IllegalArgumentException("Nothing grows by " + item);
    };
  }

  private static InboundItem.Received wrote(String id, Instant at) {
    return new InboundItem.Received(
        "instagram/1/" + id,
        NOON.plusSeconds(3600),
        INBOX,
        Channel.of("instagram"),
        LOTTE,
        "Lotte",
        at,
        null,
        MessageBody.ofText("Words of " + id),
        List.of(),
        id,
        "webhook/" + id,
        null);
  }

  private static InboundItem.SentByAccount sent(String id, Instant at, String words) {
    return new InboundItem.SentByAccount(
        "instagram/1/" + id,
        NOON.plusSeconds(3600),
        INBOX,
        Channel.of("instagram"),
        LOTTE,
        at,
        MessageBody.ofText(words),
        List.of(),
        id,
        "webhook/" + id);
  }

  private static Entry.OutboundMessage reply(String words, DeliveryStatus status) {
    return new Entry.OutboundMessage(
        new EntryId(Ulid.derived(LATER, words)),
        LATER,
        new Actor.Agent(ANNA),
        LOTTE,
        null,
        MessageBody.ofText(words),
        List.of(),
        null,
        status);
  }
}
