package relais.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The steps of an outgoing message. Each takes the message as it is stored and gives the message
/// as it should be stored, or nothing when there is nothing to do; the table refuses a step from a
/// state that is no longer so.
public final class Sending {
  /// How long a provider may keep silent about a message whose fate we did not see. After it, the
  /// message goes out again only if the provider has reported on others since.
  public static final Duration EVIDENCE_GRACE = Duration.ofMinutes(2);

  /// The code of a failure that may not be one: the provider kept silent.
  public static final String OUTCOME_UNKNOWN = "outcome-unknown";

  /// How long a message waits after each refusal "not now": five hours in all.
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(2),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofMinutes(40),
          Duration.ofHours(1),
          Duration.ofHours(3));

  private Sending() {}

  /// Begins to hand a message over. Empty when this attempt is not the one that waits: a second
  /// delivery of the same job then does nothing.
  public static Optional<Entry.OutboundMessage> begin(
      Entry.OutboundMessage message, int attempt, Instant now) {
    return message.status() instanceof DeliveryStatus.Queued queued
            && queued.attempt() == attempt
            && queued.notBefore() == null
        ? Optional.of(message.with(new DeliveryStatus.Sending(now, attempt)))
        : Optional.empty();
  }

  /// Begins to hand over a message that its channel takes in portions only.
  ///
  /// @param portions how many; those that left at an earlier attempt count
  public static Optional<Entry.OutboundMessage> begin(
      Entry.OutboundMessage message, int attempt, int portions, Instant now) {
    return begin(message, attempt, now)
        .map(
            begun ->
                portions == 1 || begun.portions().size() == portions
                    ? begun
                    : begun.withPortions(Collections.nCopies(portions, "")));
  }

  /// The provider has taken over a portion under a name of its own. The message is sent once it has
  /// them all; which it has stays known whatever becomes of the others.
  ///
  /// @param portion its place, from 0
  public static Entry.OutboundMessage accepted(
      Entry.OutboundMessage message, int portion, String providerId, Instant now) {
    if (message.portions().isEmpty()) {
      return accepted(message, providerId, now);
    }
    Entry.OutboundMessage named = named(message, portion, providerId);
    int attempt = message.status().attempt();
    if (named.missingPortions().isEmpty()) {
      return named.with(new DeliveryStatus.Sent(now, attempt));
    }
    // Somebody else may have found out in the meantime that an earlier one failed.
    return message.status() instanceof DeliveryStatus.Sending
        ? named.with(new DeliveryStatus.Sending(now, attempt))
        : named;
  }

  /// Hands the rest of a message over later: what has left so far took long.
  public static Entry.OutboundMessage interrupted(Entry.OutboundMessage message, Instant now) {
    return message.with(new DeliveryStatus.Queued(now, message.status().attempt() + 1));
  }

  private static Entry.OutboundMessage named(
      Entry.OutboundMessage message, int portion, String providerId) {
    List<String> portions = new ArrayList<>(message.portions());
    portions.set(portion, providerId);
    Entry.OutboundMessage named = message.withPortions(portions);
    return portion == 0 && !providerId.isEmpty() ? named.withProviderId(providerId) : named;
  }

  /// The provider has taken it over under a name of its own.
  public static Entry.OutboundMessage accepted(
      Entry.OutboundMessage message, String providerId, Instant now) {
    return message
        .withProviderId(providerId)
        .with(new DeliveryStatus.Sent(now, message.status().attempt()));
  }

  /// The provider has answered that it will not, for good.
  public static Entry.OutboundMessage refused(
      Entry.OutboundMessage message, String code, String reason, boolean retryable, Instant now) {
    return message.with(
        new DeliveryStatus.Failed(now, message.status().attempt(), code, reason, retryable));
  }

  /// The provider has answered that it will not now. The message waits longer each time; after
  /// the last wait, a person decides. A call does not wait.
  public static Entry.OutboundMessage postponed(
      Entry.OutboundMessage message, String code, String trouble, Instant now) {
    int attempt = message.status().attempt();
    if (message.isCall()) {
      // Nobody wants to be rung when it suits the provider.
      return refused(message, code, trouble, false, now);
    }
    return attempt > WAITS.size()
        ? refused(message, code, trouble, true, now)
        : message.with(
            new DeliveryStatus.Queued(
                now, attempt, code, trouble, now.plus(WAITS.get(attempt - 1))));
  }

  /// Sends a failed message once more, by hand.
  ///
  /// @param attempt the attempt that the person saw fail; a second click finds another one
  public static Optional<Entry.OutboundMessage> retry(
      Entry.OutboundMessage message, int attempt, Instant now) {
    return message.status() instanceof DeliveryStatus.Failed failed
            && failed.retryable()
            && failed.attempt() == attempt
        ? Optional.of(message.with(new DeliveryStatus.Queued(now, attempt + 1)))
        : Optional.empty();
  }

  /// When the table should bring a message up again by itself; empty when somebody else will.
  public static Optional<Instant> dueAt(DeliveryStatus status) {
    return switch (status) {
      case DeliveryStatus.Scheduled scheduled -> Optional.of(scheduled.dueAt());
      case DeliveryStatus.Queued queued -> Optional.ofNullable(queued.notBefore());
      case DeliveryStatus.Sending sending -> Optional.of(sending.at().plus(EVIDENCE_GRACE));
      case DeliveryStatus.Sent _,
          DeliveryStatus.Delayed _,
          DeliveryStatus.Delivered _,
          DeliveryStatus.Read _,
          DeliveryStatus.Failed _,
          DeliveryStatus.Complained _,
          DeliveryStatus.Held _,
          DeliveryStatus.Cancelled _ ->
          Optional.empty();
    };
  }

  /// Takes up a message that is due: one whose wait is over is queued again, and one that we lost
  /// sight of is decided as [#afterSilence] says.
  ///
  /// @param providerHeardAt when the inbox's provider last reported anything, before 1970 if never
  public static Optional<Entry.OutboundMessage> takenUp(
      Entry.OutboundMessage message, Instant providerHeardAt, Instant now) {
    if (message.status() instanceof DeliveryStatus.Queued queued) {
      Instant notBefore = queued.notBefore();
      return notBefore == null || now.isBefore(notBefore)
          ? Optional.empty()
          : Optional.of(
              message.with(
                  new DeliveryStatus.Queued(
                      now, queued.attempt() + 1, queued.code(), queued.trouble(), null)));
    }
    return afterSilence(message, providerHeardAt, now);
  }

  /// Decides about a message that was being handed over when we lost sight of it. While the
  /// provider may still speak, nothing. Then: if the provider has reported on something newer, it
  /// never took this one, and it is queued again; if not, a person decides, for a customer must
  /// not be answered twice. A call is never begun again by itself.
  ///
  /// @param providerHeardAt when the inbox's provider last reported anything, before 1970 if never
  static Optional<Entry.OutboundMessage> afterSilence(
      Entry.OutboundMessage message, Instant providerHeardAt, Instant now) {
    if (!(message.status() instanceof DeliveryStatus.Sending sending)
        || now.isBefore(sending.at().plus(EVIDENCE_GRACE))) {
      return Optional.empty();
    }
    if (message.isCall()) {
      return Optional.of(
          message.with(
              new DeliveryStatus.Failed(
                  now,
                  sending.attempt(),
                  OUTCOME_UNKNOWN,
                  "We lost sight of this call while it was begun. It may have been made. Call again"
                      + " if nobody was rung.",
                  false)));
    }
    if (providerHeardAt.isAfter(sending.at().plus(EVIDENCE_GRACE.dividedBy(2)))) {
      return Optional.of(message.with(new DeliveryStatus.Queued(now, sending.attempt() + 1)));
    }
    return Optional.of(
        message.with(
            new DeliveryStatus.Failed(
                now,
                sending.attempt(),
                OUTCOME_UNKNOWN,
                "We lost sight of this message while it was handed over and the provider has not"
                    + " reported on it. It may have arrived. Check before you send it again.",
                true)));
  }

  /// Takes in what a provider reports under a name of its own. A report on another attempt than
  /// the one that is on its way says nothing about this one.
  ///
  /// @param providerId null when the report does not say
  /// @param portion which portion of the message it is about, for a message in portions whose
  ///     names do not tell; negative when nothing does
  public static Optional<Entry.OutboundMessage> reported(
      Entry.OutboundMessage message,
      InboundItem.ReportedStatus report,
      @Nullable String providerId,
      int portion) {
    if (message.portions().isEmpty()) {
      return reported(message, report, providerId);
    }
    if (providerId == null) {
      return message.missingPortions().isEmpty() ? reported(message, report) : Optional.empty();
    }
    int known = message.portions().indexOf(providerId);
    int about = known < 0 ? portion : known;
    if (about < 0
        || about >= message.portions().size()
        || (known < 0 && !message.portions().get(about).isEmpty())) {
      return Optional.empty();
    }
    return report.kind() == InboundItem.ReportedStatus.Kind.FAILED
        ? lost(message, report, about)
        : arrived(message, report, about, providerId);
  }

  /// A portion did not arrive: it is the one that is sent once more.
  private static Optional<Entry.OutboundMessage> lost(
      Entry.OutboundMessage message, InboundItem.ReportedStatus report, int portion) {
    Entry.OutboundMessage without = named(message, portion, "");
    DeliveryStatus before = message.status();
    // That the last one was read says nothing about those before it.
    boolean another =
        portion < message.portions().size() - 1
            && (before instanceof DeliveryStatus.Delivered
                || before instanceof DeliveryStatus.Read);
    return another
        ? Optional.of(without.with(failed(report, before.attempt(), report.retryable())))
        : reported(without, report);
  }

  /// A portion is somewhere. The message is as far as its last one, once it has left as a whole.
  private static Optional<Entry.OutboundMessage> arrived(
      Entry.OutboundMessage message,
      InboundItem.ReportedStatus report,
      int portion,
      String providerId) {
    Entry.OutboundMessage named = named(message, portion, providerId);
    Optional<Entry.OutboundMessage> moved = Optional.empty();
    if (named.missingPortions().isEmpty()) {
      boolean last = portion == named.portions().size() - 1;
      moved =
          reported(
              named,
              last
                  ? report
                  : new InboundItem.ReportedStatus(
                      InboundItem.ReportedStatus.Kind.SENT, report.at(), null, null, false));
    }
    return moved.isPresent() || named.equals(message) ? moved : Optional.of(named);
  }

  /// Takes in what a provider reports on a message that left as one.
  ///
  /// @param providerId null when the report does not say
  public static Optional<Entry.OutboundMessage> reported(
      Entry.OutboundMessage message,
      InboundItem.ReportedStatus report,
      @Nullable String providerId) {
    String known = message.providerId();
    boolean anotherAttempt = providerId != null && known != null && !known.equals(providerId);
    return anotherAttempt ? Optional.empty() : reported(message, report);
  }

  /// Takes in what a provider reports. The status moves forward only: queued, sending, sent,
  /// delayed, delivered, read, complained. A failure counts unless a newer attempt is on its way or
  /// better is known: reading, and for a chat delivery. A mail can come back after it was
  /// delivered, and it may have several recipients, of whom one did not get it.
  public static Optional<Entry.OutboundMessage> reported(
      Entry.OutboundMessage message, InboundItem.ReportedStatus report) {
    Instant at = report.at();
    DeliveryStatus before = message.status();
    DeliveryStatus next =
        switch (report.kind()) {
          case SENT -> new DeliveryStatus.Sent(at, before.attempt());
          case DELAYED -> new DeliveryStatus.Delayed(at, before.attempt(), reason(report));
          case COMPLAINED -> new DeliveryStatus.Complained(at, before.attempt(), reason(report));
          case DELIVERED -> new DeliveryStatus.Delivered(at, before.attempt());
          case READ -> new DeliveryStatus.Read(at, before.attempt());
          case FAILED ->
              failed(
                  report, before.attempt(), report.retryable() && !hasSeveralRecipients(message));
        };
    boolean speaksOfAnOlderAttempt =
        next instanceof DeliveryStatus.Failed
            && before.attempt() > 1
            && before instanceof DeliveryStatus.Queued
            && !at.isAfter(before.at());
    boolean mail = message.mail() != null;
    return rank(next, mail) > rank(before, mail) && !speaksOfAnOlderAttempt
        ? Optional.of(message.with(next))
        : Optional.empty();
  }

  private static DeliveryStatus.Failed failed(
      InboundItem.ReportedStatus report, int attempt, boolean retryable) {
    return new DeliveryStatus.Failed(
        report.at(),
        attempt,
        report.code() == null ? "failed" : report.code(),
        reason(report),
        retryable);
  }

  private static String reason(InboundItem.ReportedStatus report) {
    return report.reason() == null ? "The provider gave no reason." : report.reason();
  }

  /// Who sends it once more sends it to all, also to those who have it.
  private static boolean hasSeveralRecipients(Entry.OutboundMessage message) {
    MailFields mail = message.mail();
    return mail != null && mail.addressing().recipients().skip(1).findAny().isPresent();
  }

  private static int rank(DeliveryStatus status, boolean mail) {
    return switch (status) {
      case DeliveryStatus.Scheduled _, DeliveryStatus.Held _, DeliveryStatus.Queued _ -> 0;
      case DeliveryStatus.Sending _ -> 1;
      case DeliveryStatus.Failed failed -> failed.code().equals(OUTCOME_UNKNOWN) ? 2 : mail ? 7 : 5;
      case DeliveryStatus.Sent _ -> 3;
      case DeliveryStatus.Delayed _ -> 4;
      case DeliveryStatus.Delivered _ -> 6;
      case DeliveryStatus.Read _ -> 8;
      case DeliveryStatus.Complained _ -> 9;
      // Nobody was given it, so nobody can report on it.
      case DeliveryStatus.Cancelled _ -> 10;
    };
  }
}
