package relais.local;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// The built web app with the headers that CloudFront sends, and `/config.json`.
///
/// The policy differs from the deployed one in addresses only: files come from the S3 port, the
/// socket speaks ws.
final class WebApp {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("map", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private final Path folder;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final byte[] configuration;

  /// @param folder the built app
  /// @param origin of the gateway
  /// @param files where attachments are downloaded from
  WebApp(Path folder, URI origin, URI files, String issuer) {
    this.folder = folder;
    this.configuration =
        Json.bytes(
            Json.object()
                .put("issuer", issuer)
                .put("clientId", SignIn.CLIENT_ID)
                .put("apiUrl", ""));
    headers.put("Content-Security-Policy", contentSecurityPolicy(origin, files));
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
  }

  static String contentSecurityPolicy(URI origin, URI files) {
    String byAddress = "http://127.0.0.1:" + origin.getPort();
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob: https: " + files,
        "font-src 'self'",
        "media-src 'self' " + files,
        "connect-src 'self' %s %s ws://localhost:%d ws://127.0.0.1:%d %s"
            .formatted(origin, byAddress, origin.getPort(), origin.getPort(), files),
        "frame-src 'self' blob:",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'");
  }

  void configuration(Context context) {
    context
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(configuration);
  }

  /// Serves a file of the app; a path that names none is a page of the app.
  void serve(Context context) throws IOException {
    headers.forEach(context::header);
    Path file = folder.resolve("." + context.path()).normalize();
    if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
      boolean asset = context.path().startsWith("/assets/");
      file = folder.resolve("index.html");
      if (asset || !Files.isRegularFile(file)) {
        context
            .status(404)
            .contentType("text/plain; charset=utf-8")
            .result(
                asset
                    ? "There is no such file."
                    : "The web app is not built. infrastructure/local/relais run builds it.");
        return;
      }
    }
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    context
        .header(
            "Cache-Control",
            context.path().startsWith("/assets/")
                ? "public, max-age=31536000, immutable"
                : "no-cache")
        .contentType(TYPES.getOrDefault(extension, "application/octet-stream"))
        .result(Files.readAllBytes(file));
  }
}
