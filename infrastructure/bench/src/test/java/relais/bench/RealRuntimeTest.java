package relais.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relais.embedded.FunctionDefinition;

/// The zips as they would be uploaded, under Lambda's own runtime. The rehearsal itself fails when
/// a function does anything else than it should.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RealRuntimeTest {
  private static final Path CHECKOUT = Path.of(System.getProperty("user.dir"), "../..").normalize();

  @TempDir static Path folder;
  private static Rehearsal rehearsal;

  @BeforeAll
  static void play() {
    rehearsal = Rehearsal.play(CHECKOUT, folder);
  }

  @AfterAll
  static void end() {
    if (rehearsal != null) {
      rehearsal.close();
    }
  }

  @Test
  void every_function_of_the_template_has_had_its_part() {
    Set<String> described =
        rehearsal.stage().template().functions().stream()
            .map(FunctionDefinition::logicalId)
            .collect(Collectors.toSet());

    assertThat(
            rehearsal.stage().steps().stream()
                .map(Stage.Step::function)
                .collect(Collectors.toSet()))
        .isEqualTo(described);
    assertThat(rehearsal.stage().coldStarts()).containsOnlyKeys(described);
  }

  /// What functions use is what infrastructure/checks holds against their roles: a call that its
  /// list does not know would be refused in AWS or is not looked at there.
  @Test
  void every_right_that_was_used_is_in_the_list_that_the_roles_are_checked_against()
      throws IOException {
    Set<String> listed = new TreeSet<>();
    for (String line : Files.readAllLines(CHECKOUT.resolve("infrastructure/checks/calls.tsv"))) {
      listed.add(withoutNames(line));
    }

    List<String> unknown =
        rehearsal.stage().usedRights().stream()
            .filter(line -> !listed.contains(withoutNames(line)))
            .toList();

    assertThat(unknown).isEmpty();
  }

  /// A line with the names of single objects taken away, but not those of folders.
  private static String withoutNames(String line) {
    String[] parts = line.split("\t", -1);
    if (parts.length < 3) {
      return line;
    }
    String resource =
        switch (parts[1].substring(0, parts[1].indexOf(':'))) {
          case "s3" -> parts[2].replaceFirst("^(\\w+/\\w+)/.*", "$1/");
          case "ses" -> parts[2].replaceFirst("^identity/.*", "identity/");
          case "execute-api" -> parts[2].replaceFirst("@connections/.*", "@connections/");
          default -> parts[2];
        };
    return String.join("\t", parts[0], parts[1], resource);
  }

  /// The numbers behind the costs in the README of this room.
  @Test
  void a_mail_that_begins_a_conversation_is_written_in_few_transactions() {
    Map<String, Long> writes =
        rehearsal.stage().steps().stream()
            .filter(step -> step.situation().equals("a message has come in"))
            .flatMap(step -> step.calls().stream())
            .collect(Collectors.groupingBy(AwsCall::operation, Collectors.counting()));

    assertThat(writes.getOrDefault("TransactWriteItems", 0L)).isBetween(1L, 2L);
    assertThat(writes).doesNotContainKeys("Scan", "BatchWriteItem");
  }
}
