package relais.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FormSubmissionTest {
  @Test
  void M400_answers_come_in_their_order_and_in_utf_8() {
    FormSubmission data =
        FormSubmission.read(
            FormSubmission.entity(
                "multipart/form-data; boundary=xyz",
                """
                --xyz\r
                Content-Disposition: form-data; name="name"\r
                \r
                Zoë Łukasiewicz\r
                --xyz\r
                Content-Disposition: form-data; name="message"\r
                \r
                One\r
                \r
                two\r
                --xyz\r
                Content-Disposition: form-data; name="files"; filename=""\r
                Content-Type: application/octet-stream\r
                \r
                \r
                --xyz--\r
                """
                    .getBytes(UTF_8)));
    assertThat(data.fields())
        .containsExactly(
            new FormSubmission.Field("name", "Zoë Łukasiewicz"),
            new FormSubmission.Field("message", "One\r\n\r\ntwo"));
    assertThat(data.files()).isEmpty();
  }

  @Test
  void M400_an_encoded_form_is_the_same() {
    FormSubmission data =
        FormSubmission.read(
            FormSubmission.entity(
                "application/x-www-form-urlencoded",
                "name=Zo%C3%AB&message=a+b%0D%0Ac&empty=".getBytes(UTF_8)));
    assertThat(data.fields())
        .containsExactly(
            new FormSubmission.Field("name", "Zoë"),
            new FormSubmission.Field("message", "a b\r\nc"),
            new FormSubmission.Field("empty", ""));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void M400_the_bytes_of_a_file_stay_as_they_are(long seed) throws Exception {
    byte[] content = new byte[2_000];
    new Random(seed).nextBytes(content);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(
        "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.bin\"\r\nContent-Type: image/png\r\n\r\n"
            .getBytes(UTF_8));
    body.write(content);
    body.write("\r\n--b--\r\n".getBytes(UTF_8));
    FormSubmission data =
        FormSubmission.read(
            FormSubmission.entity("multipart/form-data; boundary=b", body.toByteArray()));
    assertThat(data.files()).hasSize(1);
    assertThat(data.files().getFirst().attachment().content()).isEqualTo(content);
    assertThat(data.files().getFirst().attachment().name()).isEqualTo("a.bin");
  }

  @Test
  void M400_anything_else_is_refused() {
    assertThatThrownBy(
            () -> FormSubmission.read(FormSubmission.entity("text/plain", "a=b".getBytes(UTF_8))))
        .isInstanceOf(UnreadableMail.class);
    assertThatThrownBy(
            () ->
                FormSubmission.read(
                    FormSubmission.entity(
                        "application/x-www-form-urlencoded", "a=%zz".getBytes(UTF_8))))
        .isInstanceOf(UnreadableMail.class);
  }
}
