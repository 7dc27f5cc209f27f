package relais.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// What a browser loads before the first screen: the page and everything that the page itself
/// names, compressed with gzip as CloudFront does.
final class WebWeight {
  private static final Pattern NAMED =
      Pattern.compile("<(?:script|link)\\b[^>]*?(?:src|href)=\"/?([^\":]+\\.(?:js|css))\"");

  private WebWeight() {}

  /// In bytes.
  ///
  /// @param built the built app
  static long firstLoad(Path built) {
    try {
      String page = Files.readString(built.resolve("index.html"));
      Set<Path> files = new LinkedHashSet<>();
      files.add(built.resolve("index.html"));
      Matcher named = NAMED.matcher(page);
      while (named.find()) {
        files.add(built.resolve(named.group(1)));
      }
      long sum = 0;
      for (Path file : files) {
        sum += compressed(Files.readAllBytes(file));
      }
      return sum;
    } catch (IOException e) {
      throw new UncheckedIOException("Build the app first: npm run build in web/", e);
    }
  }

  private static long compressed(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new BestGzip(out)) {
      gzip.write(bytes);
    }
    return out.size();
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
