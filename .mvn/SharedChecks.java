import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// Where javac finds its plugins and processors: what checks the code (Error Prone, NullAway) is loaded
/// once for all compilers of this JVM, what writes code (Micronaut's processors) for each anew.
///
/// Micronaut's keep things in static fields; Error Prone is made to run side by side in one JVM. Named to
/// javac by `-XDprocloader`; the root module compiles this file before any other is built (decision 231).
public final class SharedChecks extends URLClassLoader {
  private static final Map<TreeSet<String>, ClassLoader> SHARED = new HashMap<>();

  /// What javac calls, with its processor path.
  public SharedChecks(URL[] jars, ClassLoader parent) {
    this(jars, sharedBy(names(jars), jars, parent), parent);
  }

  private SharedChecks(URL[] jars, TreeSet<String> shared, ClassLoader parent) {
    super(
        Arrays.stream(jars).filter(jar -> !shared.contains(jar.toString())).toArray(URL[]::new),
        loaderOf(shared, parent));
  }

  /// The jars of the path that are loaded already, or all of them where none is Micronaut's.
  private static TreeSet<String> sharedBy(TreeSet<String> path, URL[] jars, ClassLoader parent) {
    synchronized (SHARED) {
      if (path.stream().noneMatch(jar -> jar.contains("micronaut"))) {
        SHARED.computeIfAbsent(path, added -> new URLClassLoader(jars, parent));
      }
      return SHARED.keySet().stream()
          .filter(path::containsAll)
          .findFirst()
          .orElseGet(TreeSet::new);
    }
  }

  private static ClassLoader loaderOf(TreeSet<String> shared, ClassLoader parent) {
    synchronized (SHARED) {
      return SHARED.getOrDefault(shared, parent);
    }
  }

  private static TreeSet<String> names(URL[] jars) {
    TreeSet<String> names = new TreeSet<>();
    for (URL jar : jars) {
      names.add(jar.toString());
    }
    return names;
  }
}
