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

  SesEndpoint(MailSending sending) {
    this.sending = sending;
  }

  void addTo(RoutesConfig routes) {
    routes.post(PATH + "/v2/email/outbound-emails", this::send);
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
      case MailSending.Answer.Refused(int status, String exception, String message) ->
          context
              .status(status)
              .header("x-amzn-ErrorType", exception)
              .contentType("application/json")
              .result(Json.bytes(Json.object().put("message", message)));
    }
  }
}
