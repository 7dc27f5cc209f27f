package relais.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// What customers write is kept by no cache on the way, and read as nothing but what it says it is.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class NoStore {
  @ResponseFilter
  void keepOut(MutableHttpResponse<?> response) {
    response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    response.header("X-Content-Type-Options", "nosniff");
  }
}
