package relais.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The part of Systems Manager's Parameter Store that the product uses: put, get, get by path and
/// delete, over the AWS JSON 1.1 protocol. SecureString is kept as it is: whoever can read the
/// data folder of one machine can read everything in it anyway.
final class ParameterServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final @Nullable Path file;
  private final String arnPrefix;
  private final TreeMap<String, Parameter> parameters = new TreeMap<>();

  private record Parameter(String type, String value, long version) {}

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final String type;

    Refused(String type, String message) {
      super(message);
      this.type = type;
    }
  }

  private ParameterServer(HttpServer server, @Nullable Path file, String arnPrefix) {
    this.server = server;
    this.file = file;
    this.arnPrefix = arnPrefix;
  }

  /// Starts it.
  ///
  /// @param port 0 for any free one
  /// @param file where parameters survive a restart, null to forget them
  static ParameterServer start(int port, @Nullable Path file, String region, String accountId)
      throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    ParameterServer server =
        new ParameterServer(http, file, "arn:aws:ssm:%s:%s:parameter".formatted(region, accountId));
    server.load();
    http.createContext("/", server::answer);
    http.setExecutor(task -> Thread.ofVirtual().name("parameters").start(task));
    http.start();
    return server;
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      int status = 200;
      ObjectNode body;
      try {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        body = answer(target == null ? "" : target, request);
      } catch (Refused e) {
        status = 400;
        body = JSON.createObjectNode().put("__type", e.type).put("message", e.getMessage());
      }
      byte[] bytes = JSON.writeValueAsBytes(body);
      exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized ObjectNode answer(String target, JsonNode request) throws Refused {
    return switch (target) {
      case "AmazonSSM.GetParameter" -> {
        String name = request.path("Name").asText();
        ObjectNode answer = JSON.createObjectNode();
        answer.set("Parameter", describe(name, existing(name)));
        yield answer;
      }
      case "AmazonSSM.GetParametersByPath" -> byPath(request);
      case "AmazonSSM.PutParameter" -> put(request);
      case "AmazonSSM.DeleteParameter" -> {
        existing(request.path("Name").asText());
        parameters.remove(request.path("Name").asText());
        save();
        yield JSON.createObjectNode();
      }
      default -> throw new Refused("UnknownOperationException", target + " is not offered here");
    };
  }

  private Parameter existing(String name) throws Refused {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new Refused("ParameterNotFound", "There is no parameter " + name);
    }
    return parameter;
  }

  private ObjectNode byPath(JsonNode request) {
    String path = request.path("Path").asText();
    String below = path.endsWith("/") ? path : path + "/";
    boolean recursive = request.path("Recursive").asBoolean(false);
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode found = answer.putArray("Parameters");
    parameters.forEach(
        (name, parameter) -> {
          if (name.startsWith(below) && (recursive || name.indexOf('/', below.length()) < 0)) {
            found.add(describe(name, parameter));
          }
        });
    return answer;
  }

  private ObjectNode put(JsonNode request) throws Refused {
    String name = request.path("Name").asText();
    Parameter before = parameters.get(name);
    if (before != null && !request.path("Overwrite").asBoolean(false)) {
      throw new Refused("ParameterAlreadyExists", name + " exists; set Overwrite to replace it");
    }
    long version = before == null ? 1 : before.version() + 1;
    String type = request.path("Type").asText(before == null ? "String" : before.type());
    parameters.put(name, new Parameter(type, request.path("Value").asText(), version));
    save();
    return JSON.createObjectNode().put("Version", version).put("Tier", "Standard");
  }

  private ObjectNode describe(String name, Parameter parameter) {
    return JSON.createObjectNode()
        .put("Name", name)
        .put("Type", parameter.type())
        .put("Value", parameter.value())
        .put("Version", parameter.version())
        .put("ARN", arnPrefix + (name.startsWith("/") ? name : "/" + name))
        .put("DataType", "text");
  }

  private void load() throws IOException {
    if (file == null || !Files.exists(file)) {
      return;
    }
    for (Map.Entry<String, JsonNode> entry : JSON.readTree(file.toFile()).properties()) {
      JsonNode stored = entry.getValue();
      parameters.put(
          entry.getKey(),
          new Parameter(
              stored.path("type").asText(),
              stored.path("value").asText(),
              stored.path("version").asLong()));
    }
  }

  private void save() {
    if (file == null) {
      return;
    }
    ObjectNode all = JSON.createObjectNode();
    parameters.forEach(
        (name, parameter) ->
            all.putObject(name)
                .put("type", parameter.type())
                .put("value", parameter.value())
                .put("version", parameter.version()));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.write(next, JSON.writeValueAsBytes(all));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the parameters in " + file, e);
    }
  }
}
