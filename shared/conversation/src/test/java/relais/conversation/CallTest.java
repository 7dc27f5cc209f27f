package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.NOON;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CallTest {
  private static final Identity LOTTE = new Identity("phone", "+31612345678");
  private static final ContactId CONTACT = new ContactId(Ulid.derived(NOON, "lotte"));
  private static final ChatPart.Call OVER = new ChatPart.Call(true, null, 31, null, null);
  private static final ChatPart.Call TALKED = new ChatPart.Call(false, 12, null, null, null);
  private static final ChatPart.Call LEFT =
      new ChatPart.Call(false, null, null, "https://api.example/RE1", null);
  private static final ChatPart.Call WRITTEN =
      new ChatPart.Call(false, null, null, null, "Call me back");

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void C600_reports_of_one_call_come_to_the_same_in_any_order(long seed) {
    List<ChatPart.Call> reports = new ArrayList<>(List.of(OVER, LEFT, WRITTEN, OVER, LEFT));
    Collections.shuffle(reports, new Random(seed));
    Conversation conversation = rung();
    Entry message = ringing();
    for (ChatPart.Call report : reports) {
      Optional<Amending.Amended> amended = called(conversation, message, report);
      conversation = amended.map(Amending.Amended::conversation).orElse(conversation);
      message = amended.map(Amending.Amended::message).orElse(message);
    }
    Entry.InboundMessage call = (Entry.InboundMessage) message;
    assertThat(call.findCall())
        .contains(new ChatPart.Call(true, null, 31, "https://api.example/RE1", "Call me back"));
    assertThat(call.files()).hasSize(1);
    assertThat(call.body().text()).isEqualTo("Voicemail: Call me back");
    assertThat(conversation.activity().waitingSince()).isEqualTo(NOON);
    assertThat(conversation.status()).isEqualTo(new Status.Open());
    assertThat(conversation.headline().preview()).isEqualTo("📼 Call me back");
  }

  @Test
  void C601_a_call_that_rings_begins_a_conversation_in_which_nobody_waits() {
    Conversation begun = rung();
    assertThat(begun.status()).isInstanceOf(Status.Closed.class);
    assertThat(begun.activity().waitingSince()).isNull();
    assertThat(begun.headline().preview()).isEqualTo("📞");
  }

  @Test
  void C602_a_call_that_nobody_took_opens_the_conversation_and_the_caller_waits() {
    for (ChatPart.Call missed : List.of(OVER, LEFT)) {
      Amending.Amended amended = called(rung(), ringing(), missed).orElseThrow();
      Conversation after = amended.conversation();
      assertThat(after.status()).isEqualTo(new Status.Open());
      assertThat(after.activity().waitingSince()).isEqualTo(NOON);
      assertThat(after.versions().message()).isEqualTo(after.versions().current());
      assertThat(amended.entries())
          .extracting(entry -> ((Entry.Event) entry).what())
          .containsExactly(new Happening.Reopened());
    }
  }

  @Test
  void C602_the_transcription_of_a_voicemail_opens_nothing_again() {
    Amending.Amended left = called(rung(), ringing(), LEFT).orElseThrow();
    Conversation closed =
        left.conversation()
            .with(new Status.Closed(NOON.plusSeconds(1), new Actor.Agent(new UserId("marco"))));
    Amending.Amended written = called(closed, left.message(), WRITTEN).orElseThrow();
    assertThat(written.conversation().status()).isEqualTo(closed.status());
    assertThat(written.entries()).isEmpty();
  }

  @Test
  void C603_an_answered_call_opens_nothing_and_ends_the_waiting_of_who_called_before() {
    Amending.Amended talked = called(rung(), ringing(), TALKED).orElseThrow();
    assertThat(talked.conversation().status()).isInstanceOf(Status.Closed.class);
    assertThat(talked.conversation().activity().waitingSince()).isNull();

    Conversation waiting = called(rung(), ringing(), OVER).orElseThrow().conversation();
    InboundItem.Received again = item("again", NOON.plusSeconds(600));
    Decision.Changed grown =
        Incoming.grow(
            waiting,
            again,
            Entry.Evidence.OPEN_CHAT,
            Fixtures.settings(),
            EntryIds.derived(NOON, "again"),
            NOON);
    Conversation after =
        called(grown.conversation(), grown.entries().getFirst(), TALKED)
            .orElseThrow()
            .conversation();
    assertThat(after.activity().waitingSince()).isNull();
    assertThat(after.activity().lastAt()).isEqualTo(NOON.plusSeconds(600));
    assertThat(after.headline().preview()).isEqualTo("📞");
  }

  @Test
  void C603_that_a_call_was_answered_may_be_told_after_its_end() {
    Amending.Amended over = called(rung(), ringing(), OVER).orElseThrow();
    Amending.Amended late = called(over.conversation(), over.message(), TALKED).orElseThrow();
    assertThat(late.conversation().activity().waitingSince()).isNull();
    assertThat(((Entry.InboundMessage) late.message()).findCall().orElseThrow().outcome())
        .isEqualTo(ChatPart.Call.Outcome.ANSWERED);
  }

  @Test
  void C604_what_the_caller_left_is_a_file_to_be_fetched() {
    Entry.InboundMessage left =
        (Entry.InboundMessage) called(rung(), ringing(), LEFT).orElseThrow().message();
    assertThat(left.files())
        .extracting(StoredFile::state)
        .containsExactly(new StoredFile.State.Fetching("https://api.example/RE1"));
    assertThat(called(rung(), left, LEFT)).as("told again").isEmpty();
  }

  private static Optional<Amending.Amended> called(
      Conversation conversation, Entry message, ChatPart.Call report) {
    return Amending.amend(
        conversation,
        message,
        new Amendment.Called(NOON.plusSeconds(31), report),
        EntryIds.derived(NOON, "called"),
        NOON.plusSeconds(31));
  }

  private static Conversation rung() {
    return begun().conversation();
  }

  private static Entry ringing() {
    return begun().entries().getFirst();
  }

  private static Decision.Changed begun() {
    return Incoming.begin(
        item("first", NOON),
        new Incoming.Start(
            new ConversationId(Ulid.derived(NOON, "call")),
            1,
            CONTACT,
            "Lotte",
            new TeamId("support")),
        Fixtures.settings(),
        EntryIds.derived(NOON, "first"),
        NOON);
  }

  private static InboundItem.Received item(String id, Instant at) {
    return new InboundItem.Received(
        "voice/" + id,
        at,
        new InboxId("voice"),
        Channel.of("voice"),
        LOTTE,
        "Lotte",
        at,
        null,
        MessageBody.ofText("Called: ringing"),
        List.of(),
        id,
        "webhook/1",
        Incoming.CALL,
        null,
        null,
        ChatFields.of("", List.of(ChatPart.Call.RINGING)));
  }
}
