package relais.local;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/// SES's HTTP interface, behind the gateway under `/aws/ses`.
final class SesEndpoint {
  static final String PATH = "/aws/ses";

  /// 40 MB in base 64, with the JSON around it.
  private static final int MAX_BYTES = 60 * 1024 * 1024;

  private final MailSending sending;
  private final MailDomains domains;

  SesEndpoint(MailSending sending, MailDomains domains) {
    this.sending = sending;
    this.domains = domains;
  }

  void addTo(RoutesConfig routes) {
    routes.post(PATH + "/v2/email/outbound-emails", this::send);
    routes.get(PATH + "/v2/email/identities/{domain}", this::identity);
    routes.delete(PATH + "/v2/email/suppression/addresses/{address}", this::letGo);
  }

  private void identity(Context context) {
    domains
        .find(context.pathParam("domain"))
        .ifPresentOrElse(
            identity -> context.contentType("application/json").result(Json.bytes(identity)),
            () ->
                refuse(
                    context,
                    new MailSending.Answer.Refused(
                        404, "NotFoundException", "Email identity does not exist.")));
  }

  private void letGo(Context context) {
    if (sending.letGo(context.pathParam("address"))) {
      context.contentType("application/json").result(Json.bytes(Json.object()));
    } else {
      refuse(
          context,
          new MailSending.Answer.Refused(
              404, "NotFoundException", "Email address does not exist on your suppression list."));
    }
  }

  private static void refuse(Context context, MailSending.Answer.Refused refused) {
    context
        .status(refused.status())
        .header("x-amzn-ErrorType", refused.exception())
        .contentType("application/json")
        .result(Json.bytes(Json.object().put("message", refused.message())));
  }

  private void send(Context context) throws IOException {
    byte[] request = context.req().getInputStream().readNBytes(MAX_BYTES);
    switch (sending.send(Json.read(request))) {
      case MailSending.Answer.Accepted(String messageId, boolean lost) -> {
        if (lost) {
          Connections.drop(context);
        } else {
          context
              .contentType("application/json")
              .result(Json.bytes(Json.object().put("MessageId", messageId)));
        }
      }
      case MailSending.Answer.Refused refused -> refuse(context, refused);
    }
  }
}
