package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import relais.channels.custom.StandardWebhooks;
import relais.channels.twilio.TwilioSignature;
import relais.conversation.Inbox;

/// The webhooks of every provider but WhatsApp, each in its own form and with its own proof.
final class PlayedWebhooks {
  private static final int ATTEMPTS = 5;

  /// An inbox with its secrets.
  record Account(Inbox.Connected inbox, String accessToken, String appSecret) {
    boolean isOf(String channel) {
      return inbox.channel().word().equals(channel);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // a body is built and sent, never compared
  private record Call(String path, byte[] body, String type, Map<String, String> headers) {}

  private final URI origin;
  private final Journal journal;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// @param origin where the gateway is
  PlayedWebhooks(URI origin, Journal journal) {
    this.origin = origin;
    this.journal = journal;
  }

  /// A customer writes.
  void wrote(Account account, PlayedChat chat, PlayedChat.Line line) {
    post(
        switch (account.inbox().channel().word()) {
          case "telegram" -> telegram(account, chat, line);
          case "sms" ->
              twilio(
                  account,
                  "",
                  Map.of(
                      "MessageSid",
                      line.id(),
                      "From",
                      chat.id(),
                      "To",
                      account.inbox().account(),
                      "Body",
                      line.text(),
                      "NumMedia",
                      "0"));
          case "messenger", "instagram" ->
              meta(
                  account,
                  messaging(account, chat, true, line.at())
                      .set(
                          "message", Json.object().put("mid", line.id()).put("text", line.text())));
          default ->
              custom(
                  account,
                  line.id(),
                  "message.received",
                  line.at(),
                  Json.object()
                      .put("id", line.id())
                      .put("text", line.text())
                      .set("from", Json.object().put("id", chat.id()).put("name", chat.name())));
        });
  }

  /// What the business sent comes back, where the channel tells that.
  void echoed(Account account, PlayedChat chat, PlayedChat.Line line) {
    switch (account.inbox().channel().word()) {
      case "messenger", "instagram" -> {
        ObjectNode message =
            Json.object().put("mid", line.id()).put("is_echo", true).put("app_id", 1);
        if (!line.text().isEmpty()) {
          message.put("text", line.text());
        }
        // Only Messenger brings back what was given along.
        if (line.reference() != null && account.inbox().channel().word().equals("messenger")) {
          message.put("metadata", line.reference());
        }
        if (!line.files().isEmpty()) {
          line.files()
              .forEach(
                  file ->
                      message
                          .withArray("attachments")
                          .addObject()
                          .put("type", file.type().startsWith("image/") ? "image" : "file")
                          .putObject("payload")
                          .put("url", "https://lookaside.fbsbx.com/" + file.id()));
        }
        post(meta(account, messaging(account, chat, false, line.at()).set("message", message)));
      }
      default -> {
        // The others tell nobody, or only who sent it.
      }
    }
  }

  /// A reply has come further: delivered or read, where the channel tells that.
  void reported(Account account, PlayedChat chat, PlayedChat.Line line, String status, Instant at) {
    boolean read = status.equals("read");
    switch (account.inbox().channel().word()) {
      case "sms" -> {
        if (!read) {
          post(
              twilio(
                  account,
                  line.reference() == null ? "" : line.reference(),
                  Map.of(
                      "MessageSid",
                      line.id(),
                      "MessageStatus",
                      status,
                      "From",
                      account.inbox().account(),
                      "To",
                      chat.id())));
        }
      }
      case "messenger" -> {
        ObjectNode piece = messaging(account, chat, true, at);
        ObjectNode told = Json.object().put("watermark", at.toEpochMilli());
        if (!read) {
          told.putArray("mids").add(line.id());
        }
        post(meta(account, piece.set(read ? "read" : "delivery", told)));
      }
      case "instagram" -> {
        if (read) {
          post(
              meta(
                  account,
                  messaging(account, chat, true, at)
                      .set("read", Json.object().put("mid", line.id()))));
        }
      }
      case "custom" ->
          post(
              custom(
                  account,
                  line.id() + "." + status,
                  "message.status",
                  at,
                  Json.object()
                      .put("id", line.id())
                      .put("status", status)
                      .put("reference", line.reference())));
      default -> {
        // Telegram tells nobody.
      }
    }
  }

  /// Something happened in a telephone call.
  ///
  /// @param query what the product wants back in the address; empty for nothing
  /// @return what is to be done next, as TwiML
  /// @throws IOException when the product gave no answer
  String asked(Account account, String query, Map<String, String> form) throws IOException {
    HttpResponse<String> answer;
    try {
      answer =
          http.send(
              request(twilio(account, query, form)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while a call is played", e);
    }
    if (answer.statusCode() != 200) {
      throw new IOException("answered with " + answer.statusCode());
    }
    return answer.body();
  }

  private static Call telegram(Account account, PlayedChat chat, PlayedChat.Line line) {
    long who = Long.parseLong(chat.id());
    ObjectNode message =
        Json.object()
            .put("message_id", Long.parseLong(line.id()))
            .put("date", line.at().getEpochSecond())
            .put("text", line.text());
    message.putObject("from").put("id", who).put("is_bot", false).put("first_name", chat.name());
    message.putObject("chat").put("id", who).put("type", "private").put("first_name", chat.name());
    ObjectNode update =
        Json.object().put("update_id", who % 1_000_000 * 10_000 + Long.parseLong(line.id()));
    return new Call(
        "/webhooks/telegram/" + account.inbox().id(),
        Json.bytes(update.set("message", message)),
        "application/json",
        Map.of("X-Telegram-Bot-Api-Secret-Token", account.appSecret()));
  }

  private Call twilio(Account account, String query, Map<String, String> form) {
    StringBuilder body = new StringBuilder("AccountSid=").append(encoded("AC0"));
    new TreeMap<>(form)
        .forEach(
            (name, value) ->
                body.append('&').append(encoded(name)).append('=').append(encoded(value)));
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    String path =
        "/webhooks/%s/%s"
            .formatted(account.inbox().channel(), account.inbox().id())
            .concat(query.isEmpty() ? "" : "?" + query);
    // The gateway in AWS is always asked over TLS, and that is the address that is signed.
    String signed = "https://" + origin.getAuthority() + path;
    return new Call(
        path,
        bytes,
        "application/x-www-form-urlencoded",
        Map.of("X-Twilio-Signature", TwilioSignature.sign(signed, bytes, account.appSecret())));
  }

  private static ObjectNode messaging(
      Account account, PlayedChat chat, boolean fromCustomer, Instant at) {
    ObjectNode piece = Json.object();
    String page = account.inbox().account();
    piece.putObject("sender").put("id", fromCustomer ? chat.id() : page);
    piece.putObject("recipient").put("id", fromCustomer ? page : chat.id());
    return piece.put("timestamp", at.toEpochMilli());
  }

  private static Call meta(Account account, JsonNode piece) {
    boolean instagram = account.inbox().channel().word().equals("instagram");
    ObjectNode payload = Json.object().put("object", instagram ? "instagram" : "page");
    ObjectNode entry =
        payload
            .putArray("entry")
            .addObject()
            .put("id", account.inbox().account())
            .put("time", piece.path("timestamp").asLong());
    entry.putArray("messaging").add(piece);
    byte[] body = WebhookSender.escaped(payload.toString()).getBytes(StandardCharsets.US_ASCII);
    return new Call(
        "/webhooks/" + account.inbox().channel(),
        body,
        "application/json",
        Map.of("X-Hub-Signature-256", WebhookSender.signature(body, account.appSecret())));
  }

  private static Call custom(Account account, String id, String type, Instant at, JsonNode data) {
    byte[] body =
        Json.bytes(
            Json.object().put("type", type).put("timestamp", at.toString()).set("data", data));
    return new Call(
        "/webhooks/custom/" + account.inbox().id(),
        body,
        "application/json",
        StandardWebhooks.headers("msg_" + id, Instant.now(), body, account.appSecret()));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private HttpRequest.Builder request(Call call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + call.path()))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", call.type())
            .POST(HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::header);
    return request;
  }

  private void post(Call call) {
    HttpRequest.Builder request = request(call);
    String trouble = "not answered";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        int status =
            http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status == 200) {
          return;
        }
        trouble = "answered with " + status;
        Thread.sleep(Duration.ofSeconds(1L << attempt));
      } catch (IOException e) {
        trouble = String.valueOf(e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    journal.failed("A webhook of the simulator was given up", new IOException(trouble));
  }
}
