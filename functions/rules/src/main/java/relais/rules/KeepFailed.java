package relais.rules;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.blobs.BlobKeys;
import relais.blobs.RawStore;
import relais.conversation.Channel;
import relais.conversation.InboundItem;
import relais.runtime.InboundItemJson;
import relais.runtime.LogKey;
import relais.table.Health;
import relais.table.Table;

/// What failed again and again becomes an item in quarantine: a person sees it, and one button
/// gives it to the rules once more.
@Singleton
@Requires(beans = RawStore.class) // the other function of this zip has none
class KeepFailed {
  private static final Logger LOG = LoggerFactory.getLogger(KeepFailed.class);

  private final KeepInQuarantine keepInQuarantine;
  private final RawStore originals;
  private final Health health;
  private final InstantSource time;

  KeepFailed(
      KeepInQuarantine keepInQuarantine, RawStore originals, Table table, InstantSource time) {
    this.keepInQuarantine = keepInQuarantine;
    this.originals = originals;
    this.health = new Health(table);
    this.time = time;
  }

  /// Keeps what a message of the queue says, or the message itself when it says nothing we know.
  ///
  /// @param sqsMessageId SQS's name for the message
  void keep(String body, String sqsMessageId) {
    InboundItem item;
    try {
      item = InboundItemJson.read(body);
    } catch (IllegalArgumentException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue(LogKey.SQS_MESSAGE_ID.field(), sqsMessageId)
          .log("A message is no inbound item; it goes to quarantine as it is");
      keepAsItIs(body, sqsMessageId);
      return;
    }
    keep(item);
  }

  /// The body is stored first, so that it can be looked at.
  private void keepAsItIs(String body, String sqsMessageId) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String key = BlobKeys.undelivered(sqsMessageId);
    boolean unused = originals.putIfAbsent(key, bytes, "text/plain; charset=utf-8", Map.of());
    keepInQuarantine.keep(
        new InboundItem.Quarantined(
            "undelivered/" + sqsMessageId,
            time.instant(),
            Channel.EMAIL,
            InboundItem.Reason.PROCESSING_FAILED,
            "A message on the inbound queue is none of ours. Look at the original to see what it"
                + " is, then dismiss it.",
            null,
            null,
            null,
            key,
            bytes.length));
  }

  private void keep(InboundItem item) {
    switch (item) {
      case InboundItem.Received received -> {
        health.failed(received.inbox(), time.instant(), received.source());
        keepInQuarantine.keep(
            new InboundItem.Quarantined(
                "failed/" + received.source(),
                received.receivedAt(),
                received.channel(),
                InboundItem.Reason.PROCESSING_FAILED,
                "Taking this message in failed five times. Try it again; if it fails again, the"
                    + " log of the rules function says why.",
                received.inbox(),
                received.from().value(),
                null,
                received.rawKey(),
                received.body().text().length(),
                received.postmark()));
      }
      case InboundItem.Amended amended -> {
        health.failed(amended.inbox(), time.instant(), amended.source());
        keepInQuarantine.keep(
            new InboundItem.Quarantined(
                "failed/" + amended.source(),
                amended.receivedAt(),
                amended.channel(),
                InboundItem.Reason.PROCESSING_FAILED,
                "Taking in what became of an earlier message failed five times. Try it again; if it"
                    + " fails again, the log of the rules function says why.",
                amended.inbox(),
                amended.customer().value(),
                null,
                amended.rawKey(),
                0));
      }
      case InboundItem.SentByAccount sent -> {
        health.failed(sent.inbox(), time.instant(), sent.source());
        keepInQuarantine.keep(
            new InboundItem.Quarantined(
                "failed/" + sent.source(),
                sent.receivedAt(),
                sent.channel(),
                InboundItem.Reason.PROCESSING_FAILED,
                "Taking in what was written outside of Relais failed five times. Try it again; if"
                    + " it fails again, the log of the rules function says why.",
                sent.inbox(),
                sent.to().value(),
                null,
                sent.rawKey(),
                sent.body().text().length()));
      }
      case InboundItem.Quarantined quarantined -> keepInQuarantine.keep(quarantined);
      case InboundItem.AccountReported report ->
          // The provider's list, which is read every few hours, says the same.
          LOG.atWarn()
              .addKeyValue(LogKey.SOURCE.field(), report.source())
              .log("A report on an account could not be recorded and is let go");
      case InboundItem.CallReported report ->
          // The call itself stands in its conversation; only what came of it stays unknown.
          LOG.atWarn()
              .addKeyValue(LogKey.SOURCE.field(), report.source())
              .log("A report on a call could not be recorded and is let go");
      case InboundItem.StatusReported status ->
          // Nobody can act on a lost status; a later one, or the silence, decides the message.
          LOG.atWarn()
              .addKeyValue(LogKey.SOURCE.field(), status.source())
              .log("A status could not be recorded and is let go");
    }
  }
}
