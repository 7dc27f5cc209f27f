package relais.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WebAppTest {
  @Test
  void the_policy_has_the_directives_that_cloudfront_sends() throws Exception {
    String hosting = Files.readString(Path.of("../web-hosting.yaml"));
    String deployed =
        hosting.substring(
            hosting.indexOf("default-src 'none'"), hosting.indexOf("ContentTypeOptions"));
    assertThat(
            directives(
                WebApp.contentSecurityPolicy(
                    URI.create("http://localhost:8025"), URI.create("http://127.0.0.1:8029"))))
        .isEqualTo(directives(deployed));
  }

  private static Set<String> directives(String policy) {
    Set<String> names = new TreeSet<>();
    for (String directive : policy.split(";", -1)) {
      names.add(directive.strip().split("\\s+", -1)[0]);
    }
    return names;
  }
}
