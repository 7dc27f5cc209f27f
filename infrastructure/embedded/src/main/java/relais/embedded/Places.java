package relais.embedded;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/// Where the resources of one copy of the system are, and what they are called there.
///
/// Two copies with different prefixes share the same servers without seeing each other.
///
/// @param prefix begins every physical name: lower case letters, digits and hyphens, may be empty
/// @param queues where queue URLs begin, such as `http://127.0.0.1:8028`
public record Places(String prefix, String region, String accountId, URI queues) {
  private static final Pattern PREFIX = Pattern.compile("[a-z0-9-]{0,30}");
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  public Places {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "A prefix has at most 30 lower case letters, digits and hyphens, was '%s'"
              .formatted(prefix));
    }
  }

  /// The physical name of anything without rules of its own: `relais-RelayFunction`.
  String name(String logicalId) {
    return prefix + logicalId;
  }

  /// The physical name of a bucket, which DNS wants in lower case: `relais-raw-bucket`.
  String bucket(String logicalId) {
    return prefix + HUMP.matcher(logicalId).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /// The URL a queue of this name has.
  String queueUrl(String queueName) {
    String base = queues.toString();
    return (base.endsWith("/") ? base : base + "/") + accountId + "/" + queueName;
  }

  /// The ARN of something in this region and account.
  String arn(String service, String resource) {
    return "arn:aws:%s:%s:%s:%s".formatted(service, region, accountId, resource);
  }
}
