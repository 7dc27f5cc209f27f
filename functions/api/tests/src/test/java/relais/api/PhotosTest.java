package relais.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import relais.samples.Aws;
import relais.samples.AwsParts;
import relais.table.Photos;
import relais.table.Table;

@Aws
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
class PhotosTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1};
  private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 1};

  private final Desk desk;
  private final Photos photos;

  PhotosTest(AwsParts parts) {
    AwsParts aws = parts.fresh();
    desk = Desk.open(aws);
    photos = new Photos(new Table(aws.clients().dynamoDb(), aws.table("Table")));
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void a_picture_shows_its_user_to_everybody_and_the_one_before_is_forgotten() {
    String first = keep("marco", PNG).text("photo");
    assertThat(photos.find(first))
        .hasValueSatisfying(
            photo -> {
              assertThat(photo.type()).isEqualTo("image/png");
              assertThat(photo.content()).isEqualTo(PNG);
            });
    assertThat(desk.get("marco", "/v1/session").text("user.photo")).isEqualTo(first);
    assertThat(colleagues("sanne")).contains(first);
    String second = keep("marco", JPEG).text("photo");
    assertThat(photos.find(second)).isPresent();
    assertThat(photos.find(first)).isEmpty();
    assertThat(keep("marco", JPEG).text("photo")).isEqualTo(second);
    assertThat(photos.find(second)).isPresent();
    assertThat(desk.ask("marco", "DELETE", "/v1/me/photo", "", Map.of()).status()).isEqualTo(200);
    assertThat(photos.find(second)).isEmpty();
    assertThat(colleagues("sanne")).doesNotContain(second);
  }

  @Test
  void two_users_with_the_same_picture_do_not_share_it() {
    assertThat(keep("sanne", PNG).text("photo")).isNotEqualTo(keep("noor", PNG).text("photo"));
  }

  @Test
  void what_is_no_picture_or_too_large_is_refused() {
    byte[] large = Arrays.copyOf(PNG, 48 * 1024 + 1);
    byte[] script = "<svg onload=alert(1)>".getBytes(UTF_8);
    for (byte[] wrong : new byte[][] {large, script, new byte[0]}) {
      assertThat(keep("amelie", wrong).status()).isEqualTo(400);
    }
    assertThat(put("amelie", "{\"content\":\"not base 64!\"}").status()).isEqualTo(400);
    assertThat(put("amelie", "{}").status()).isEqualTo(400);
    assertThat(desk.get("amelie", "/v1/session").text("user.photo")).isEqualTo("null");
  }

  private Answer keep(String user, byte[] content) {
    return put(user, "{\"content\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(content)));
  }

  private Answer put(String user, String body) {
    return desk.ask(user, "PUT", "/v1/me/photo", body, Map.of());
  }

  private String colleagues(String user) {
    return String.valueOf(desk.get(user, "/v1/session").list("users"));
  }
}
