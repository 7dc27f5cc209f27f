package relais.channels;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.Inbox;

/// Turns what became of our messages into items.
final class StatusIntake {
  private final InboxChannel channel;
  private final WebhookArrival arrival;
  private final EventOrigin origin;
  private final QuarantineIntake quarantine;

  StatusIntake(
      InboxChannel channel,
      WebhookArrival arrival,
      EventOrigin origin,
      QuarantineIntake quarantine) {
    this.channel = channel;
    this.arrival = arrival;
    this.origin = origin;
    this.quarantine = quarantine;
  }

  /// One report; empty when it says nothing that we do not know better.
  Optional<InboundItem> find(ChannelEvent.Status status) {
    ReportedStatus.Kind kind = kind(status.progress());
    if (kind != null && status.id() == null && status.upTo() != null) {
      return Optional.of(upTo(status, status.upTo(), kind));
    }
    if (kind == null || status.id() == null) {
      return Optional.empty();
    }
    String place =
        origin.place(status.heading(), status.id()) + "/status/" + status.progress().word();
    InboundItem.MessageReference reference = CallbackReference.read(status.callback());
    if (reference == null) {
      Inbox inbox = origin.inbox(status.heading().account());
      if (inbox == null) {
        return Optional.of(quarantine.unrouted(place, status.heading().account(), null));
      }
      reference = new InboundItem.MessageReference.Theirs(inbox.id(), status.id());
    }
    return Optional.of(
        new InboundItem.StatusReported(
            origin.source(place),
            arrival.receivedAt(),
            reference,
            status.id(),
            null,
            report(kind, status)));
  }

  /// A customer has everything up to a moment.
  private InboundItem upTo(ChannelEvent.Status status, Instant moment, ReportedStatus.Kind kind) {
    Identity customer = origin.identity(status.recipient());
    Inbox inbox = origin.inbox(status.heading().account());
    String place =
        origin.place(
            status.heading(),
            "up-to/%s/%s/%s"
                .formatted(
                    status.recipient().written(), status.progress().word(), moment.toEpochMilli()));
    if (customer == null || inbox == null) {
      return quarantine.unrouted(place, status.heading().account(), status.recipient().written());
    }
    return new InboundItem.StatusReported(
        origin.source(place),
        arrival.receivedAt(),
        new InboundItem.MessageReference.UpTo(inbox.id(), customer, moment),
        null,
        null,
        report(kind, status));
  }

  private ReportedStatus report(ReportedStatus.Kind kind, ChannelEvent.Status status) {
    Instant at = origin.at(status.heading());
    if (kind != ReportedStatus.Kind.FAILED) {
      return new ReportedStatus(kind, at, null, null, false);
    }
    ProviderFailure failure =
        channel.explain(
            status.errors().isEmpty()
                ? new ChannelEvent.Problem(0, null, null)
                : status.errors().getFirst());
    return new ReportedStatus(kind, at, failure.code(), failure.reason(), failure.retryable());
  }

  /// @return null for the steps before it left, which we know better
  private static ReportedStatus.@Nullable Kind kind(Progress progress) {
    return switch (progress) {
      case SCHEDULED, ACCEPTED, QUEUED, SENDING -> null;
      case SENT -> ReportedStatus.Kind.SENT;
      case DELIVERED -> ReportedStatus.Kind.DELIVERED;
      // Who has listened to it has seen it.
      case READ, PLAYED -> ReportedStatus.Kind.READ;
      case CANCELED, UNDELIVERED, FAILED -> ReportedStatus.Kind.FAILED;
    };
  }
}
