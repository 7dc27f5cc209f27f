package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IncomingMessageTest {
  private static final Instant LATER = NOON.plus(Duration.ofHours(3));

  @Test
  void C1_a_first_message_begins_an_open_conversation_that_nobody_owns() {
    Conversation conversation = open();
    assertThat(conversation.status()).isEqualTo(new Status.Open());
    assertThat(conversation.ownership()).isEqualTo(new Conversation.Ownership(SUPPORT, null));
    assertThat(conversation.activity())
        .isEqualTo(new Conversation.Activity(NOON, NOON, NOON, null, Conversation.Outbox.EMPTY));
    assertThat(conversation.headline())
        .isEqualTo(new Conversation.Headline("A lamp", "It is broken"));
    assertThat(conversation.versions()).isEqualTo(new Conversation.Versions(1, 1, 0));
    assertThat(happenings(begun(NOON).entries()))
        .containsExactly(new Happening.Created(new InboxId("support"), SUPPORT));
  }

  @Test
  void C2_a_message_from_the_customer_opens_a_closed_conversation_and_keeps_its_assignee() {
    Decision.Changed grown = grow(closedAt(NOON.plusSeconds(60)), LATER);
    assertThat(grown.conversation().status()).isEqualTo(new Status.Open());
    assertThat(grown.conversation().ownership().assignee()).isEqualTo(ANNA);
    assertThat(happenings(grown.entries())).containsExactly(new Happening.Reopened());
  }

  @Test
  void C3_a_message_written_before_the_closing_does_not_reopen() {
    Decision.Changed grown = grow(closedAt(LATER), NOON.plusSeconds(60));
    assertThat(grown.conversation().status()).isInstanceOf(Status.Closed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bounce",
        "delayed",
        "delivered",
        "auto-reply",
        "read-receipt",
        "complaint",
        "system",
        "chat-opened"
      })
  void C4_automatic_answers_open_nothing_and_trigger_nothing(String kind) {
    Rule away = rule("away", 1, List.of("away"), actions(List.of(URGENT), null, false));
    Conversation closed = closedAt(NOON.plusSeconds(60));
    Decision.Changed grown =
        Incoming.grow(
            closed,
            automatic("auto", LATER, kind),
            Entry.Evidence.MESSAGE_ID,
            settings(away),
            ids(LATER),
            LATER);
    assertThat(grown.entries()).hasSize(1);
    assertThat(grown.conversation().status()).isEqualTo(closed.status());
    assertThat(grown.conversation().activity()).isEqualTo(closed.activity());
    assertThat(grown.conversation().labels()).isEmpty();
    assertThat(grown.conversation().participants()).isEqualTo(closed.participants());
    assertThat(grown.conversation().versions())
        .as("nobody's reply is crossed by a machine")
        .isEqualTo(closed.versions().next());
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void C5_messages_in_any_order_give_the_same_conversation(long seed) {
    List<InboundItem.Received> items = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      items.add(mail("m" + i, NOON.plusSeconds(i * 10L), "", "Message " + i));
    }
    Conversation inOrder = all(items);
    Collections.shuffle(items, new Random(seed));
    Conversation shuffled = all(items);
    assertThat(shuffled.activity()).isEqualTo(inOrder.activity());
    assertThat(shuffled.headline()).isEqualTo(inOrder.headline());
    assertThat(shuffled.origin()).isEqualTo(inOrder.origin());
    assertThat(shuffled.participants()).isEqualTo(inOrder.participants());
  }

  @Test
  void C6_a_late_message_from_before_our_reply_makes_nobody_wait() {
    Conversation answered =
        changed(Writing.reply(open(), reply(ANNA, 1, false), entry("out"), ids(LATER), LATER))
            .conversation();
    assertThat(grow(answered, NOON.plusSeconds(30)).conversation().activity().waitingSince())
        .isNull();
  }

  @Test
  void C7_a_clock_in_the_future_counts_as_the_moment_of_arrival() {
    InboundItem.Received item =
        received("future", NOON.plus(Duration.ofDays(900)), NOON, "A lamp", "Hello", null);
    Decision.Changed begun = Incoming.begin(item, start(), settings(), ids(NOON), NOON);
    assertThat(begun.conversation().activity().lastAt()).isEqualTo(NOON);
  }

  @Test
  void C8_the_same_input_becomes_the_message_of_the_same_name() {
    assertThat(Incoming.messageId(mail("one", NOON, "a", "b")))
        .isEqualTo(Incoming.messageId(mail("one", NOON, "a", "b")))
        .isNotEqualTo(Incoming.messageId(mail("two", NOON, "a", "b")));
  }

  @Test
  void C9_senders_and_copied_addresses_become_participants_up_to_a_hundred() {
    List<Mailbox> copied = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      copied.add(new Mailbox(null, MailAddress.parse("a%03d@example.net".formatted(i))));
    }
    InboundItem.Received plain = mail("cc", NOON, "A lamp", "Hello");
    InboundItem.Received item =
        new InboundItem.Received(
            plain.source(),
            plain.receivedAt(),
            plain.inbox(),
            plain.channel(),
            plain.from(),
            plain.fromName(),
            plain.at(),
            new MailFields("A lamp", List.of(), copied, null, null, List.of()),
            plain.body(),
            plain.files(),
            plain.providerId(),
            plain.rawKey(),
            null);
    Conversation conversation =
        Incoming.begin(item, start(), settings(), ids(NOON), NOON).conversation();
    assertThat(conversation.participants()).hasSize(100).contains(CUSTOMER);
  }

  private static Decision.Changed grow(Conversation conversation, Instant at) {
    return Incoming.grow(
        conversation,
        mail("next", at, "Re: A lamp", "Any news?"),
        Entry.Evidence.MESSAGE_ID,
        settings(),
        ids(at),
        at);
  }

  private static Conversation all(List<InboundItem.Received> items) {
    Conversation conversation =
        Incoming.begin(items.getFirst(), start(), settings(), ids(NOON), NOON).conversation();
    for (InboundItem.Received item : items.subList(1, items.size())) {
      conversation =
          Incoming.grow(conversation, item, Entry.Evidence.OPEN_CHAT, settings(), ids(LATER), LATER)
              .conversation();
    }
    return conversation.withLabels(new TreeSet<>());
  }
}
