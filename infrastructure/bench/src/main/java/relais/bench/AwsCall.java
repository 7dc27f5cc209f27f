package relais.bench;

import java.util.List;

/// One request that a function sent to AWS.
///
/// @param function its logical id
/// @param service such as `dynamodb`
/// @param operation such as `TransactWriteItems`
/// @param rights what IAM is asked for it
/// @param readUnits what DynamoDB charges for reading, 0 for other services
/// @param writeUnits what DynamoDB charges for writing, 0 for other services
/// @param sentBytes how long its body was
record AwsCall(
    String function,
    String service,
    String operation,
    List<Right> rights,
    double readUnits,
    double writeUnits,
    long sentBytes) {
  AwsCall {
    rights = List.copyOf(rights);
  }

  /// An action on a resource, which is named by its physical name and what is below it.
  record Right(String action, String resource) implements Comparable<Right> {
    @Override
    public int compareTo(Right other) {
      int byAction = action.compareTo(other.action);
      return byAction == 0 ? resource.compareTo(other.resource) : byAction;
    }
  }
}
