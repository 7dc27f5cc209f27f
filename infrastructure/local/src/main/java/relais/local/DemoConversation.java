package relais.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// One conversation of the demo workspace: how a customer began it and what the team did.
///
/// @param via the address a mail goes to, or `whatsapp`
/// @param address the customer's mail address, or their number
/// @param ago how long before the first start it came
/// @param text what they wrote, or its plain form is made from the HTML when empty
/// @param files `pdf`, `photo`, `inline` or `invitation`; empty for none
/// @param automatic whether a machine wrote it
record DemoConversation(
    String id,
    String via,
    String name,
    String address,
    Duration ago,
    String subject,
    String text,
    @Nullable String html,
    String files,
    boolean automatic,
    List<Step> steps) {
  DemoConversation {
    steps = List.copyOf(steps);
  }

  /// What happened next.
  sealed interface Step {
    /// An agent answered.
    record Reply(String by, String text, boolean close) implements Step {}

    /// An agent answered, for tomorrow morning.
    record Later(String by, String text) implements Step {}

    /// An agent left a private note.
    record Note(String by, String text) implements Step {}

    /// An agent put a label on it.
    record Label(String by, String label) implements Step {}

    /// An agent gave it an owner.
    record Assign(String by, String agent) implements Step {}

    /// An agent closed it.
    record Close(String by) implements Step {}

    /// The customer wrote once more.
    record Again(String text) implements Step {}
  }

  private static final Pattern PERSON = Pattern.compile("(.+) <(.+)>");
  private static final Pattern TIME = Pattern.compile("(\\d+)([dhm])");

  boolean onWhatsApp() {
    return via.equals("whatsapp");
  }

  /// All of them.
  static List<DemoConversation> readAll() {
    try (InputStream resource =
        Objects.requireNonNull(
            DemoConversation.class.getResourceAsStream("demo-conversations.yaml"))) {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      List<Map<String, Object>> list = yaml.load(resource);
      return list.stream().map(DemoConversation::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DemoConversation of(Map<String, Object> map) {
    Matcher person = PERSON.matcher(text(map, "from"));
    if (!person.matches()) {
      throw new IllegalStateException("Not a person: " + map.get("from"));
    }
    List<Step> steps = new ArrayList<>();
    if (map.get("steps") instanceof List<?> list) {
      for (Object step : list) {
        steps.add(step((Map<?, ?>) step));
      }
    }
    return new DemoConversation(
        text(map, "id"),
        text(map, "via"),
        person.group(1),
        person.group(2),
        duration(text(map, "ago")),
        text(map, "subject"),
        text(map, "text"),
        (String) map.get("html"),
        text(map, "files"),
        Boolean.TRUE.equals(map.get("automatic")),
        steps);
  }

  private static Step step(Map<?, ?> map) {
    String by = text(map, "by");
    if (map.containsKey("reply")) {
      return new Step.Reply(by, text(map, "reply"), Boolean.TRUE.equals(map.get("close")));
    }
    if (map.containsKey("later")) {
      return new Step.Later(by, text(map, "later"));
    }
    if (map.containsKey("note")) {
      return new Step.Note(by, text(map, "note"));
    }
    if (map.containsKey("label")) {
      return new Step.Label(by, text(map, "label"));
    }
    if (map.containsKey("assign")) {
      return new Step.Assign(by, text(map, "assign"));
    }
    if (map.containsKey("again")) {
      return new Step.Again(text(map, "again"));
    }
    return new Step.Close(by);
  }

  private static String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? "" : value.toString().strip();
  }

  private static Duration duration(String text) {
    Duration sum = Duration.ZERO;
    Matcher part = TIME.matcher(text);
    while (part.find()) {
      long number = Long.parseLong(part.group(1));
      sum =
          switch (part.group(2)) {
            case "d" -> sum.plusDays(number);
            case "h" -> sum.plusHours(number);
            default -> sum.plusMinutes(number);
          };
    }
    return sum;
  }
}
