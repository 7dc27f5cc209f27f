package relais.runtime;

import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.channels.ProviderApi;

/// What a function is told from outside, read once at start. A variable that is missing is an error
/// only when it is needed: each function is given only those it uses.
///
/// @param variables by name, as template.yaml gives them
/// @param given whether they were handed over by whoever runs the function in this JVM, rather than
///     being those of the process
public record Environment(Map<String, String> variables, boolean given) {
  private static final String PROPERTY_SOURCE = "template.yaml";

  public Environment {
    variables = Map.copyOf(variables);
  }

  /// Hands a function its variables where several share one JVM: give this to the builder of its
  /// ApplicationContext. The process's own variables are not looked at then.
  public static PropertySource propertySource(Map<String, String> variables) {
    return MapPropertySource.of(PROPERTY_SOURCE, new LinkedHashMap<>(variables));
  }

  static Environment of(
      io.micronaut.context.env.Environment micronaut, Map<String, String> process) {
    for (PropertySource source : micronaut.getPropertySources()) {
      if (source.getName().equals(PROPERTY_SOURCE)) {
        Map<String, String> variables = new LinkedHashMap<>();
        source.forEach(name -> variables.put(name, String.valueOf(source.get(name))));
        return new Environment(variables, true);
      }
    }
    return new Environment(process, false);
  }

  /// The table.
  public String tableName() {
    return required("TABLE_NAME");
  }

  /// The bucket of untouched originals.
  public String rawBucket() {
    return required("RAW_BUCKET");
  }

  /// The bucket of files and long bodies.
  public String filesBucket() {
    return required("FILES_BUCKET");
  }

  /// Where what came in goes.
  public String inboundQueueUrl() {
    return required("INBOUND_QUEUE_URL");
  }

  /// Where messages to send go.
  public String outboundQueueUrl() {
    return required("OUTBOUND_QUEUE_URL");
  }

  /// Where replies wait for their time.
  public String waitingQueueUrl() {
    return required("WAITING_QUEUE_URL");
  }

  /// Where conversations without owner go.
  public String assignmentQueueUrl() {
    return required("ASSIGNMENT_QUEUE_URL");
  }

  /// Where files to fetch go.
  public String mediaQueueUrl() {
    return required("MEDIA_QUEUE_URL");
  }

  /// The management API of the live connections.
  public URI liveEndpoint() {
    return URI.create(required("LIVE_ENDPOINT"));
  }

  /// Where browsers connect to, `wss://…`.
  public String liveUrl() {
    return required("LIVE_URL");
  }

  /// The origin under which people open the app, `https://…`.
  public String appOrigin() {
    return required("APP_ORIGIN");
  }

  /// Where a provider is spoken to, without a slash at its end; empty when each inbox has a
  /// provider of its own.
  public String api(ProviderApi api) {
    String usual = api.usual();
    String address = variables.getOrDefault(api.variable(), usual == null ? "" : usual);
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  /// Whether a provider may be called there. An address that an admin wrote down has to lead to the
  /// outside, encrypted, or to where we are told to speak to such channels instead.
  ///
  /// @throws UnknownHostException when its name leads nowhere at the moment
  public boolean mayCall(ProviderApi api, URI address) throws UnknownHostException {
    String instead = api(api);
    return api.usual() != null
        || (!instead.isEmpty() && address.toString().startsWith(instead + "/"))
        || ("https".equals(address.getScheme())
            && address.getHost() != null
            && PublicAddresses.areAll(address.getHost()));
  }

  /// Where providers send their webhooks, without the channel.
  public String webhooksUrl() {
    return required("WEBHOOKS_URL");
  }

  /// What CloudFront adds to requests that come through it.
  public String edgeProof() {
    return required("EDGE_PROOF");
  }

  /// The SES configuration set that mails are sent with.
  public String sesConfigurationSet() {
    return required("SES_CONFIGURATION_SET");
  }

  /// The name server to ask, `host:port`; null for those of the machine.
  public @Nullable String nameServer() {
    return variables.get("NAME_SERVER");
  }

  /// The path in Parameter Store below which the channels' secrets are.
  public String parameterPrefix() {
    return required("PARAMETER_PREFIX");
  }

  /// The AWS region.
  public String region() {
    return required("AWS_REGION");
  }

  /// Whether this is a Lambda function in AWS.
  public boolean onLambda() {
    return variables.containsKey("AWS_LAMBDA_FUNCTION_NAME");
  }

  /// Where a service answers when it is not the real one, else null.
  ///
  /// @param service as in the SDK's `AWS_ENDPOINT_URL_<SERVICE>`: DYNAMODB, SQS, S3, SSM, SESV2, …
  public @Nullable URI endpoint(String service) {
    String own = variables.get("AWS_ENDPOINT_URL_" + service);
    String address = own == null ? variables.get("AWS_ENDPOINT_URL") : own;
    return address == null || address.isBlank() ? null : URI.create(address);
  }

  /// The value of a variable.
  ///
  /// @throws IllegalStateException when the function was not given it; the message names it
  public String required(String name) {
    String value = variables.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          "The variable %s is not set. Give it to the function in template.yaml.".formatted(name));
    }
    return value;
  }
}
