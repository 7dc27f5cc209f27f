package relais.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// Events as AWS hands them to functions.
final class Events {
  private static final String REGION = "eu-west-1";

  private Events() {}

  /// SES has received a mail and stored it.
  static JsonNode mailReceived(String sesId, String from, String to, Instant at) {
    ObjectNode ses = Json.object();
    ObjectNode mail =
        ses.putObject("mail")
            .put("timestamp", at.toString())
            .put("source", from)
            .put("messageId", sesId)
            .put("headersTruncated", false);
    mail.putArray("destination").add(to);
    mail.putArray("headers");
    mail.putObject("commonHeaders").put("messageId", "<" + sesId + "@customer.example>");
    ObjectNode receipt =
        ses.putObject("receipt").put("timestamp", at.toString()).put("processingTimeMillis", 42);
    receipt.putArray("recipients").add(to);
    for (String verdict :
        List.of("spamVerdict", "virusVerdict", "spfVerdict", "dkimVerdict", "dmarcVerdict")) {
      receipt.putObject(verdict).put("status", "PASS");
    }
    receipt
        .putObject("action")
        .put("type", "Lambda")
        .put("functionArn", "arn:aws:lambda:eu-west-1:000000000000:function:ingest-email:live")
        .put("invocationType", "Event");
    ObjectNode event = Json.object();
    ObjectNode one =
        event
            .putArray("Records")
            .addObject()
            .put("eventSource", "aws:ses")
            .put("eventVersion", "1.0");
    one.set("ses", ses);
    return event;
  }

  /// SES has delivered a mail of ours; EventBridge passes it on.
  ///
  /// @param tags as they were sent along
  static JsonNode mailDelivered(
      String sesId, String to, String configurationSet, Map<String, String> tags, Instant at) {
    ObjectNode event =
        Json.object()
            .put("version", "0")
            .put("id", "00000000-0000-0000-0000-000000000001")
            .put("detail-type", "Email Delivered")
            .put("source", "aws.ses")
            .put("account", "000000000000")
            .put("time", at.toString())
            .put("region", REGION);
    event.putArray("resources").add("arn:aws:ses:eu-west-1:000000000000:configuration-set/x");
    ObjectNode detail = event.putObject("detail").put("eventType", "Delivery");
    ObjectNode mail =
        detail.putObject("mail").put("timestamp", at.toString()).put("messageId", sesId);
    mail.putArray("destination").add(to);
    ObjectNode sent = mail.putObject("tags");
    sent.putArray("ses:configuration-set").add(configurationSet);
    tags.forEach((name, value) -> sent.putArray(name).add(value));
    detail
        .putObject("delivery")
        .put("timestamp", at.toString())
        .put("processingTimeMillis", 300)
        .put("smtpResponse", "250 ok")
        .put("reportingMTA", "a1.smtp-out.eu-west-1.amazonses.com")
        .putArray("recipients")
        .add(to);
    return event;
  }

  /// Messages of one queue.
  static JsonNode queued(String queueArn, List<Message> messages) {
    ObjectNode event = Json.object();
    ArrayNode records = event.putArray("Records");
    for (Message message : messages) {
      ObjectNode one =
          records
              .addObject()
              .put("messageId", message.messageId())
              .put("receiptHandle", message.receiptHandle())
              .put("body", message.body())
              .put("md5OfBody", message.md5OfBody())
              .put("eventSource", "aws:sqs")
              .put("eventSourceARN", queueArn)
              .put("awsRegion", REGION);
      ObjectNode attributes = one.putObject("attributes");
      for (Map.Entry<MessageSystemAttributeName, String> attribute :
          message.attributes().entrySet()) {
        attributes.put(attribute.getKey().toString(), attribute.getValue());
      }
      one.putObject("messageAttributes");
    }
    return event;
  }

  /// Changes of the table.
  static JsonNode changed(String streamArn, List<Record> changes) {
    ObjectNode event = Json.object();
    ArrayNode records = event.putArray("Records");
    for (Record change : changes) {
      ObjectNode one =
          records
              .addObject()
              .put("eventID", change.eventID())
              .put("eventName", change.eventNameAsString())
              .put("eventVersion", "1.1")
              .put("eventSource", "aws:dynamodb")
              .put("awsRegion", REGION)
              .put("eventSourceARN", streamArn);
      ObjectNode body =
          one.putObject("dynamodb")
              .put(
                  "ApproximateCreationDateTime",
                  change.dynamodb().approximateCreationDateTime().getEpochSecond())
              .put("SequenceNumber", change.dynamodb().sequenceNumber())
              .put("SizeBytes", change.dynamodb().sizeBytes())
              .put("StreamViewType", change.dynamodb().streamViewTypeAsString());
      body.set("Keys", item(change.dynamodb().keys()));
      if (change.dynamodb().hasNewImage()) {
        body.set("NewImage", item(change.dynamodb().newImage()));
      }
      if (change.dynamodb().hasOldImage()) {
        body.set("OldImage", item(change.dynamodb().oldImage()));
      }
    }
    return event;
  }

  private static ObjectNode item(Map<String, AttributeValue> item) {
    ObjectNode node = Json.object();
    item.forEach((name, value) -> node.set(name, attribute(value)));
    return node;
  }

  private static ObjectNode attribute(AttributeValue value) {
    ObjectNode node = Json.object();
    switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case BOOL -> node.put("BOOL", value.bool());
      case NUL -> node.put("NULL", true);
      case B -> node.put("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
      case SS -> value.ss().forEach(node.putArray("SS")::add);
      case NS -> value.ns().forEach(node.putArray("NS")::add);
      case L -> {
        ArrayNode list = node.putArray("L");
        value.l().forEach(entry -> list.add(attribute(entry)));
      }
      case M -> node.set("M", item(value.m()));
      case UNKNOWN_TO_SDK_VERSION -> {
        // Of an empty map the stream of DynamoDB Local tells nothing, not even that it is one.
        if (!value.equals(AttributeValue.builder().build())) {
          throw new IllegalStateException("The table keeps no such attribute: " + value);
        }
        node.putObject("M");
      }
      case BS -> throw new IllegalStateException("The table keeps no such attribute: " + value);
    }
    return node;
  }

  /// A request to the HTTP API, past its gateway.
  ///
  /// @param headers with names in lower case
  /// @param email whom the gateway let in, empty on a route without sign-in
  static JsonNode request(
      String method,
      String route,
      String pathAndQuery,
      Map<String, String> headers,
      String email,
      String body) {
    int mark = pathAndQuery.indexOf('?');
    String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    String query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
    ObjectNode event =
        Json.object()
            .put("version", "2.0")
            .put("routeKey", route)
            .put("rawPath", path)
            .put("rawQueryString", query)
            .put("isBase64Encoded", false);
    ObjectNode sent = event.putObject("headers");
    sent.put("host", "relais.example").put("content-type", "application/json");
    headers.forEach(sent::put);
    if (!query.isEmpty()) {
      ObjectNode parameters = event.putObject("queryStringParameters");
      for (String pair : query.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        parameters.put(parts[0], parts[1]);
      }
    }
    int variable = route.indexOf('{');
    if (variable >= 0) {
      event
          .putObject("pathParameters")
          .put(
              route.substring(variable + 1, route.indexOf('}')).replace("+", ""),
              path.substring(variable - route.indexOf('/')));
    }
    if (!body.isEmpty()) {
      event.put("body", body);
    }
    ObjectNode context =
        event
            .putObject("requestContext")
            .put("accountId", "000000000000")
            .put("apiId", "api")
            .put("domainName", "relais.example")
            .put("domainPrefix", "relais")
            .put("requestId", "request")
            .put("routeKey", route)
            .put("stage", "$default")
            .put("time", "21/Nov/2026:12:00:00 +0000")
            .put("timeEpoch", 1795262400000L);
    context
        .putObject("http")
        .put("method", method)
        .put("path", path)
        .put("protocol", "HTTP/1.1")
        .put("sourceIp", "192.0.2.1")
        .put("userAgent", "rehearsal");
    if (!email.isEmpty()) {
      ObjectNode jwt = context.putObject("authorizer").putObject("jwt");
      jwt.putObject("claims").put("sub", email).put("email", email).put("name", email);
      jwt.putNull("scopes");
    }
    return event;
  }

  /// A browser opens a WebSocket: what the authorizer is asked.
  static JsonNode mayConnect(String ticket) {
    ObjectNode event =
        connection("$connect", "CONNECT")
            .put("type", "REQUEST")
            .put("methodArn", "arn:aws:execute-api:eu-west-1:000000000000:live/live/$connect");
    event.putObject("headers").put("Host", "live.example");
    event.putObject("multiValueHeaders").putArray("Host").add("live.example");
    event.putObject("queryStringParameters").put("ticket", ticket);
    event.putObject("multiValueQueryStringParameters").putArray("ticket").add(ticket);
    event.putObject("stageVariables");
    return event;
  }

  /// A browser that the authorizer let in has connected.
  ///
  /// @param authorizer what the authorizer told about it
  static JsonNode connected(String ticket, JsonNode authorizer) {
    ObjectNode event = (ObjectNode) mayConnect(ticket);
    event.remove(List.of("type", "methodArn"));
    ((ObjectNode) event.path("requestContext")).set("authorizer", authorizer);
    return event;
  }

  private static ObjectNode connection(String route, String type) {
    ObjectNode event = Json.object().put("isBase64Encoded", false);
    event
        .putObject("requestContext")
        .put("routeKey", route)
        .put("eventType", type)
        .put("extendedRequestId", "extended")
        .put("requestTime", "21/Nov/2026:12:00:00 +0000")
        .put("messageDirection", "IN")
        .put("stage", "live")
        .put("connectedAt", 1795262400000L)
        .put("requestTimeEpoch", 1795262400000L)
        .put("requestId", "request")
        .put("domainName", "live.example")
        .put("connectionId", "connection=")
        .put("apiId", "live")
        .putObject("identity")
        .put("sourceIp", "192.0.2.1");
    return event;
  }

  /// A minute has passed.
  static JsonNode minute(Instant at) {
    ObjectNode event =
        Json.object()
            .put("version", "0")
            .put("id", "00000000-0000-0000-0000-000000000002")
            .put("detail-type", "Scheduled Event")
            .put("source", "aws.scheduler")
            .put("account", "000000000000")
            .put("time", at.toString())
            .put("region", REGION);
    event
        .putArray("resources")
        .add("arn:aws:scheduler:eu-west-1:000000000000:schedule/default/minute");
    return event.put("detail", "{}");
  }
}
