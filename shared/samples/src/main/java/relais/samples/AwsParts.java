package relais.samples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import relais.embedded.AwsClients;
import relais.embedded.BucketDefinition;
import relais.embedded.Endpoints;
import relais.embedded.Provisioning;
import relais.embedded.TableDefinition;
import relais.embedded.Template;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/// The tables, queues and buckets of one test class, and how to reach them. Each is made when it is
/// first named, by its own method or by the environment of a function that uses it.
public final class AwsParts implements AutoCloseable {
  private static final AtomicInteger COUNTER = new AtomicInteger();

  private final AwsServers servers;
  private final Template template;
  private final Set<String> made = new HashSet<>();

  private AwsParts(AwsServers servers, Template template) {
    this.servers = servers;
    this.template = template;
  }

  static AwsParts on(AwsServers servers) {
    String prefix = "t%d-%d-".formatted(ProcessHandle.current().pid(), COUNTER.incrementAndGet());
    return new AwsParts(
        servers, servers.template().at(servers.clients().endpoints().places(prefix)));
  }

  /// Another set, empty, on the same servers: for a test that must not see what others wrote.
  public AwsParts fresh() {
    return on(servers);
  }

  /// The project's template.yaml, found from the working directory upwards.
  ///
  /// @throws IllegalStateException when there is none
  public static Path templateFile() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null) {
      Path file = folder.resolve("template.yaml");
      if (Files.exists(file)) {
        return file;
      }
      folder = folder.getParent();
    }
    throw new IllegalStateException("No template.yaml here or in a folder above");
  }

  /// What the template says, with the names of this set. To name something here makes nothing.
  public Template template() {
    return template;
  }

  /// Clients of the services.
  public AwsClients clients() {
    return servers.clients();
  }

  /// A client of the tables for the context of one function, which closes it. Without HTTP where it
  /// can, as on one machine: nothing that observes requests (such as [CrashAtWrite]) sees those.
  public DynamoDbClient tablesForAFunction() {
    return servers.embedded() ? clients().dynamoDb() : new AwsClients(endpoints()).dynamoDb();
  }

  /// Where the services answer.
  public Endpoints endpoints() {
    return servers.clients().endpoints();
  }

  /// The variables a function has: those the template gives it, and where AWS answers.
  public Map<String, String> environment(String functionLogicalId) {
    Map<String, String> variables = new LinkedHashMap<>(endpoints().variables());
    variables.putAll(template.function(functionLogicalId).environment());
    make(variables.values());
    return variables;
  }

  /// The physical name of a table.
  public String table(String logicalId) {
    return template.tables().stream()
        .filter(table -> table.logicalId().equals(logicalId))
        .map(TableDefinition::name)
        .map(this::made)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no table " + logicalId));
  }

  /// The physical name of a bucket.
  public String bucket(String logicalId) {
    return template.buckets().stream()
        .filter(bucket -> bucket.logicalId().equals(logicalId))
        .map(BucketDefinition::name)
        .map(this::made)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no bucket " + logicalId));
  }

  /// The URL of a queue.
  public String queueUrl(String logicalId) {
    return made(template.queue(logicalId).url());
  }

  private String made(String name) {
    make(List.of(name));
    return name;
  }

  private synchronized void make(Collection<String> names) {
    if (made.addAll(names)) {
      Provisioning.named(template, names, clients());
    }
  }

  /// Takes everything out of a queue: what is there and not in somebody's hands, in order, with
  /// all its system attributes.
  public List<Message> take(String queueLogicalId) {
    String url = queueUrl(queueLogicalId);
    List<Message> taken = new ArrayList<>();
    while (true) {
      List<Message> messages =
          clients()
              .sqs()
              .receiveMessage(
                  request ->
                      request
                          .queueUrl(url)
                          .maxNumberOfMessages(10)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      if (messages.isEmpty()) {
        return taken;
      }
      for (Message message : messages) {
        taken.add(message);
        clients()
            .sqs()
            .deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
      }
    }
  }

  /// Removes the set where the servers would keep it.
  @Override
  public void close() {
    if (servers.lasting()) {
      Provisioning.nothing(template, servers.clients());
    }
  }
}
