package relais.ingestemail;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// S3 that breaks off after a number of writes.
final class FailingS3 implements S3Client {
  private final S3Client real;
  private int writesLeft;

  FailingS3(S3Client real, int writesLeft) {
    this.real = real;
    this.writesLeft = writesLeft;
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    if (writesLeft == 0) {
      throw SdkClientException.create("S3 broke off");
    }
    writesLeft--;
    return real.putObject(request, body);
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    return real.getObject(request, transformer);
  }

  @Override
  public String serviceName() {
    return real.serviceName();
  }

  @Override
  public void close() {}
}
