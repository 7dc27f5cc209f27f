package relais.local;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files that providers fetch from us before they pass them on.
final class FetchedFiles {
  private static final Duration FETCH = Duration.ofSeconds(10);
  private static final Pattern FILE_NAME = Pattern.compile("filename\\*=UTF-8''([^;]+)");

  private final ChannelNetwork network;
  private final HttpClient http = HttpClient.newHttpClient();

  FetchedFiles(ChannelNetwork network) {
    this.network = network;
  }

  /// Fetches files as a provider does; empty when one is not to be had.
  Optional<List<PlayedFile>> find(List<String> addresses) {
    List<PlayedFile> files = new ArrayList<>();
    for (String address : addresses) {
      try {
        HttpResponse<byte[]> response =
            http.send(
                HttpRequest.newBuilder(URI.create(address)).timeout(FETCH).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
          return Optional.empty();
        }
        files.add(
            network.keep(
                name(response.headers().firstValue("Content-Disposition").orElse("")),
                response.headers().firstValue("Content-Type").orElse("application/octet-stream"),
                response.body()));
      } catch (IOException | IllegalArgumentException e) {
        return Optional.empty();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.of(files);
  }

  private static String name(String disposition) {
    Matcher name = FILE_NAME.matcher(disposition);
    return name.find() ? URLDecoder.decode(name.group(1), StandardCharsets.UTF_8) : "file";
  }
}
