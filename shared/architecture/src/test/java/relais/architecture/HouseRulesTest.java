package relais.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Holds each rule against the rooms, and against the class that breaks it.
@DisplayNameGeneration(ReplaceUnderscores.class)
class HouseRulesTest {
  private static final JavaClasses ROOMS = Rooms.all();

  static List<HouseRules.Kept> rules() {
    return HouseRules.all();
  }

  /// A rule that no class falls under fails as well: ArchUnit takes it for a mistake.
  @ParameterizedTest
  @MethodSource("rules")
  void the_rooms_keep_the_rule(HouseRules.Kept kept) {
    kept.rule().check(ROOMS);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_rule_catches_what_breaks_it(HouseRules.Kept kept) {
    JavaClasses broken = new ClassFileImporter().importClasses(kept.breaksIt());

    assertThat(kept.rule().evaluate(broken).hasViolation()).isTrue();
  }

  @Test
  void every_module_with_code_is_a_known_room() throws IOException {
    Path root = Path.of(System.getProperty("user.dir"), "../..").normalize();
    TreeSet<String> built = new TreeSet<>();
    for (String storey : List.of("shared", "functions", "infrastructure")) {
      try (Stream<Path> folders = Files.list(root.resolve(storey))) {
        folders
            .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
            .map(folder -> folder.getFileName().toString().replace("-", ""))
            .forEach(built::add);
      }
    }

    assertThat(Stream.of(Rooms.SHARED, Rooms.FUNCTIONS, Rooms.WORKSHOP).flatMap(List::stream))
        .containsAll(built);
    assertThat(ROOMS)
        .extracting(type -> type.getPackageName())
        .contains(
            Stream.of(Rooms.SHARED, Rooms.FUNCTIONS, Rooms.WORKSHOP)
                .flatMap(List::stream)
                .map("relais."::concat)
                .toArray(String[]::new));
  }
}
