package relais.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The collection of odd mails, one file for each oddity, named by it.
final class Golden {
  static final Path FOLDER = Path.of("src/test/resources/relais/mail/golden");

  private Golden() {}

  static ReceivedMail mail(String oddity) {
    return MailReader.read(raw(oddity));
  }

  static byte[] raw(String oddity) {
    try {
      return Files.readAllBytes(FOLDER.resolve(oddity + ".eml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<String> oddities() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".eml"))
          .map(name -> name.substring(0, name.length() - ".eml".length()))
          .sorted()
          .toList()
          .stream();
    }
  }
}
