package relais.rules;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import relais.conversation.InboundItem;
import relais.runtime.LogKey;

/// What failed again and again becomes an item in quarantine: a person sees it, and one button
/// gives it to the rules once more.
@Singleton
class KeepFailed {
  private static final Logger LOG = LoggerFactory.getLogger(KeepFailed.class);

  private final KeepInQuarantine keepInQuarantine;

  KeepFailed(KeepInQuarantine keepInQuarantine) {
    this.keepInQuarantine = keepInQuarantine;
  }

  void keep(InboundItem item) {
    switch (item) {
      case InboundItem.Received received ->
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
                  received.body().text().length()));
      case InboundItem.Quarantined quarantined -> keepInQuarantine.keep(quarantined);
      case InboundItem.StatusReported status ->
          // Nobody can act on a lost status; a later one, or the silence, decides the message.
          LOG.atWarn()
              .addKeyValue(LogKey.SOURCE.field(), status.source())
              .log("A status could not be recorded and is let go");
    }
  }
}
