package relais.embedded;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the AWS services answer and with which credentials.
public record Endpoints(
    URI dynamoDb, URI sqs, URI s3, URI ssm, String region, String accountId, Login login) {

  /// Credentials of whoever calls.
  public record Login(String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
      return accessKeyId;
    }
  }

  /// All services behind one address, as LocalStack has them.
  public static Endpoints all(URI address, String region, String accountId, Login login) {
    return new Endpoints(address, address, address, address, region, accountId, login);
  }

  /// The same as variables that the AWS SDK and the functions understand.
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_REGION", region);
    variables.put("AWS_ACCESS_KEY_ID", login.accessKeyId());
    variables.put("AWS_SECRET_ACCESS_KEY", login.secretAccessKey());
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
    variables.put("AWS_ENDPOINT_URL_SQS", sqs.toString());
    variables.put("AWS_ENDPOINT_URL_S3", s3.toString());
    variables.put("AWS_ENDPOINT_URL_SSM", ssm.toString());
    return variables;
  }

  /// A copy of the system there.
  ///
  /// @param prefix begins its physical names, see [Places]
  public Places places(String prefix) {
    return new Places(prefix, region, accountId, sqs);
  }
}
