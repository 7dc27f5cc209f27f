package relais.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/// What template.yaml describes, with its intrinsic functions resolved for one place.
///
/// Nested templates (AWS::Serverless::Application, AWS::CloudFormation::Stack) with a file beside
/// the template are part of it. What a list holds is in the template's order.
public final class Template {
  private final Scope root;
  private final List<Scope> scopes = new ArrayList<>();

  private Template(Scope root) {
    this.root = root;
    collect(root);
  }

  /// Reads a template.
  ///
  /// @param places where its resources are
  /// @param parameters values for its parameters; the others take their defaults
  /// @throws TemplateException when the file cannot be read or refers to what does not exist
  public static Template read(Path file, Places places, Map<String, String> parameters) {
    return new Template(new Scope(file, places, parameters, new ConcurrentHashMap<>()));
  }

  /// The same template, its resources elsewhere. Its files are not read again.
  public Template at(Places places) {
    return new Template(root.at(places));
  }

  private void collect(Scope scope) {
    scopes.add(scope);
    scope.nestedScopes().forEach(this::collect);
  }

  /// Where its resources are.
  public Places places() {
    return root.places();
  }

  /// The value of a parameter.
  ///
  /// @throws TemplateException when there is no such parameter or nobody gave it a value
  public String parameter(String name) {
    return new Node(name, root.reference(name)).text();
  }

  /// The value of an output.
  public String output(String name) {
    return new Node(name, root.output(name)).text();
  }

  /// The tables.
  public List<TableDefinition> tables() {
    return all("AWS::DynamoDB::Table", TableDefinition::of);
  }

  /// The queues, dead-letter queues among them.
  public List<QueueDefinition> queues() {
    return all("AWS::SQS::Queue", QueueDefinition::of);
  }

  /// The queue of this logical id.
  ///
  /// @throws TemplateException when there is none
  public QueueDefinition queue(String logicalId) {
    return one(
        logicalId, queues().stream().filter(queue -> queue.logicalId().equals(logicalId)).toList());
  }

  /// The buckets.
  public List<BucketDefinition> buckets() {
    return all("AWS::S3::Bucket", BucketDefinition::of);
  }

  /// The functions with their events.
  public List<FunctionDefinition> functions() {
    return all("AWS::Serverless::Function", (scope, id) -> new Functions(scope).function(id));
  }

  /// The function of this logical id.
  ///
  /// @throws TemplateException when there is none
  public FunctionDefinition function(String logicalId) {
    return one(
        logicalId, functions().stream().filter(it -> it.logicalId().equals(logicalId)).toList());
  }

  /// The rules for incoming mail.
  public List<MailRule> mailRules() {
    return all("AWS::SES::ReceiptRule", MailRule::of);
  }

  /// The WebSocket APIs.
  public List<WebSocketDefinition> webSocketApis() {
    return all("AWS::ApiGatewayV2::Api", (scope, id) -> WebSocketDefinition.of(scope, id));
  }

  private <T> List<T> all(String type, BiFunction<Scope, String, T> reader) {
    List<T> found = new ArrayList<>();
    for (Scope scope : scopes) {
      for (String id : scope.logicalIds()) {
        if (scope.type(id).equals(type)) {
          found.add(reader.apply(scope, id));
        }
      }
    }
    return found;
  }

  private static <T> T one(String logicalId, List<T> found) {
    if (found.size() != 1) {
      throw new TemplateException(
          "The template has %d resources called %s".formatted(found.size(), logicalId));
    }
    return found.getFirst();
  }
}
