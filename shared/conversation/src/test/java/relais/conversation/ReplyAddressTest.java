package relais.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relais.mail.MailAddress;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplyAddressTest {
  private static final MailAddress SUPPORT = MailAddress.parse("support@harbourgoods.example");
  private static final ReplyKeys KEYS = new ReplyKeys("0f".repeat(32), null);
  private static final ConversationId LAMP = new ConversationId("01KAHMV2Y0ABCDEFGHJKMNPQRS");

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static ConversationId anyConversation(Random random) {
    byte[] chance = new byte[10];
    random.nextBytes(chance);
    return new ConversationId(
        Ulid.of(java.time.Instant.ofEpochMilli(random.nextLong(1L << 48)), chance));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void C80_what_is_signed_is_recognised_and_nothing_else_is(long seed) {
    Random random = new Random(seed);
    ConversationId conversation = anyConversation(random);
    MailAddress address = ReplyAddress.of(SUPPORT, conversation, KEYS).orElseThrow();
    assertThat(ReplyAddress.conversation(address, KEYS)).contains(conversation);
    MailAddress shouted = MailAddress.parse(address.toString().toUpperCase(Locale.ROOT));
    assertThat(ReplyAddress.conversation(shouted, KEYS)).contains(conversation);
    StringBuilder changed = new StringBuilder(address.local());
    int place = "support+c".length() + random.nextInt(26 + 1 + 16);
    char before = changed.charAt(place);
    changed.setCharAt(place, before == '2' ? '3' : '2');
    assertThat(
            ReplyAddress.conversation(new MailAddress(changed.toString(), SUPPORT.domain()), KEYS))
        .isEmpty();
  }

  @Test
  void C80_it_is_short_enough_and_only_letters_and_digits() {
    MailAddress address = ReplyAddress.of(SUPPORT, LAMP, KEYS).orElseThrow();
    assertThat(address.local())
        .matches("support\\+c01kahmv2y0abcdefghjkmnpqrs\\.[0-9a-z]{16}")
        .hasSizeLessThanOrEqualTo(64);
    assertThat(ReplyAddress.withoutTag(address)).contains(SUPPORT);
  }

  @Test
  void C80_another_workspace_recognises_none_of_ours() {
    MailAddress address = ReplyAddress.of(SUPPORT, LAMP, KEYS).orElseThrow();
    assertThat(ReplyAddress.conversation(address, new ReplyKeys("a0".repeat(32), null))).isEmpty();
    assertThat(ReplyAddress.conversation(SUPPORT, KEYS)).isEmpty();
    assertThat(ReplyAddress.conversation(MailAddress.parse("support+c@x.example"), KEYS)).isEmpty();
  }

  @Test
  void C81_what_was_signed_before_a_change_of_keys_is_recognised_until_the_next_one() {
    MailAddress address = ReplyAddress.of(SUPPORT, LAMP, KEYS).orElseThrow();
    ReplyKeys changed = KEYS.changedTo("1e".repeat(32), Fixtures.NOON);
    ReplyKeys changedTwice = changed.changedTo("2d".repeat(32), Fixtures.NOON);
    assertThat(ReplyAddress.conversation(address, changed)).contains(LAMP);
    assertThat(ReplyAddress.of(SUPPORT, LAMP, changed))
        .isNotEqualTo(ReplyAddress.of(SUPPORT, LAMP, KEYS));
    assertThat(ReplyAddress.conversation(address, changedTwice)).isEmpty();
  }

  @Test
  void C193_the_next_change_waits_until_every_address_has_held_for_90_days() {
    ReplyKeys changed = KEYS.changedTo("1e".repeat(32), Fixtures.NOON);
    assertThat(KEYS.mayChange(Fixtures.NOON)).isTrue();
    assertThat(changed.mayChange(Fixtures.NOON.plus(ReplyKeys.HOLDS).minusMillis(1))).isFalse();
    assertThat(changed.mayChange(Fixtures.NOON.plus(ReplyKeys.HOLDS))).isTrue();
  }

  @Test
  void C193_a_key_that_somebody_else_knows_is_recognised_no_more() {
    MailAddress address = ReplyAddress.of(SUPPORT, LAMP, KEYS).orElseThrow();
    ReplyKeys replaced = KEYS.replacedBy("1e".repeat(32), Fixtures.NOON);
    assertThat(ReplyAddress.conversation(address, replaced)).isEmpty();
  }

  @Test
  void C81_a_key_is_never_printed_and_never_short() {
    assertThat(KEYS.toString()).doesNotContain("0f0f");
    assertThatThrownBy(() -> new ReplyKeys("0f", null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void C82_an_inbox_whose_name_leaves_no_room_has_no_reply_addresses() {
    assertThat(ReplyAddress.of(new MailAddress("a".repeat(19), "x.example"), LAMP, KEYS))
        .isPresent();
    assertThat(ReplyAddress.of(new MailAddress("a".repeat(20), "x.example"), LAMP, KEYS)).isEmpty();
  }
}
