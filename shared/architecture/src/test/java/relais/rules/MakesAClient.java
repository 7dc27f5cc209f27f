package relais.rules;

import software.amazon.awssdk.services.sqs.SqsClient;

/// A fault on purpose: a client that no test can replace.
public final class MakesAClient {
  private MakesAClient() {}

  static SqsClient client() {
    return SqsClient.create();
  }
}
