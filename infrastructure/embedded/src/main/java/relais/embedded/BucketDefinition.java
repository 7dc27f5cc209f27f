package relais.embedded;

/// An S3 bucket.
///
/// @param name the physical name
public record BucketDefinition(String logicalId, String name) {
  static BucketDefinition of(Scope scope, String logicalId) {
    return new BucketDefinition(logicalId, scope.places().bucket(logicalId));
  }
}
