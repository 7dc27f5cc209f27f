package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AddressTest {
  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @Test
  void M1_the_domain_is_lower_case_and_the_local_part_stays() {
    assertThat(MailAddress.parse("Ada.Keller@EXAMPLE.Org").toString())
        .isEqualTo("Ada.Keller@example.org");
    assertThat(MailAddress.parse("Ada.Keller@EXAMPLE.Org").normalised())
        .isEqualTo("ada.keller@example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@exa mple.org",
        "ada@example..org",
        "ada@.org",
        "ada\n@example.org",
        "ada@example.org\r\nBcc: eve@example.org",
        "ada@<example>.org"
      })
  void M1_what_is_no_address_is_refused_with_advice(String text) {
    assertThatThrownBy(() -> MailAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name@domain");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void M1_an_address_written_and_read_again_is_the_same(long seed) {
    MailAddress address = anyAddress(new Random(seed));
    assertThat(MailAddress.parse(address.toString())).isEqualTo(address);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void M2_a_list_of_mailboxes_written_and_read_again_is_the_same(long seed) {
    Random random = new Random(seed);
    List<Mailbox> mailboxes =
        List.of(anyMailbox(random), anyMailbox(random), anyMailbox(random), anyMailbox(random));
    StringBuilder header = new StringBuilder();
    HeaderWriting.mailboxes(header, "To", mailboxes);
    String value = header.substring("To:".length()).replace("\r\n", "").strip();
    assertThat(MailboxList.parse(value)).isEqualTo(mailboxes);
  }

  @Test
  void M2_names_are_decoded_and_unquoted() {
    assertThat(MailboxList.parse("\"Keller, Ada\" <a@x.org>, =?utf-8?Q?B=C3=BCro?= <b@x.org>"))
        .containsExactly(mailbox("Keller, Ada", "a@x.org"), mailbox("Büro", "b@x.org"));
  }

  @Test
  void M2_a_comment_is_the_name_where_there_is_no_other() {
    assertThat(MailboxList.parse("a@x.org (Ada Keller)"))
        .containsExactly(mailbox("Ada Keller", "a@x.org"));
  }

  @Test
  void M3_the_members_of_a_group_are_read() {
    assertThat(MailboxList.parse("Team: a@x.org, Bo <b@x.org>;, undisclosed-recipients:;"))
        .containsExactly(mailbox(null, "a@x.org"), mailbox("Bo", "b@x.org"));
  }

  @Test
  void M4_a_comma_in_a_bare_name_does_not_divide_it() {
    assertThat(MailboxList.parse("Keller, Ada <a@x.org>, b@x.org"))
        .containsExactly(mailbox("Keller, Ada", "a@x.org"), mailbox(null, "b@x.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a@x.org>",
        "<<a@x.org>>",
        "<a@x.org",
        "a@x.org;",
        "<mailto:a@x.org>",
        "'a@x.org'",
        "<@relay.org,@other.org:a@x.org>",
        "a @ x . org",
        "=?utf-8?Q?a=40x=2Eorg?=",
        "a@x.org."
      })
  void M4_one_address_in_many_disguises(String header) {
    assertThat(MailboxList.parse(header)).containsExactly(mailbox(null, "a@x.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada [mailto:ada@example.org]",
        "Ada [ada@example.org]",
        "Ada ada@example.org>",
        "Ada <ada@example.org and others>",
        "Ada <ada @ example.org>"
      })
  void M4_an_address_between_other_signs(String header) {
    assertThat(MailboxList.parse(header))
        .containsExactly(new Mailbox("Ada", MailAddress.parse("ada@example.org")));
  }

  @Test
  void M1_dots_are_shown_as_people_write_them_and_sent_as_the_standard_has_it() {
    MailAddress address = MailAddress.parse("ada..k.@example.org");
    assertThat(address.shown()).isEqualTo("ada..k.@example.org");
    assertThat(address.toString()).isEqualTo("\"ada..k.\"@example.org");
    assertThat(MailAddress.parse("\"ada k\"@example.org").shown())
        .isEqualTo("\"ada k\"@example.org");
  }

  @Test
  void M4_what_has_no_address_is_left_out() {
    assertThat(MailboxList.parse("nobody, <>, a@x.org, \"open <b@x.org>"))
        .containsExactly(mailbox(null, "a@x.org"), mailbox("open", "b@x.org"));
  }

  private static Mailbox mailbox(@Nullable String name, String address) {
    return new Mailbox(name, MailAddress.parse(address));
  }

  private static Mailbox anyMailbox(Random random) {
    String name = random.nextInt(4) == 0 ? null : anyText(random, "abcÄß字😀 ,.\"\\<>()@:;=?_'", 40);
    return new Mailbox(name, anyAddress(random));
  }

  private static MailAddress anyAddress(Random random) {
    String local = "a" + anyText(random, "abcXYZ019.+-_!#$%&'*/=?^`{|}~ \"\\,;:<>()@", 20) + "z";
    return new MailAddress(local.strip(), "x" + random.nextInt(100) + ".example");
  }

  private static String anyText(Random random, String alphabet, int maxLength) {
    int[] letters = alphabet.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    int length = 1 + random.nextInt(maxLength);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(letters[random.nextInt(letters.length)]);
    }
    return text.toString();
  }
}
