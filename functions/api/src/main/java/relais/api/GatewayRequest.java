package relais.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.micronaut.http.HttpRequest;
import io.micronaut.servlet.http.ServletHttpRequest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The request as the gateway gave it to Lambda.
record GatewayRequest(APIGatewayV2HTTPEvent event) {
  static GatewayRequest of(HttpRequest<?> request) {
    if (request instanceof ServletHttpRequest<?, ?> servlet
        && servlet.getNativeRequest() instanceof APIGatewayV2HTTPEvent event) {
      return new GatewayRequest(event);
    }
    throw new IllegalStateException("Every request comes from the HTTP API's gateway");
  }

  /// A header as it came; null when there is none. The gateway writes names in lower case.
  @Nullable String header(String name) {
    Map<String, String> headers = event.getHeaders();
    return headers == null ? null : headers.get(name.toLowerCase(Locale.ROOT));
  }

  /// A parameter of the query that is free text. The gateway joins parameters of one name with
  /// commas, so what reads its events takes every text apart at its own.
  ///
  /// @param read the parameter as it was read, with what may be missing; null when there is none
  @Nullable String whole(String name, @Nullable String read) {
    Map<String, String> query = event.getQueryStringParameters();
    return query == null ? read : query.getOrDefault(name, read);
  }

  /// The gateway's own name for the request.
  String requestId() {
    APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
    return context == null ? "" : String.valueOf(context.getRequestId());
  }

  /// The address of the gateway itself. It is always asked over TLS, except on one machine.
  String origin() {
    APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
    String host = context == null ? null : context.getDomainName();
    String scheme = "http".equals(header("X-Forwarded-Proto")) ? "http" : "https";
    return scheme + "://" + (host == null ? "localhost" : host);
  }

  /// A claim of the token that the gateway has verified; null when there is none.
  @Nullable String claim(String name) {
    APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
    if (context == null
        || context.getAuthorizer() == null
        || context.getAuthorizer().getJwt() == null
        || context.getAuthorizer().getJwt().getClaims() == null) {
      return null;
    }
    return context.getAuthorizer().getJwt().getClaims().get(name);
  }
}
