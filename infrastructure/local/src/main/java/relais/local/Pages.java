package relais.local;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/// The pages that exist on one machine only: simulator and outbox, kept as plain resources.
final class Pages {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data: blob: https:; connect-src 'self'; media-src 'self';"
          + " frame-src 'self';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  /// As strict as a shop can be that shows a chat and a form: nothing inline.
  private static final String SHOP_CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self' ws: http:; frame-src 'self'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  private static final Map<String, String> FILES =
      Map.of(
          "/simulator", "simulator.html",
          "/simulator/channels", "channels.html",
          "/local/channels.js", "channels.js",
          "/outbox", "outbox.html",
          "/shop", "shop.html",
          "/shop/contact", "shop-contact.html",
          "/local/shop.css", "shop.css",
          "/local/pages.css", "pages.css",
          "/local/simulator.js", "simulator.js",
          "/local/outbox.js", "outbox.js");

  private Pages() {}

  static void addTo(RoutesConfig routes) {
    FILES.forEach((path, name) -> routes.get(path, context -> serve(context, name)));
  }

  private static void serve(Context context, String name) {
    boolean isShop = name.startsWith("shop");
    String type =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "html" -> "text/html; charset=utf-8";
          case "css" -> "text/css; charset=utf-8";
          default -> "text/javascript; charset=utf-8";
        };
    context
        .header(
            "Content-Security-Policy",
            isShop ? SHOP_CONTENT_SECURITY_POLICY : CONTENT_SECURITY_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-cache")
        .contentType(type)
        .result(read(name));
  }

  private static byte[] read(String name) {
    try (InputStream resource = Pages.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("The resource %s is missing".formatted(name));
      }
      return resource.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
