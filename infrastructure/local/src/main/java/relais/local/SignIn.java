package relais.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequestHandler;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.http.OAuth2HttpServer;
import no.nav.security.mock.oauth2.http.Ssl;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.KeyProvider;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import relais.conversation.Settings;
import relais.conversation.User;

/// The OpenID Connect issuer of the one-machine system, behind the gateway under `/oidc`.
///
/// Its sign-in page has a button per user of the workspace and asks no password. The key survives
/// a restart, so a browser stays signed in.
final class SignIn {
  static final String CLIENT_ID = "relais";
  private static final String ISSUER_ID = "oidc";
  private static final String COOKIE = "relais-sign-in";
  private static final Duration TOKEN_LIFE = Duration.ofHours(12);

  private final URI origin;
  private final Supplier<Settings> settings;
  private final OAuth2TokenProvider tokens;
  private final OAuth2HttpRequestHandler issuer;

  /// @param origin of the gateway, as browsers see it
  SignIn(URI origin, Path keyFile, Supplier<Settings> settings) {
    this.origin = origin;
    this.settings = settings;
    this.tokens = new OAuth2TokenProvider(new KeyProvider(List.of(key(keyFile)), "RS256"));
    this.issuer =
        new OAuth2HttpRequestHandler(
            new OAuth2Config(
                true,
                null,
                null,
                false,
                tokens,
                Set.of(
                    new DefaultOAuth2TokenCallback(
                        ISSUER_ID,
                        "nobody",
                        "JWT",
                        List.of(CLIENT_ID),
                        Map.of(),
                        TOKEN_LIFE.toSeconds())),
                new BehindTheGateway()));
  }

  /// The issuer's name, which its tokens carry.
  String issuer() {
    return origin + "/" + ISSUER_ID;
  }

  /// The keys that verify its tokens.
  JWKSet keys() {
    return tokens.publicJwkSet(ISSUER_ID);
  }

  /// A token as the sign-in page gives it, for calls made in a user's name.
  String tokenFor(User user) {
    return tokens
        .jwt(
            Map.of(
                "iss", issuer(),
                "aud", CLIENT_ID,
                "sub", user.id().value(),
                "email", user.email().toString(),
                "name", user.name()),
            Duration.ofMinutes(10),
            ISSUER_ID)
        .serialize();
  }

  void addTo(RoutesConfig routes) {
    routes.get("/oidc/authorize", this::authorize);
    routes.post("/oidc/authorize", this::chosen);
    routes.get("/oidc/endsession", this::leave);
    for (HandlerType method : List.of(HandlerType.GET, HandlerType.POST, HandlerType.OPTIONS)) {
      routes.addHttpHandler(method, "/oidc/*", context -> forward(context, context.body()));
    }
  }

  private void authorize(Context context) {
    String prompt = context.queryParam("prompt");
    Optional<User> known = find(context.cookie(COOKIE));
    if ("none".equals(prompt)) {
      if (known.isPresent()) {
        finish(context, known.get());
      } else {
        refuseSilently(context);
      }
      return;
    }
    Language language = Language.of(context.header("Accept-Language"));
    context
        .header("Content-Security-Policy", SignInPage.CONTENT_SECURITY_POLICY)
        .header("Cache-Control", "no-store")
        .header("Vary", "Accept-Language")
        .html(SignInPage.html(settings.get(), language));
  }

  private void chosen(Context context) {
    Optional<User> user = find(context.formParam("user"));
    if (user.isEmpty()) {
      context.status(400).result("There is no such user. Go back and choose one of the list.");
      return;
    }
    context.cookie(COOKIE, user.get().id().value());
    finish(context, user.get());
  }

  private void leave(Context context) {
    context.removeCookie(COOKIE);
    forward(context, "");
  }

  private Optional<User> find(@Nullable String id) {
    return settings.get().users().stream().filter(user -> user.id().value().equals(id)).findFirst();
  }

  /// Lets the issuer answer as if this user had filled in its form.
  private void finish(Context context, User user) {
    String claims =
        Json.object()
            .put("email", user.email().toString())
            .put("email_verified", true)
            .put("name", user.name())
            .toString();
    String form = "username=" + encode(user.id().value()) + "&claims=" + encode(claims);
    answer(context, ask(context, "POST", form));
  }

  private static void refuseSilently(Context context) {
    String redirect = context.queryParam("redirect_uri");
    if (redirect == null) {
      context.status(400).result("redirect_uri is missing.");
      return;
    }
    String state = context.queryParam("state");
    context.redirect(
        redirect
            + (redirect.contains("?") ? "&" : "?")
            + "error=login_required"
            + (state == null ? "" : "&state=" + encode(state)));
  }

  private void forward(Context context, String body) {
    answer(context, ask(context, context.method().name(), body));
  }

  private OAuth2HttpResponse ask(Context context, String method, String body) {
    Headers.Builder headers = new Headers.Builder();
    context.headerMap().forEach(headers::addUnsafeNonAscii);
    headers.set("Host", origin.getAuthority());
    if (method.equals("POST")) {
      headers.set("Content-Type", "application/x-www-form-urlencoded");
    }
    String query = context.queryString() == null ? "" : "?" + context.queryString();
    HttpUrl url = HttpUrl.get(origin + context.path() + query);
    return issuer
        .getAuthorizationServer()
        .invoke(new OAuth2HttpRequest(headers.build(), method, url, body));
  }

  private static void answer(Context context, OAuth2HttpResponse response) {
    context.status(response.getStatus());
    response.getHeaders().forEach(pair -> context.header(pair.getFirst(), pair.getSecond()));
    if (response.getBody() != null) {
      context.result(response.getBody());
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JWK key(Path file) {
    try {
      if (Files.exists(file)) {
        return RSAKey.parse(Files.readString(file));
      }
      RSAKey key = new RSAKeyGenerator(2048).keyID(ISSUER_ID).generate();
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, key.toJSONString());
      return key;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException(
          "The sign-in key %s is damaged: remove the file and start again".formatted(file), e);
    }
  }

  /// The issuer insists on a server; the gateway is the only one here.
  private static final class BehindTheGateway implements OAuth2HttpServer {
    private static UnsupportedOperationException refusal() {
      return new UnsupportedOperationException("The gateway serves sign-in");
    }

    @Override
    public OAuth2HttpServer start(
        kotlin.jvm.functions.Function1<? super OAuth2HttpRequest, OAuth2HttpResponse> handler) {
      throw refusal();
    }

    @Override
    public OAuth2HttpServer start(
        int port,
        kotlin.jvm.functions.Function1<? super OAuth2HttpRequest, OAuth2HttpResponse> handler) {
      throw refusal();
    }

    @Override
    public OAuth2HttpServer start(
        java.net.InetAddress address,
        int port,
        kotlin.jvm.functions.Function1<? super OAuth2HttpRequest, OAuth2HttpResponse> handler) {
      throw refusal();
    }

    @Override
    public OAuth2HttpServer stop() {
      return this;
    }

    @Override
    public void close() {}

    @Override
    public int port() {
      throw refusal();
    }

    @Override
    public HttpUrl url(String path) {
      throw refusal();
    }

    @Override
    public @Nullable Ssl sslConfig() {
      return null;
    }
  }
}
