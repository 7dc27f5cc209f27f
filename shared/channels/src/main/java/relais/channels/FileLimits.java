package relais.channels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.channels.Part.File.Kind;

/// Which files a channel takes with a message of ours.
///
/// @param most how many go with one message; 0 where none do
/// @param together how many bytes they may have together
/// @param caption how many characters of text may stand with a file; 0 where none can
/// @param manner what the provider takes in one request
/// @param sorts as what a file can go, the first that takes it counts
public record FileLimits(int most, long together, int caption, Manner manner, List<Sort> sorts) {
  /// A channel that takes none.
  public static final FileLimits NONE = new FileLimits(0, 0, 0, Manner.EACH, List.of());

  private static final long MEBIBYTE = 1L << 20;

  public FileLimits {
    sorts = List.copyOf(sorts);
  }

  /// What a provider takes in one request.
  public enum Manner {
    /// One file.
    EACH,
    /// Pictures and films, or documents, or music, which are shown as one.
    ALBUMS,
    /// Text and all files.
    ALL
  }

  /// Files that go as one kind.
  ///
  /// @param types their MIME types; any where there are none
  /// @param bytes how large each may be
  public record Sort(Kind kind, Set<String> types, long bytes) {
    public Sort {
      types = Set.copyOf(types);
    }

    /// Of these types, up to a number of megabytes.
    public static Sort of(Kind kind, long megabytes, String... types) {
      return new Sort(kind, Set.of(types), megabytes * MEBIBYTE);
    }

    private boolean takes(Sending file) {
      return (types.isEmpty() || types.contains(file.type())) && file.size() <= bytes;
    }

    /// The sort of album it can be in; null for none.
    private @Nullable String album() {
      return switch (kind) {
        case IMAGE, VIDEO -> "pictures";
        case DOCUMENT -> "documents";
        case AUDIO -> "music";
        case VOICE, VIDEO_NOTE, ANIMATION, STICKER -> null;
      };
    }

    /// Whether words can stand with it.
    private boolean captioned() {
      return switch (kind) {
        case IMAGE, VIDEO, ANIMATION, DOCUMENT -> true;
        case AUDIO, VOICE, VIDEO_NOTE, STICKER -> false;
      };
    }
  }

  /// A file that is to go out.
  ///
  /// @param type its MIME type, without parameters, in lower case
  /// @param size in bytes
  public record Sending(String type, long size) {}

  /// As what a file goes; empty when the channel does not take it.
  public Optional<Kind> findKind(Sending file) {
    return findSort(file).map(Sort::kind);
  }

  private Optional<Sort> findSort(Sending file) {
    return sorts.stream().filter(sort -> sort.takes(file)).findFirst();
  }

  /// The largest file of a type that it takes, in bytes; 0 when it takes none of that type.
  public long largest(String type) {
    return sorts.stream()
        .filter(sort -> sort.types().isEmpty() || sort.types().contains(type))
        .mapToLong(Sort::bytes)
        .max()
        .orElse(0);
  }

  /// What goes to the provider in one request.
  ///
  /// @param words text alone, or what stands with its files; null for none
  /// @param files places in the message, from 0
  public record Portion(@Nullable String words, List<Integer> files) {
    public Portion {
      files = List.copyOf(files);
    }
  }

  /// How a message leaves: as one where the provider can take it so, else its words first, then one
  /// file after the other. Words stand with a file that comes alone. The same message gives the
  /// same portions, so that each can be counted.
  public List<Portion> portions(String words, List<Sending> files) {
    String text = words.isBlank() ? null : words;
    if (files.isEmpty()) {
      return List.of(new Portion(text, List.of()));
    }
    List<List<Integer>> groups = groups(files);
    boolean together =
        text != null
            && groups.size() == 1
            && text.length() <= caption
            && (manner == Manner.ALL
                || findSort(files.getFirst()).map(Sort::captioned).orElse(false));
    List<Portion> portions = new ArrayList<>();
    if (text != null && !together) {
      portions.add(new Portion(text, List.of()));
    }
    for (List<Integer> group : groups) {
      portions.add(new Portion(together ? text : null, group));
    }
    return portions;
  }

  /// Files that go in one request each, in their order.
  private List<List<Integer>> groups(List<Sending> files) {
    List<List<Integer>> groups = new ArrayList<>();
    String last = null;
    for (int place = 0; place < files.size(); place++) {
      String album =
          switch (manner) {
            case EACH -> null;
            case ALBUMS -> findSort(files.get(place)).map(Sort::album).orElse(null);
            case ALL -> "all";
          };
      if (album == null || !album.equals(last)) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(place);
      last = album;
    }
    return groups;
  }
}
