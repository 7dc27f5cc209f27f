package relais.api;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.DeleteSuppressedDestinationRequest;
import software.amazon.awssdk.services.sesv2.model.DeleteSuppressedDestinationResponse;
import software.amazon.awssdk.services.sesv2.model.GetEmailIdentityRequest;
import software.amazon.awssdk.services.sesv2.model.GetEmailIdentityResponse;
import software.amazon.awssdk.services.sesv2.model.NotFoundException;

/// SES with the identities a test gives it.
final class KnownIdentities implements SesV2Client {
  private final Map<String, GetEmailIdentityResponse> known = new ConcurrentHashMap<>();
  private final Set<String> suppressed = ConcurrentHashMap.newKeySet();
  private volatile boolean broken;

  void know(String domain, GetEmailIdentityResponse identity) {
    known.put(domain, identity);
  }

  /// Puts an address on the list of those that nothing is sent to.
  void suppress(String address) {
    suppressed.add(address);
  }

  boolean suppresses(String address) {
    return suppressed.contains(address);
  }

  @Override
  public DeleteSuppressedDestinationResponse deleteSuppressedDestination(
      DeleteSuppressedDestinationRequest request) {
    if (broken) {
      throw SdkClientException.create("Nobody there.");
    }
    if (!suppressed.remove(request.emailAddress())) {
      throw NotFoundException.builder().message("Not on the list.").build();
    }
    return DeleteSuppressedDestinationResponse.builder().build();
  }

  /// From now on nobody answers.
  void breakDown() {
    broken = true;
  }

  @Override
  public GetEmailIdentityResponse getEmailIdentity(GetEmailIdentityRequest request) {
    if (broken) {
      throw SdkClientException.create("Nobody there.");
    }
    GetEmailIdentityResponse identity = known.get(request.emailIdentity());
    if (identity == null) {
      throw NotFoundException.builder().message("Email identity does not exist.").build();
    }
    return identity;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
