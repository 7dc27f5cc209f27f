package relais.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;

/// The rooms of the house.
final class Rooms {
  /// Libraries, each of which may know those before it.
  static final List<String> SHARED =
      List.of("mail", "conversation", "channels", "table", "blobs", "intake", "ledger", "runtime");

  /// One Lambda event source each; none knows another.
  static final List<String> FUNCTIONS =
      List.of(
          "api",
          "assignment",
          "delivery",
          "ingestemail",
          "ingestwebhook",
          "live",
          "media",
          "portal",
          "relay",
          "rules",
          "schedule");

  /// What only tests and the one-machine system know.
  static final List<String> WORKSHOP = List.of("samples", "embedded", "local", "bench");

  private Rooms() {}

  /// Every class of ours that somebody wrote.
  static JavaClasses all() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(location -> !location.contains("/$"))
        .importPackages("relais");
  }

  static String packageOf(String room) {
    return "relais." + room + "..";
  }

  static String[] packagesOf(List<String> rooms) {
    return rooms.stream().map(Rooms::packageOf).toArray(String[]::new);
  }

  /// Everything that runs in Lambda.
  static String[] deployed() {
    return Stream.concat(SHARED.stream(), FUNCTIONS.stream())
        .map(Rooms::packageOf)
        .toArray(String[]::new);
  }

  static boolean isIn(JavaClass type, String room) {
    String name = type.getPackageName();
    return name.equals("relais." + room) || name.startsWith("relais." + room + ".");
  }
}
