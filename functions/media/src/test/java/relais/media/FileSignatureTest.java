package relais.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FileSignatureTest {
  @ParameterizedTest
  @CsvSource({
    "ffd8ffe000104a46494600, image/jpeg",
    "89504e470d0a1a0a0000000d, image/png",
    "474946383961, image/gif",
    "524946461a00000057454250565038, image/webp",
    "255044462d312e37, application/pdf",
    "4f67675300020000, audio/ogg",
    "2321414d520a, audio/amr",
    "000000186674797069736f6d, video/mp4",
    "0000001466747970336770, video/3gpp",
    "00000018667479704d344120, audio/mp4",
    "4944330400000000, audio/mpeg",
    "fffb9064, audio/mpeg",
    "fff15080, audio/aac"
  })
  void the_beginning_tells_the_type_whatever_was_declared(String hex, String type) {
    byte[] beginning = HexFormat.of().parseHex(hex);
    assertThat(FileSignature.type("application/octet-stream", beginning)).isEqualTo(type);
    assertThat(FileSignature.type("text/html", beginning)).isEqualTo(type);
    assertThat(FileSignature.type(type, beginning)).isEqualTo(type);
  }

  @Test
  void a_page_that_claims_to_be_a_picture_is_just_bytes() {
    assertThat(FileSignature.type("image/jpeg", "<html><script>".getBytes(ISO_8859_1)))
        .isEqualTo("application/octet-stream");
    assertThat(FileSignature.type("image/png", new byte[0])).isEqualTo("application/octet-stream");
  }

  @Test
  void sound_in_the_wrapping_of_film_stays_sound() {
    byte[] beginning = HexFormat.of().parseHex("000000186674797069736f6d");
    assertThat(FileSignature.type("audio/mp4", beginning)).isEqualTo("audio/mp4");
  }

  @Test
  void what_has_no_beginning_of_its_own_is_what_it_was_declared() {
    assertThat(FileSignature.type("text/csv", "a;b".getBytes(ISO_8859_1))).isEqualTo("text/csv");
    assertThat(
            FileSignature.type(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "PK\u0003\u0004".getBytes(ISO_8859_1)))
        .isEqualTo("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  }
}
