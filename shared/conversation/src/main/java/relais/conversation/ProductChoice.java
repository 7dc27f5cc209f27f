package relais.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The products of a catalogue that a message shows, from first to last.
///
/// As the value of a gap it is written line by line, its columns parted by tabs: the product's
/// number, what goes behind the address of its button, its name. Columns at the end may be missing.
/// A line that begins with a tab is the title of a section that begins there.
///
/// @param sections mostly one without a title; one without products only where somebody wrote so
public record ProductChoice(List<Section> sections) {
  private static final int MAX_NAME = 200;
  private static final Pattern UNSEEN = Pattern.compile("\\p{Cntrl}+");

  public ProductChoice {
    sections = List.copyOf(sections);
  }

  /// Some products under a title.
  ///
  /// @param title null for none
  public record Section(@Nullable String title, List<Item> items) {
    public Section {
      items = List.copyOf(items);
    }
  }

  /// One product.
  ///
  /// @param number the shop's own, which Meta calls content ID or `product_retailer_id`
  /// @param address what goes behind the address of its button; null for nothing
  /// @param name for people who read it here, up to 200 characters: customers see what the
  ///     catalogue says
  public record Item(String number, @Nullable String address, @Nullable String name) {}

  /// Reads the value of a gap. Lines that say nothing are left out.
  public static ProductChoice of(String value) {
    List<Section> sections = new ArrayList<>();
    String title = null;
    List<Item> items = new ArrayList<>();
    for (String line : value.lines().toList()) {
      String[] columns = line.split("\t", 4);
      String number = column(columns, 0);
      String second = column(columns, 1);
      if (number != null) {
        items.add(new Item(number, second, name(column(columns, 2))));
      } else if (line.startsWith("\t")) {
        if (title != null || !items.isEmpty()) {
          sections.add(new Section(title, items));
        }
        title = second == null ? "" : second;
        items = new ArrayList<>();
      }
    }
    if (title != null || !items.isEmpty()) {
      sections.add(new Section(title, items));
    }
    return new ProductChoice(sections);
  }

  private static @Nullable String name(@Nullable String name) {
    return name == null || name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME).strip();
  }

  private static @Nullable String column(String[] columns, int index) {
    if (index >= columns.length) {
      return null;
    }
    String text = UNSEEN.matcher(columns[index]).replaceAll(" ").strip();
    return text.isEmpty() ? null : text;
  }

  /// The same as the value of a gap.
  public String write() {
    return sections.stream()
        .flatMap(
            section -> {
              List<String> lines = new ArrayList<>();
              if (section.title() != null) {
                lines.add("\t" + section.title());
              }
              section.items().forEach(item -> lines.add(write(item)));
              return lines.stream();
            })
        .collect(Collectors.joining("\n"));
  }

  private static String write(Item item) {
    String address = item.address() == null ? "" : item.address();
    return item.number()
        + (item.name() != null
            ? "\t" + address + "\t" + item.name()
            : address.isEmpty() ? "" : "\t" + address);
  }

  /// All of them, whatever section they are in.
  public List<Item> items() {
    return sections.stream().flatMap(section -> section.items().stream()).toList();
  }
}
