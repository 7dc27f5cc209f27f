package relais.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The whole reading of every mail of the collection, as it was last reviewed.
///
/// `./mvnw -pl shared/mail test -Dgolden.write` writes the expectations anew, to be read as a diff.
class GoldenMailTest {
  static Stream<String> oddities() throws IOException {
    return Golden.oddities();
  }

  @ParameterizedTest
  @MethodSource("oddities")
  void is_read_as_reviewed(String oddity) throws IOException {
    Path expected = Golden.FOLDER.resolve(oddity + ".expected.json");
    String read = ReceivedMailJson.of(Golden.mail(oddity));
    if (System.getProperty("golden.write") != null) {
      Files.writeString(expected, read);
    }
    assertThat(read).isEqualTo(Files.readString(expected));
  }
}
