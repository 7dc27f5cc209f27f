package relais.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import relais.mail.MailReader;
import relais.mail.ReceivedMail;

/// What the outbox page calls: the mails that left, as their recipients would read them.
final class OutboxPages {
  private final Outbox outbox;

  OutboxPages(Outbox outbox) {
    this.outbox = outbox;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/outbox/api/messages", this::list);
    routes.get("/outbox/api/messages/{id}", this::show);
    routes.get("/outbox/api/messages/{id}/raw", this::raw);
  }

  private void list(Context context) {
    ArrayNode list = Json.array();
    for (Outbox.Sent mail : outbox.list()) {
      list.add(mail.json());
    }
    ObjectNode answer = Json.object();
    answer.set("items", list);
    context
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(Json.bytes(answer));
  }

  private void show(Context context) {
    Optional<Outbox.Sent> mail = outbox.find(context.pathParam("id"));
    if (mail.isEmpty()) {
      context.status(404).result("There is no such mail.");
      return;
    }
    byte[] raw = outbox.raw(mail.get());
    ReceivedMail read = MailReader.read(raw);
    ObjectNode answer = mail.get().json().put("subject", read.subject());
    ArrayNode headers = answer.putArray("headers");
    MailHeaders.of(raw)
        .all()
        .forEach(
            header -> headers.addObject().put("name", header.name()).put("value", header.value()));
    answer.put("text", read.text()).put("html", read.html());
    ArrayNode files = answer.putArray("files");
    read.attachments()
        .forEach(
            file ->
                files
                    .addObject()
                    .put("name", file.name())
                    .put("type", file.type())
                    .put("size", file.size()));
    context.contentType("application/json").result(Json.bytes(answer));
  }

  private void raw(Context context) {
    Optional<Outbox.Sent> mail = outbox.find(context.pathParam("id"));
    if (mail.isEmpty()) {
      context.status(404).result("There is no such mail.");
      return;
    }
    context
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Disposition", "attachment; filename=\"%s.eml\"".formatted(mail.get().id()))
        .contentType("message/rfc822")
        .result(outbox.raw(mail.get()));
  }
}
