package relais.delivery;

import java.util.ArrayList;
import java.util.List;
import relais.mail.MailReader;
import relais.mail.ReceivedMail;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.SendEmailRequest;
import software.amazon.awssdk.services.sesv2.model.SendEmailResponse;

/// Takes every mail, and remembers what it was asked to send.
final class RecordedSes implements SesV2Client {
  private final List<SendEmailRequest> requests = new ArrayList<>();

  @Override
  public SendEmailResponse sendEmail(SendEmailRequest request) {
    requests.add(request);
    return SendEmailResponse.builder().messageId("ses-" + requests.size()).build();
  }

  SendEmailRequest last() {
    return requests.getLast();
  }

  boolean isUnused() {
    return requests.isEmpty();
  }

  /// The last mail as its receivers got it.
  byte[] lastRaw() {
    return last().content().raw().data().asByteArray();
  }

  ReceivedMail lastMail() {
    return MailReader.read(lastRaw());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
