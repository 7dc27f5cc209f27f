package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GeneratedMailTest {
  /// More of them: `-Dmail.generated=100000`.
  static LongStream seeds() {
    return LongStream.range(0, Long.getLong("mail.generated", 1_000));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void mail_written_in_any_usual_way_is_read_as_it_was_meant(long seed) {
    GeneratedMail generated = GeneratedMail.of(seed);
    assertThat(GeneratedMail.Meant.of(MailReader.read(generated.raw())))
        .as(() -> new String(generated.raw(), StandardCharsets.ISO_8859_1))
        .isEqualTo(generated.meant());
  }

  @Test
  void the_same_seed_gives_the_same_mail() {
    assertThat(GeneratedMail.of(7).raw()).isEqualTo(GeneratedMail.of(7).raw());
    assertThat(GeneratedMail.of(7).raw()).isNotEqualTo(GeneratedMail.of(8).raw());
  }
}
