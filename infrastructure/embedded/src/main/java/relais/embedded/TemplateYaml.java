package relais.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/// Reads CloudFormation's YAML into maps and lists. The short forms of the intrinsics (`!Ref x`)
/// become their long forms (`{Ref: x}`), and dates stay texts.
final class TemplateYaml {
  private TemplateYaml() {}

  static Map<?, ?> read(Path file) {
    LoaderOptions limits = new LoaderOptions();
    limits.setAllowDuplicateKeys(false);
    DumperOptions dumping = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new ShortForms(limits),
            new Representer(dumping),
            dumping,
            limits,
            new TextsAreNotDates());
    try (Reader reader = Files.newBufferedReader(file)) {
      if (yaml.load(reader) instanceof Map<?, ?> document) {
        return document;
      }
      throw new TemplateException(file + " is not a map of Resources, Parameters, …");
    } catch (IOException | YAMLException e) {
      throw new TemplateException("Cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static final class ShortForms extends SafeConstructor {
    ShortForms(LoaderOptions limits) {
      super(limits);
      yamlMultiConstructors.put(
          "!",
          new AbstractConstruct() {
            @Override
            public Object construct(org.yaml.snakeyaml.nodes.Node node) {
              return longForm(node);
            }
          });
    }

    private Map<String, @Nullable Object> longForm(org.yaml.snakeyaml.nodes.Node node) {
      String name = node.getTag().getValue().substring(1);
      Object argument =
          switch (node) {
            case ScalarNode scalar -> scalar.getValue();
            case SequenceNode sequence -> constructSequence(sequence);
            case MappingNode mapping -> constructMapping(mapping);
            default -> throw new TemplateException("!" + name + " cannot stand here");
          };
      Map<String, @Nullable Object> longForm = new LinkedHashMap<>();
      if (name.equals("GetAtt") && argument instanceof String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
          throw new TemplateException("!GetAtt " + text + " names no attribute");
        }
        argument = List.of(text.substring(0, dot), text.substring(dot + 1));
      }
      longForm.put(name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name, argument);
      return longForm;
    }
  }

  private static final class TextsAreNotDates extends Resolver {
    @Override
    public void addImplicitResolver(Tag tag, Pattern regexp, String first, int limit) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, regexp, first, limit);
      }
    }

    @Override
    public void addImplicitResolver(Tag tag, Pattern regexp, String first) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, regexp, first);
      }
    }
  }
}
