package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relais.channels.TextLimit.Unit;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TextLimitTest {
  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void P24_a_long_text_loses_nothing_but_white_space_at_the_cuts(long seed) {
    Random random = new Random(seed);
    String text = anyText(random);
    int limit = 20 + random.nextInt(200);
    List<String> parts = new TextLimit(limit, Unit.CHARACTERS).parts(text);
    assertThat(parts).allSatisfy(part -> assertThat(part.length()).isBetween(1, limit));
    assertThat(parts).allSatisfy(part -> assertThat(part).isEqualTo(part.strip()));
    assertThat(String.join("", parts).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    assertThat(parts).allSatisfy(part -> assertThat(LenientJson.storable(part)).isEqualTo(part));
  }

  private static String anyText(Random random) {
    String[] pieces = {
      "Hello",
      " ",
      "\n",
      "\n\n",
      ". ",
      "👩‍👩‍👧",
      "é",
      "e\u0301",
      "😀",
      "x".repeat(50),
      "! ",
      "word "
    };
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < random.nextInt(120); i++) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  @Test
  void P24_cuts_fall_between_paragraphs_then_lines_then_sentences_then_words() {
    assertThat(new TextLimit(16, Unit.CHARACTERS).parts("aaaa bbbb\n\ncccc dddd. eeee"))
        .containsExactly("aaaa bbbb", "cccc dddd. eeee");
    assertThat(new TextLimit(16, Unit.CHARACTERS).parts("aaaa bbbb\ncccc dddd. eeee"))
        .containsExactly("aaaa bbbb", "cccc dddd. eeee");
    assertThat(new TextLimit(16, Unit.CHARACTERS).parts("Aaaa bbbb. Cccc dddd eeee"))
        .containsExactly("Aaaa bbbb.", "Cccc dddd eeee");
    assertThat(new TextLimit(16, Unit.CHARACTERS).parts("aaaa bbbb cccc dddd"))
        .containsExactly("aaaa bbbb cccc", "dddd");
  }

  @Test
  void P24_a_family_of_emoji_stays_together() {
    assertThat(new TextLimit(10, Unit.CHARACTERS).parts("👩‍👩‍👧".repeat(3)))
        .containsExactly("👩‍👩‍👧", "👩‍👩‍👧", "👩‍👩‍👧");
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void P24_where_bytes_count_no_part_has_too_many(long seed) {
    String text = anyText(new Random(seed));
    TextLimit limit = new TextLimit(40, Unit.BYTES);
    assertThat(limit.parts(text))
        .allSatisfy(part -> assertThat(part.getBytes(UTF_8).length).isBetween(1, 40));
    assertThat(String.join("", limit.parts(text)).replaceAll("\\s", ""))
        .isEqualTo(text.replaceAll("\\s", ""));
  }

  @Test
  void P24_nothing_but_white_space_is_no_part() {
    TextLimit limit = new TextLimit(10, Unit.CHARACTERS);
    assertThat(limit.parts(" \n ")).isEmpty();
    assertThat(List.of(limit.takes(" "), limit.takes("x".repeat(11)), limit.takes("x")))
        .containsExactly(false, false, true);
  }
}
