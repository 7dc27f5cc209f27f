package relais.local;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shows a function the resources of its own zip and hides those of the other functions.
///
/// All functions share one class path here. Micronaut finds beans and settings by their resources,
/// so without this each function would see the beans of all of them. Classes are shared.
final class RoomClassLoader extends ClassLoader {
  private final List<String> hidden;

  /// @param ownFolder the function's folder under `functions/`
  /// @param folders the folders of all functions
  RoomClassLoader(ClassLoader parent, String ownFolder, Set<String> folders) {
    super(parent);
    this.hidden =
        folders.stream()
            .filter(folder -> !folder.equals(ownFolder))
            .flatMap(
                folder -> List.of("/relais-%s-".formatted(folder), inCheckout(folder)).stream())
            .toList();
  }

  private static String inCheckout(String folder) {
    return "/functions/%s/target/classes/".formatted(folder);
  }

  @Override
  public @Nullable URL getResource(String name) {
    try {
      Enumeration<URL> found = getResources(name);
      return found.hasMoreElements() ? found.nextElement() : null;
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> shown = new ArrayList<>();
    for (URL url : Collections.list(getParent().getResources(name))) {
      String place = versionless(url.toString());
      if (hidden.stream().noneMatch(place::contains)) {
        shown.add(url);
      }
    }
    return Collections.enumeration(shown);
  }

  /// `relais-ingest-email-0.1.0.jar` must not be taken for `relais-ingest-…` of another folder.
  private static String versionless(String url) {
    return url.replaceFirst("(/relais-[a-z-]+-)[0-9][^/]*\\.jar", "$1");
  }
}
