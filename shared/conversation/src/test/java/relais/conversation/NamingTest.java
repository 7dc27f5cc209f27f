package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static relais.conversation.Fixtures.CONTACT;
import static relais.conversation.Fixtures.CUSTOMER;
import static relais.conversation.Fixtures.NOON;
import static relais.conversation.Fixtures.SUPPORT;
import static relais.conversation.Fixtures.happenings;
import static relais.conversation.Fixtures.ids;
import static relais.conversation.Fixtures.settings;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Somebody writes on a channel that does not say what they are called.
@DisplayNameGeneration(ReplaceUnderscores.class)
class NamingTest {
  private static final Identity STRANGER = new Identity("messenger", "5614879045272581");

  @Test
  void C680_the_provider_is_asked_when_somebody_without_a_name_writes_first_on_a_day() {
    Conversation begun = begun("messenger", STRANGER, STRANGER.value(), NOON);
    assertThat(Naming.asks(null, begun)).isTrue();
    Conversation sameDay = wrote(begun, NOON.plus(Duration.ofHours(11)));
    assertThat(Naming.asks(begun, sameDay)).isFalse();
    assertThat(Naming.asks(sameDay, wrote(sameDay, NOON.plus(Duration.ofHours(13))))).isTrue();
    assertThat(Naming.asks(sameDay, sameDay.touched())).isFalse();
  }

  @Test
  void C680_nobody_is_asked_about_who_has_a_name_or_writes_where_messages_tell_it() {
    assertThat(Naming.asks(null, begun("messenger", STRANGER, "Ana Silva", NOON))).isFalse();
    Identity telegram = new Identity("telegram", "77");
    assertThat(Naming.asks(null, begun("telegram", telegram, "77", NOON))).isFalse();
    Identity phone = new Identity("phone", "+31612345678");
    assertThat(Naming.asks(null, begun("messenger", phone, phone.value(), NOON))).isFalse();
  }

  @Test
  void C681_before_they_wrote_nobody_is_asked() {
    Conversation outside =
        Writing.blank(
            new InboxId("page"),
            Channel.of("messenger"),
            start(STRANGER.value()),
            STRANGER,
            "",
            NOON);
    assertThat(Naming.asks(null, outside)).isFalse();
    assertThat(Naming.asks(outside, wrote(outside, NOON.plusSeconds(5)))).isTrue();
  }

  @Test
  void C682_a_name_replaces_the_address_alone_and_the_timeline_says_so() {
    Conversation begun = begun("messenger", STRANGER, STRANGER.value(), NOON);
    Decision.Changed named = named(begun, "Ana Silva");
    assertThat(happenings(named.entries())).containsExactly(new Happening.Named("Ana Silva"));
    Conversation.Origin before = begun.origin();
    assertThat(named.conversation())
        .isEqualTo(
            begun.with(
                new Conversation.Origin(
                    before.inbox(),
                    before.channel(),
                    before.contact(),
                    "Ana Silva",
                    before.identity(),
                    before.createdAt())));
  }

  @Test
  void C683_who_is_called_by_a_name_goes_on_being_called_so() {
    Conversation called = begun("messenger", STRANGER, "Ana", NOON);
    Decision.Changed named = named(called, "Ana Silva");
    assertThat(named.conversation()).isEqualTo(called);
    assertThat(named.entries()).isEmpty();
  }

  @Test
  void C683_an_address_of_theirs_is_no_name_in_whatever_case() {
    assertThat(Naming.isNameless("Jo@Example.org", List.of(CUSTOMER))).isTrue();
    assertThat(Naming.isNameless("Jo", List.of(CUSTOMER))).isFalse();
    Conversation moved =
        named(begun("messenger", STRANGER, STRANGER.value(), NOON), STRANGER.value())
            .conversation();
    assertThat(Naming.isNameless(moved)).isTrue();
  }

  @Test
  void C684_a_message_tells_a_name_unless_it_shows_an_address_or_nothing() {
    assertThat(Naming.learnt(message("messenger", STRANGER, " Ana ", NOON), List.of(STRANGER)))
        .contains("Ana");
    assertThat(Naming.learnt(message("messenger", STRANGER, " ", NOON), List.of(STRANGER)))
        .isEmpty();
    assertThat(Naming.learnt(message("messenger", STRANGER, null, NOON), List.of(STRANGER)))
        .isEmpty();
    assertThat(Naming.learnt(message("email", CUSTOMER, "JO@example.org", NOON), List.of(CUSTOMER)))
        .isEmpty();
  }

  private static Decision.Changed named(Conversation conversation, String name) {
    return Naming.named(
        new Decision.Changed(conversation, List.of()), name, ids(NOON), NOON.plusSeconds(9));
  }

  private static Incoming.Start start(String name) {
    return new Incoming.Start(
        new ConversationId(Ulid.derived(NOON, "conversation")), 10482, CONTACT, name, SUPPORT);
  }

  private static Conversation begun(String channel, Identity from, String name, Instant at) {
    return Incoming.begin(message(channel, from, null, at), start(name), settings(), ids(at), at)
        .conversation();
  }

  private static Conversation wrote(Conversation before, Instant at) {
    return Incoming.grow(
            before,
            message("messenger", STRANGER, null, at),
            Entry.Evidence.OPEN_CHAT,
            settings(),
            ids(at),
            at)
        .conversation();
  }

  private static InboundItem.Received message(
      String channel, Identity from, @Nullable String name, Instant at) {
    return new InboundItem.Received(
        channel + at,
        at,
        new InboxId("page"),
        Channel.of(channel),
        from,
        name,
        at,
        null,
        MessageBody.ofText("Hello"),
        List.of(),
        channel + at,
        "raw",
        null);
  }
}
