package relais.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import relais.runtime.Environment;

/// The generated document: META-INF/swagger/relais-1.yml beside the classes.
@DisplayNameGeneration(ReplaceUnderscores.class)
class OpenApiTest {
  private final Map<String, Object> document = read();

  private static Map<String, Object> read() {
    try (InputStream file =
        Objects.requireNonNull(
            OpenApiTest.class.getResourceAsStream("/META-INF/swagger/relais-1.yml"))) {
      return new Yaml().load(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }

  private static Object member(Object map, String name) {
    return Objects.requireNonNull(map(map).get(name), name);
  }

  @Test
  void it_lists_exactly_the_routes_there_are() {
    List<String> described = new ArrayList<>();
    map(document.get("paths"))
        .forEach(
            (path, methods) ->
                map(methods)
                    .keySet()
                    .forEach(
                        method ->
                            described.add(
                                method.toString().toUpperCase(Locale.ROOT) + " " + path)));
    Map<String, String> environment =
        Map.of(
            "TABLE_NAME", "table",
            "AWS_REGION", "eu-west-1",
            "AWS_ACCESS_KEY_ID", "nobody",
            "AWS_SECRET_ACCESS_KEY", "nothing");
    try (ApplicationContext context =
        ApplicationContext.builder()
            .propertySources(Environment.propertySource(environment))
            .start()) {
      assertThat(described)
          .containsExactlyInAnyOrderElementsOf(
              RouteAccessTest.routes(context.getBean(Router.class)));
    }
  }

  @Test
  void every_operation_has_a_name_of_its_own_and_says_how_it_is_refused() {
    Set<String> names = new TreeSet<>();
    int operations = 0;
    for (Object methods : map(document.get("paths")).values()) {
      for (Object operation : map(methods).values()) {
        operations++;
        names.add(member(operation, "operationId").toString());
        assertThat(member(operation, "responses").toString()).contains("application/problem+json");
      }
    }
    assertThat(names).hasSize(operations);
  }

  @Test
  void every_reference_leads_to_a_schema() {
    Map<?, ?> schemas = map(map(document.get("components")).get("schemas"));
    List<String> references = new ArrayList<>();
    collect(document, references);
    assertThat(references).isNotEmpty();
    assertThat(references)
        .allMatch(
            reference ->
                schemas.containsKey(reference.substring("#/components/schemas/".length())));
    assertThat(schemas.keySet().stream().map(Object::toString))
        .contains("Row", "Entry", "Message", "Note", "Event", "Problem", "Session")
        .noneMatch(name -> name.endsWith("Json"));
  }

  @Test
  void answers_have_all_their_members_always() {
    Map<?, ?> schemas = map(map(document.get("components")).get("schemas"));
    for (Map.Entry<?, ?> schema : schemas.entrySet()) {
      String name = schema.getKey().toString();
      Object properties = map(schema.getValue()).get("properties");
      if (properties == null
          || name.endsWith("Request")
          || Set.of("Problem", "Mailbox", "QuarantineRetry").contains(name)) {
        continue;
      }
      assertThat(new TreeSet<>((List<?>) member(schema.getValue(), "required")))
          .as(name)
          .isEqualTo(new TreeSet<>(map(properties).keySet()));
    }
  }

  private static void collect(Object node, List<String> references) {
    switch (node) {
      case Map<?, ?> map ->
          map.forEach(
              (key, value) -> {
                if (key.equals("$ref")) {
                  references.add(value.toString());
                }
                collect(value, references);
              });
      case List<?> list -> list.forEach(value -> collect(value, references));
      case null, default -> {
        // A leaf.
      }
    }
  }
}
