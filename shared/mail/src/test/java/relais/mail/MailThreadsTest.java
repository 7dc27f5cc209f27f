package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import relais.mail.MailThreads.Evidence;
import relais.mail.MailThreads.Placement;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MailThreadsTest {
  private static final String ADA = "From: ada@example.org\nTo: help@relais.example\n";
  private static final String HELP = "From: help@relais.example\nTo: ada@example.org\n";
  private static final String EVE = "From: eve@example.net\nTo: help@relais.example\n";

  @Test
  void M80_what_is_answered_and_what_is_named_is_one_thread() {
    assertThat(
            threads(
                ADA + "Message-ID: <1@a>\nSubject: Lamp",
                HELP + "Message-ID: <2@r>\nIn-Reply-To: <1@a>",
                ADA + "Message-ID: <3@a>\nReferences: <1@a> <2@r>",
                ADA + "Message-ID: <4@a>\nSubject: Lamp"))
        .isEqualTo(
            List.of(
                new Placement(0, Evidence.FIRST, true),
                new Placement(0, Evidence.MESSAGE_ID, true),
                new Placement(0, Evidence.REFERENCE, true),
                new Placement(3, Evidence.FIRST, true)));
  }

  @Test
  void M81_a_mail_that_is_not_here_joins_its_answers() {
    assertThat(
            threads(
                ADA + "Message-ID: <2@a>\nReferences: <1@lost>",
                ADA + "Message-ID: <3@a>\nIn-Reply-To: <1@lost>"))
        .isEqualTo(
            List.of(
                new Placement(0, Evidence.FIRST, true),
                new Placement(0, Evidence.SAME_ROOT, true)));
  }

  @Test
  void M81_the_order_of_arrival_does_not_matter() {
    assertThat(
            threads(
                HELP + "Message-ID: <2@r>\nIn-Reply-To: <1@a>",
                ADA + "Message-ID: <1@a>",
                ADA + "Message-ID: <8@a>",
                ADA + "Message-ID: <9@a>\nReferences: <1@a> <8@a>"))
        .isEqualTo(
            List.of(
                new Placement(0, Evidence.FIRST, true),
                new Placement(0, Evidence.NAMED_BEFORE, true),
                new Placement(0, Evidence.NAMED_TOGETHER, true),
                new Placement(0, Evidence.REFERENCE, true)));
  }

  @Test
  void M81_mails_that_name_each_other_in_a_circle() {
    assertThat(
            threads(
                ADA + "Message-ID: <1@a>\nIn-Reply-To: <2@a>",
                ADA + "Message-ID: <2@a>\nIn-Reply-To: <1@a>",
                ADA + "Message-ID: <3@a>\nIn-Reply-To: <3@a>"))
        .extracting(Placement::thread)
        .containsExactly(0, 0, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "In-Reply-To: <0@x> <1@a>",
        "In-Reply-To: < 1@a >",
        "In-Reply-To: <1@\n a>",
        "In-Reply-To: 1@a",
        "In-Reply-To: Your message of \"Mon, 2 Nov 2026\" <1@a>",
        "In-Reply-To: (a <9@x> comment) <1@a> (and \"one\" more)",
        "References: <0@x>,<1@a>;<2@x>",
        "References: <0@x\n\t<1@a>"
      })
  void M82_ids_are_found_however_they_are_written(String header) {
    assertThat(threads(ADA + "Message-ID: <1@a>", HELP + "Message-ID: <5@r>\n" + header))
        .extracting(Placement::thread)
        .containsExactly(0, 0);
  }

  @Test
  void M82_an_address_in_the_wrong_place_joins_nothing() {
    assertThat(
            threads(
                ADA + "Message-ID: <1@a>\nIn-Reply-To: Message from Help <help@relais.example>",
                ADA + "Message-ID: <2@a>\nIn-Reply-To: Message from Help <help@relais.example>"))
        .extracting(Placement::thread)
        .containsExactly(0, 1);
  }

  @Test
  void M82_a_comment_joins_nothing() {
    assertThat(
            threads(
                ADA + "Message-ID: <1@a>",
                ADA + "Message-ID: <2@a>\nIn-Reply-To: <0@x> (not <1@a>)"))
        .extracting(Placement::thread)
        .containsExactly(0, 1);
  }

  @Test
  void M82_a_very_long_field_is_read_to_its_end() {
    StringBuilder references = new StringBuilder("References: <1@a>");
    IntStream.range(0, 4_000)
        .forEach(i -> references.append("\n <").append(i).append(".twenty.bytes@example.org>"));
    assertThat(references.length()).isGreaterThan(100_000);
    assertThat(
            threads(
                ADA + "Message-ID: <1@a>",
                ADA + "Message-ID: <3999.twenty.bytes@example.org>",
                ADA + "Message-ID: <z@a>\n" + references))
        .extracting(Placement::thread)
        .containsExactly(0, 0, 0);
  }

  @Test
  void M83_a_mail_that_came_twice_is_in_its_thread() {
    assertThat(threads(ADA + "Message-ID: <1@a>\n\nHi", ADA + "Message-ID: <1@a>\n\nHi"))
        .isEqualTo(
            List.of(
                new Placement(0, Evidence.FIRST, true),
                new Placement(0, Evidence.SAME_MAIL, true)));
  }

  @Test
  void M83_two_mails_with_one_id_and_nothing_else_in_common_are_apart() {
    assertThat(
            threads(
                ADA + "Message-ID: <1@a>\nSubject: Lamp\n\nIt flickers",
                EVE + "Message-ID: <1@a>\nSubject: Rug\n\nIt is red",
                HELP + "Message-ID: <2@r>\nIn-Reply-To: <1@a>\nSubject: Re: Lamp"))
        .extracting(Placement::thread)
        .containsExactly(0, 1, 0);
  }

  @Test
  void M83_mails_without_an_id_are_apart_unless_they_name_one() {
    assertThat(threads(ADA + "Subject: x", ADA + "Subject: x", ADA + "In-Reply-To: <1@a>"))
        .extracting(Placement::thread)
        .containsExactly(0, 1, 2);
  }

  @Test
  void M84_a_case_number_joins_those_who_take_part() {
    assertThat(
            threads(
                HELP + "Message-ID: <1@r>\nSubject: Lamp [#10482]",
                ADA + "Message-ID: <2@a>\nSubject: AW: Lamp [#10482]",
                EVE + "Message-ID: <3@e>\nSubject: Re: Lamp [#10482]"))
        .isEqualTo(
            List.of(
                new Placement(0, Evidence.FIRST, true),
                new Placement(0, Evidence.CASE_NUMBER, true),
                new Placement(2, Evidence.FIRST, true)));
  }

  @Test
  void M84_a_stranger_who_names_a_mail_is_told_apart() {
    assertThat(threads(ADA + "Message-ID: <1@a>", EVE + "Message-ID: <2@e>\nIn-Reply-To: <1@a>"))
        .isEqualTo(
            List.of(
                new Placement(0, Evidence.FIRST, true),
                new Placement(0, Evidence.MESSAGE_ID, false)));
  }

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void M81_any_order_gives_the_same_threads(long seed) {
    Random random = new Random(seed);
    List<ThreadedMail> mails = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      StringBuilder references = new StringBuilder("References:");
      for (int j = random.nextInt(3); j > 0; j--) {
        references.append(" <").append(random.nextInt(24)).append("@a>");
      }
      mails.add(mail(ADA + "Message-ID: <" + i + "@a>\n" + references + "\nSubject: " + i));
    }
    List<ThreadedMail> shuffled = new ArrayList<>(mails);
    Collections.shuffle(shuffled, random);
    assertThat(groups(shuffled)).containsExactlyInAnyOrderElementsOf(groups(mails));
  }

  private static List<List<String>> groups(List<ThreadedMail> mails) {
    List<Placement> placements = MailThreads.of(mails);
    return IntStream.range(0, mails.size())
        .filter(i -> placements.get(i).thread() == i)
        .mapToObj(
            first ->
                IntStream.range(0, mails.size())
                    .filter(i -> placements.get(i).thread() == first)
                    .mapToObj(i -> mails.get(i).subject())
                    .sorted()
                    .toList())
        .toList();
  }

  private static List<Placement> threads(String... mails) {
    return MailThreads.of(Stream.of(mails).map(MailThreadsTest::mail).toList());
  }

  private static ThreadedMail mail(String headers) {
    String whole = headers.contains("\n\n") ? headers : headers + "\n\nText " + headers.length();
    return ThreadedMail.of(MailReader.read(whole.getBytes(StandardCharsets.UTF_8)));
  }
}
