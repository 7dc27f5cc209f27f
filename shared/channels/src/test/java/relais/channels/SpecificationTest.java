package relais.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SpecificationTest {
  private static final Set<Class<?>> TESTS =
      Set.of(
          WebhookOriginTest.class,
          WhatsAppReadingTest.class,
          WhatsAppItemsTest.class,
          WhatsAppSendingTest.class,
          WebhookInspectionTest.class);

  @Test
  void every_rule_has_a_test_and_every_number_a_rule() throws IOException {
    Set<String> rules = new TreeSet<>();
    Matcher rule =
        Pattern.compile("\\*\\*(P[0-9]+)\\*\\*").matcher(Files.readString(Path.of("SPEC.md")));
    while (rule.find()) {
      rules.add(rule.group(1));
    }
    Set<String> tested = new TreeSet<>();
    for (Class<?> test : TESTS) {
      for (Method method : test.getDeclaredMethods()) {
        Matcher name = Pattern.compile("(P[0-9]+)_.*").matcher(method.getName());
        if (name.matches()) {
          tested.add(name.group(1));
        }
      }
    }
    assertThat(tested).isEqualTo(rules);
  }
}
