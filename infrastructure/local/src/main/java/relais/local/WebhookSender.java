package relais.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Posts webhooks as Meta does: escaped, signed, one after the other, again when not answered with
/// 200. On request it sends each one twice, or two in the wrong order.
final class WebhookSender implements AutoCloseable {
  private static final int ATTEMPTS = 6;
  private static final Duration ORDER_PATIENCE = Duration.ofSeconds(3);

  private record Webhook(String body, String signature) {}

  private final URI target;
  private final Journal journal;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final ScheduledExecutorService postman =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("webhooks").daemon().factory());
  private @Nullable Webhook held;
  private volatile boolean twice;
  private volatile boolean outOfOrder;

  WebhookSender(URI target, Journal journal) {
    this.target = target;
    this.journal = journal;
  }

  void misbehave(boolean sendTwice, boolean sendOutOfOrder) {
    twice = sendTwice;
    outOfOrder = sendOutOfOrder;
  }

  boolean twice() {
    return twice;
  }

  boolean outOfOrder() {
    return outOfOrder;
  }

  /// Sends a payload after a while.
  ///
  /// @return done when the webhook was answered with 200, or given up
  Future<?> send(JsonNode payload, String appSecret, Duration delay) {
    String body = escaped(payload.toString());
    byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
    Webhook webhook = new Webhook(body, signature(bytes, appSecret));
    return postman.schedule(() -> inTurn(webhook), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void inTurn(Webhook webhook) {
    List<Webhook> now = new ArrayList<>();
    if (outOfOrder && held == null) {
      held = webhook;
      Future<?> unused =
          postman.schedule(this::releaseHeld, ORDER_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return;
    }
    now.add(webhook);
    if (held != null) {
      now.add(held);
      held = null;
    }
    for (Webhook one : now) {
      post(one, 1);
      if (twice) {
        post(one, 1);
      }
    }
  }

  private void releaseHeld() {
    if (held != null) {
      Webhook late = held;
      held = null;
      post(late, 1);
    }
  }

  private void post(Webhook webhook, int attempt) {
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("User-Agent", "facebookexternalua")
            .header("X-Hub-Signature-256", webhook.signature())
            .POST(HttpRequest.BodyPublishers.ofString(webhook.body(), StandardCharsets.US_ASCII))
            .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status != 200) {
        tryAgain(webhook, attempt, new IOException("answered with " + status));
      }
    } catch (IOException e) {
      tryAgain(webhook, attempt, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryAgain(Webhook webhook, int attempt, IOException trouble) {
    if (attempt == ATTEMPTS) {
      journal.failed("A webhook of the simulator was given up", trouble);
      return;
    }
    Future<?> unused =
        postman.schedule(() -> post(webhook, attempt + 1), 1L << attempt, TimeUnit.SECONDS);
  }

  static String signature(byte[] body, String appSecret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(appSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every JDK has HmacSHA256", e);
    }
  }

  /// Meta's way of writing JSON: everything beyond ASCII as lower-case escapes, slashes escaped.
  static String escaped(String json) {
    StringBuilder ascii = new StringBuilder(json.length() + 64);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '/') {
        ascii.append("\\/");
      } else if (c > 126) {
        ascii.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        ascii.append(c);
      }
    }
    return ascii.toString();
  }

  @Override
  public void close() {
    postman.shutdownNow();
    http.close();
  }
}
