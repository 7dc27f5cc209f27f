package relais.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SpecificationTest {
  @Test
  void every_rule_has_a_test_and_every_number_a_rule() throws IOException {
    Set<String> rules = new TreeSet<>();
    Matcher rule =
        Pattern.compile("\\*\\*(P[0-9]+)\\*\\*").matcher(Files.readString(Path.of("SPEC.md")));
    while (rule.find()) {
      rules.add(rule.group(1));
    }
    Set<String> tested = new TreeSet<>();
    for (Path file : sources()) {
      Matcher name = Pattern.compile("void (P[0-9]+)_").matcher(Files.readString(file));
      while (name.find()) {
        tested.add(name.group(1));
      }
    }
    assertThat(tested).isEqualTo(rules);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      return files.filter(file -> file.toString().endsWith("Test.java")).toList();
    }
  }
}
