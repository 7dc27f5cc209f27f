package relais.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Stands between one function and one AWS service and writes down what the function asks of it.
///
/// DynamoDB is asked what each request costs; its local copy leaves out the condition checks of a
/// transaction. Needs the system property `jdk.httpclient.allowRestrictedHeaders=host`, so that
/// signed requests stay valid.
final class AwsRecorder implements AutoCloseable {
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "expect", "http2-settings", "upgrade");

  private final String function;
  private final String service;
  private final URI target;
  private final Consumer<AwsCall> listener;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// @param service in lower case: dynamodb, sqs, s3, ssm, ses or execute-api
  AwsRecorder(String function, String service, URI target, Consumer<AwsCall> listener) {
    this.function = function;
    this.service = service;
    this.target = target;
    this.listener = listener;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String operation = operation(exchange);
      byte[] sent = service.equals("dynamodb") ? askingForCosts(body) : body;
      HttpResponse<byte[]> answer = forward(exchange, sent);
      listener.accept(
          new AwsCall(
              function,
              service,
              operation,
              rights(exchange, operation, body),
              units(operation, answer.body(), false),
              units(operation, answer.body(), true),
              body.length));
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))
                    && !name.equalsIgnoreCase("transfer-encoding")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      boolean hasBody = answer.body().length > 0 && !exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(answer.statusCode(), hasBody ? answer.body().length : -1);
      if (hasBody) {
        exchange.getResponseBody().write(answer.body());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                body.length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private String operation(HttpExchange exchange) {
    String named = exchange.getRequestHeaders().getFirst("X-Amz-Target");
    if (named != null) {
      return named.substring(named.lastIndexOf('.') + 1);
    }
    return switch (service) {
      case "ses" -> "SendEmail";
      case "execute-api" -> "PostToConnection";
      default -> objectOperation(exchange);
    };
  }

  private static String objectOperation(HttpExchange exchange) {
    boolean ofABucket = exchange.getRequestURI().getPath().split("/", -1).length < 3;
    return switch (exchange.getRequestMethod()) {
      case "GET" -> ofABucket ? "ListObjectsV2" : "GetObject";
      case "HEAD" -> ofABucket ? "HeadBucket" : "HeadObject";
      case "PUT" -> "PutObject";
      case "DELETE" -> "DeleteObject";
      case String other -> other;
    };
  }

  private static byte[] askingForCosts(byte[] body) {
    if (Json.read(body) instanceof ObjectNode request) {
      return Json.bytes(request.put("ReturnConsumedCapacity", "TOTAL"));
    }
    return body;
  }

  private double units(String operation, byte[] answer, boolean written) {
    if (!service.equals("dynamodb") || answer.length == 0) {
      return 0;
    }
    boolean writes = !operation.matches("GetItem|Query|Scan|BatchGetItem|TransactGetItems");
    if (writes != written) {
      return 0;
    }
    JsonNode costs = Json.read(answer).path("ConsumedCapacity");
    double sum = costs.path("CapacityUnits").asDouble(0);
    for (JsonNode cost : costs) {
      sum += cost.path("CapacityUnits").asDouble(0);
    }
    return sum;
  }

  private List<AwsCall.Right> rights(HttpExchange exchange, String operation, byte[] body) {
    String path = exchange.getRequestURI().getPath();
    return switch (service) {
      case "dynamodb" -> tableRights(operation, Json.read(body));
      case "sqs" ->
          List.of(
              new AwsCall.Right(
                  "sqs:" + operation.replace("Batch", ""),
                  lastPart(Json.read(body).path("QueueUrl").asText())));
      case "s3" ->
          List.of(
              new AwsCall.Right(
                  // Two rights are called otherwise than what they allow.
                  "s3:"
                      + operation
                          .replace("HeadObject", "GetObject")
                          .replace("ListObjectsV2", "ListBucket"),
                  path.substring(1)));
      case "ssm" ->
          List.of(
              new AwsCall.Right(
                  "ssm:" + operation, "parameter" + Json.read(body).path("Name").asText()));
      case "ses" -> mailRights(Json.read(body));
      case "execute-api" ->
          List.of(
              new AwsCall.Right(
                  "execute-api:ManageConnections", "POST" + path.replaceFirst("^/[^/@]+", "")));
      default -> throw new IllegalStateException("No service is called " + service);
    };
  }

  private static List<AwsCall.Right> tableRights(String operation, JsonNode request) {
    List<AwsCall.Right> rights = new ArrayList<>();
    switch (operation) {
      case "TransactWriteItems", "TransactGetItems" ->
          request
              .path("TransactItems")
              .forEach(
                  item ->
                      item.properties()
                          .forEach(
                              step ->
                                  rights.add(
                                      right(
                                          transactional(step.getKey()),
                                          step.getValue().path("TableName").asText(),
                                          null))));
      case "BatchGetItem", "BatchWriteItem" ->
          request
              .path("RequestItems")
              .fieldNames()
              .forEachRemaining(table -> rights.add(right(operation, table, null)));
      default ->
          rights.add(
              right(
                  operation,
                  request.path("TableName").asText(),
                  request.path("IndexName").textValue()));
    }
    return rights;
  }

  private static String transactional(String step) {
    return switch (step) {
      case "Put" -> "PutItem";
      case "Update" -> "UpdateItem";
      case "Delete" -> "DeleteItem";
      case "ConditionCheck" -> "ConditionCheckItem";
      default -> "GetItem";
    };
  }

  private static AwsCall.Right right(String operation, String table, @Nullable String index) {
    return new AwsCall.Right(
        "dynamodb:" + operation, index == null ? table : table + "/index/" + index);
  }

  private static List<AwsCall.Right> mailRights(JsonNode request) {
    String domain = request.path("FromEmailAddress").asText("@?");
    List<String> resources = new ArrayList<>();
    resources.add("identity/" + domain.substring(domain.indexOf('@') + 1).replace(">", ""));
    if (request.has("ConfigurationSetName")) {
      resources.add(request.path("ConfigurationSetName").asText());
    }
    List<AwsCall.Right> rights = new ArrayList<>();
    for (String resource : resources) {
      rights.add(new AwsCall.Right("ses:SendEmail", resource));
      if (request.path("Content").has("Raw")) {
        rights.add(new AwsCall.Right("ses:SendRawEmail", resource));
      }
    }
    return rights;
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.close();
  }
}
