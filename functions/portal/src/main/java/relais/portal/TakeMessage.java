package relais.portal;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.IntFunction;
import relais.blobs.BlobKeys;
import relais.blobs.FileStore;
import relais.blobs.RawStore;
import relais.channels.JsonObject;
import relais.channels.webchat.ChatPost;
import relais.conversation.Channel;
import relais.conversation.InboundItem;
import relais.conversation.Incoming;
import relais.conversation.Visitor;
import relais.runtime.InboundQueue;
import relais.runtime.Metrics;
import relais.table.Chats;

/// Takes in what a visitor writes: keep it, read it, queue it, answer. Sent again, after a lost
/// answer, it has the same name and is one message.
@Singleton
final class TakeMessage {
  private final Throttle throttle;
  private final RawStore originals;
  private final FileStore files;
  private final InboundQueue queue;
  private final Chats chats;
  private final Metrics metrics;
  private final InstantSource time;

  TakeMessage(
      Throttle throttle,
      RawStore originals,
      FileStore files,
      InboundQueue queue,
      Chats chats,
      Metrics metrics,
      InstantSource time) {
    this.throttle = throttle;
    this.originals = originals;
    this.files = files;
    this.queue = queue;
    this.chats = chats;
    this.metrics = metrics;
    this.time = time;
  }

  PortalAnswer take(PortalRequest request, Visitor visitor) {
    byte[] body = request.body();
    if (throttle.isTooMuch(Throttle.Deed.WRITE, visitor, request.address())) {
      metrics.count("ChatThrottled", Channel.WEBCHAT);
      return PortalAnswer.refused(429, "too-often").with("retry-after", "30");
    }
    if (body.length > ChatPost.MAX_BYTES) {
      return PortalAnswer.refused(413, "too-large");
    }
    Instant now = time.instant();
    String rawKey = BlobKeys.chat(visitor, now, body);
    originals.putIfAbsent(rawKey, body, "application/json", Map.of("channel", "webchat"));
    return switch (ChatPost.read(body)) {
      case ChatPost.Reading.Read(ChatPost post) -> queued(post, visitor, now, rawKey);
      case ChatPost.Reading.Unreadable(String why) -> {
        queue.send(unreadable(visitor, now, rawKey, why, body.length));
        metrics.count("ChatUnreadable", Channel.WEBCHAT);
        yield PortalAnswer.refused(400, "unreadable");
      }
    };
  }

  private PortalAnswer queued(ChatPost post, Visitor visitor, Instant now, String rawKey) {
    InboundItem.Received item =
        post.item(
            visitor,
            chats.said(visitor).name(),
            now,
            rawKey,
            message -> n -> BlobKeys.attachment(message, n));
    IntFunction<String> keys = n -> BlobKeys.attachment(Incoming.messageId(item), n);
    for (int n = 0; n < post.files().size(); n++) {
      // Sent again, a message keeps the files it had.
      if (files.findSize(keys.apply(n)).isPresent()) {
        continue;
      }
      String upload = BlobKeys.upload(visitor, post.files().get(n).upload());
      if (files.findSize(upload).isEmpty()) {
        return PortalAnswer.refused(422, "file-missing");
      }
      files.copy(upload, keys.apply(n));
    }
    queue.send(item);
    metrics.count("ChatTaken", Channel.WEBCHAT);
    return PortalAnswer.json(202, new JsonObject().with("sentAs", post.id()));
  }

  private static InboundItem unreadable(
      Visitor visitor, Instant now, String rawKey, String why, int size) {
    return new InboundItem.Quarantined(
        "quarantine/" + rawKey,
        now,
        Channel.WEBCHAT,
        InboundItem.Reason.UNREADABLE,
        why,
        visitor.chat(),
        visitor.callName(),
        null,
        rawKey,
        size);
  }
}
