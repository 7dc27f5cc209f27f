package relais.embedded;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One template file with the parameters given to it: what its names mean.
///
/// Physical names never come from the template; they are made of the prefix and the logical id, so
/// that several copies can live side by side.
final class Scope implements Intrinsics.Meaning {
  private final Path file;
  private final Map<?, ?> document;
  private final Places places;
  private final Map<String, ?> given;
  private final Intrinsics intrinsics = new Intrinsics(this);
  private final Map<String, Scope> nested = new LinkedHashMap<>();
  private final Map<Path, Map<?, ?>> documents;

  /// @param documents what was read already, by file
  Scope(Path file, Places places, Map<String, ?> given, Map<Path, Map<?, ?>> documents) {
    this.file = file;
    this.document = documents.computeIfAbsent(file, TemplateYaml::read);
    this.places = places;
    this.given = given;
    this.documents = documents;
  }

  /// The same, elsewhere.
  Scope at(Places other) {
    return new Scope(file, other, given, documents);
  }

  Places places() {
    return places;
  }

  /// The logical ids of the resources that exist under the template's conditions.
  List<String> logicalIds() {
    return section("Resources").keySet().stream()
        .map(Object::toString)
        .filter(id -> !(resource(id).get("Condition") instanceof String name) || condition(name))
        .toList();
  }

  String type(String logicalId) {
    return new Node(where(logicalId), resource(logicalId)).at("Type").text();
  }

  boolean has(String logicalId) {
    return section("Resources").get(logicalId) instanceof Map<?, ?>;
  }

  /// The properties of a resource with every intrinsic function replaced.
  Node properties(String logicalId) {
    return new Node(where(logicalId), intrinsics.resolve(resource(logicalId).get("Properties")));
  }

  /// SAM's Globals for one kind of resource, such as Function.
  Node globals(String kind) {
    return new Node(file.getFileName() + " Globals", intrinsics.resolve(document.get("Globals")))
        .at(kind);
  }

  /// The templates that this one contains.
  List<Scope> nestedScopes() {
    return logicalIds().stream().filter(id -> isNested(type(id))).map(this::nested).toList();
  }

  /// The value of an output.
  Object output(String name) {
    Object value =
        section("Outputs").get(name) instanceof Map<?, ?> output
            ? intrinsics.resolve(output.get("Value"))
            : null;
    if (value == null) {
      throw new TemplateException(file + " has no output " + name);
    }
    return value;
  }

  @Override
  public @Nullable Object reference(String name) {
    if (name.startsWith("AWS::")) {
      return pseudoParameter(name);
    }
    if (section("Parameters").get(name) instanceof Map<?, ?> parameter) {
      return parameterValue(name, parameter);
    }
    if (!has(name)) {
      return generatedBySam(name);
    }
    return switch (type(name)) {
      case "AWS::SQS::Queue" -> places.queueUrl(queueName(name));
      case "AWS::S3::Bucket" -> places.bucket(name);
      default -> places.name(name);
    };
  }

  @Override
  public Object attribute(String logicalId, String attribute) {
    if (!has(logicalId)) {
      return generatedBySam(logicalId) + "." + attribute;
    }
    String type = type(logicalId);
    if (isNested(type) && attribute.startsWith("Outputs.")) {
      return nested(logicalId).output(attribute.substring("Outputs.".length()));
    }
    return switch (type + " " + attribute) {
      case "AWS::DynamoDB::Table Arn" -> tableArn(logicalId);
      case "AWS::DynamoDB::Table StreamArn" -> tableArn(logicalId) + "/stream/local";
      case "AWS::SQS::Queue Arn" -> places.arn("sqs", queueName(logicalId));
      case "AWS::SQS::Queue QueueName" -> queueName(logicalId);
      case "AWS::SQS::Queue QueueUrl" -> places.queueUrl(queueName(logicalId));
      case "AWS::S3::Bucket Arn" -> "arn:aws:s3:::" + places.bucket(logicalId);
      case "AWS::Serverless::Function Arn" -> functionArn(logicalId);
      case "AWS::Serverless::Function Alias" -> functionArn(logicalId) + ":live";
      case "AWS::ApiGatewayV2::Api ApiEndpoint", "AWS::Serverless::HttpApi ApiEndpoint" ->
          "https://%s.execute-api.%s.amazonaws.com"
              .formatted(places.name(logicalId), places.region());
      default -> places.name(logicalId) + "." + attribute;
    };
  }

  @Override
  public boolean condition(String name) {
    if (!section("Conditions").containsKey(name)) {
      throw new TemplateException(file + " has no condition " + name);
    }
    return new Node(name, intrinsics.resolve(section("Conditions").get(name))).truthOr(false);
  }

  @Override
  public Object mapping(String map, String first, String second) {
    Object value =
        new Node(file + " Mappings", section("Mappings")).at(map).at(first).at(second).value();
    if (value == null) {
      throw new TemplateException("%s maps no %s.%s.%s".formatted(file, map, first, second));
    }
    return value;
  }

  /// The name of a queue: a FIFO queue's must end in `.fifo`.
  String queueName(String logicalId) {
    boolean fifo =
        resource(logicalId).get("Properties") instanceof Map<?, ?> properties
            && Boolean.parseBoolean(String.valueOf(properties.get("FifoQueue")));
    return places.name(logicalId) + (fifo ? ".fifo" : "");
  }

  String functionArn(String logicalId) {
    return places.arn("lambda", "function:" + places.name(logicalId));
  }

  String tableArn(String logicalId) {
    return places.arn("dynamodb", "table/" + places.name(logicalId));
  }

  private Scope nested(String logicalId) {
    Scope known = nested.get(logicalId);
    if (known != null) {
      return known;
    }
    Node properties = properties(logicalId);
    String location =
        properties.at("Location").isPresent()
            ? properties.at("Location").text()
            : properties.at("TemplateURL").text();
    Map<String, Object> parameters = new LinkedHashMap<>();
    properties
        .at("Parameters")
        .map()
        .forEach(
            (name, value) -> {
              if (value.value() != null) {
                parameters.put(name, value.value());
              }
            });
    Scope scope = new Scope(file.resolveSibling(location), places, parameters, documents);
    nested.put(logicalId, scope);
    return scope;
  }

  private static boolean isNested(String type) {
    return type.equals("AWS::Serverless::Application") || type.equals("AWS::CloudFormation::Stack");
  }

  private @Nullable Object pseudoParameter(String name) {
    return switch (name) {
      case "AWS::Region" -> places.region();
      case "AWS::AccountId" -> places.accountId();
      case "AWS::Partition" -> "aws";
      case "AWS::StackName" -> places.prefix().isEmpty() ? "relais" : places.prefix() + "relais";
      case "AWS::StackId" ->
          places.arn("cloudformation", "stack/" + places.prefix() + "relais/one-machine");
      case "AWS::URLSuffix" -> "amazonaws.com";
      case "AWS::NoValue" -> null;
      default -> throw new TemplateException(file + " uses the unknown " + name);
    };
  }

  private Object parameterValue(String name, Map<?, ?> parameter) {
    Object value = given.get(name);
    if (value == null) {
      value = parameter.get("Default");
    }
    if (value == null) {
      throw new TemplateException(
          "Parameter %s of %s has no default and was not given".formatted(name, file));
    }
    boolean list =
        parameter.get("Type") instanceof String type
            && (type.equals("CommaDelimitedList") || type.startsWith("List<"));
    return list && value instanceof String text ? Arrays.asList(text.split("\\s*,\\s*")) : value;
  }

  /// Names that the template may use although only SAM's transformation makes the resources.
  private String generatedBySam(String name) {
    if (name.equals("ServerlessHttpApi")) {
      return places.name(name);
    }
    int alias = name.indexOf(".Alias");
    if (alias > 0 && has(name.substring(0, alias))) {
      return functionArn(name.substring(0, alias)) + ":live";
    }
    for (String id : logicalIds()) {
      if (name.startsWith(id) && type(id).startsWith("AWS::Serverless::")) {
        return name.startsWith("Alias", id.length())
            ? functionArn(id) + ":" + name.substring(id.length() + "Alias".length())
            : places.name(name);
      }
    }
    throw new TemplateException(file + " refers to " + name + ", which is nowhere");
  }

  private Map<?, ?> section(String name) {
    return document.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }

  private Map<?, ?> resource(String logicalId) {
    if (section("Resources").get(logicalId) instanceof Map<?, ?> resource) {
      return resource;
    }
    throw new TemplateException(file + " has no resource " + logicalId);
  }

  private String where(String logicalId) {
    return file.getFileName() + " " + logicalId;
  }
}
