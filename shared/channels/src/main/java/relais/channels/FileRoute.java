package relais.channels;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import relais.conversation.FileTrouble;

/// How a file of a message is had from its provider.
public sealed interface FileRoute {
  /// The provider is asked first where it lies.
  ///
  /// @param answered reads what came back
  record Ask(ProviderCall call, Answered answered) implements FileRoute {}

  /// It lies there.
  ///
  /// @param sha256 64 lower-case hexadecimal digits, null when nobody said
  /// @param size in bytes as declared, 0 when nobody said
  record Take(ProviderCall call, @Nullable String sha256, long size) implements FileRoute {}

  /// It is not to be had.
  record Refused(FileFailure failure) implements FileRoute {}

  /// Of a file that was announced under a name that can be none.
  static FileRoute impossible() {
    return new Refused(new FileFailure(FileTrouble.STRANGE, "bad-id", false));
  }

  /// Of an address that is taken as it is.
  ///
  /// @param headers what proves who we are, where the address wants to know
  static FileRoute at(String place, Map<String, String> headers) {
    return place.startsWith("https://") || place.startsWith("http://")
        ? new Take(ProviderCall.get(place, headers), null, 0)
        : impossible();
  }

  /// Reads the answer to a question.
  @FunctionalInterface
  interface Answered {
    /// Where the file lies, as the answer says.
    ///
    /// @param status of HTTP
    FileRoute route(int status, byte[] body);
  }

  /// Whose word is taken for where a file lies.
  ///
  /// @param names hosts, or with a dot before them all below them
  /// @param anywhere whether any public host will do, for whoever connected the channel names them
  record Hosts(Set<String> names, boolean anywhere) {
    public Hosts {
      names = Set.copyOf(names);
    }

    /// These alone.
    public static Hosts of(String... names) {
      return new Hosts(Set.of(names), false);
    }

    /// Whether a host is one of them.
    ///
    /// @param host in lower case
    public boolean has(String host) {
      return anywhere
          || names.contains(host)
          || names.stream().anyMatch(name -> name.startsWith(".") && host.endsWith(name));
    }
  }
}
