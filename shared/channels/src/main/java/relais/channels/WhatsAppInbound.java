package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import relais.channels.WhatsAppEvent.BusinessNumber;
import relais.channels.WhatsAppEvent.Customer;
import relais.channels.WhatsAppEvent.Moment;
import relais.channels.WhatsAppEvent.Progress;
import relais.conversation.Channel;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Reason;
import relais.conversation.Inbox;
import relais.conversation.InboxId;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;

/// Turns the events of one payload into what travels on the inbound queue.
final class WhatsAppInbound {
  private static final int MAX_NAME = 200;

  private final WebhookArrival arrival;
  private final long size;

  /// By source: what a payload says twice counts once.
  private final Map<String, InboundItem> items = new LinkedHashMap<>();

  private final List<WebhookReading.Notice> notices = new ArrayList<>();

  private WhatsAppInbound(WebhookArrival arrival, long size) {
    this.arrival = arrival;
    this.size = size;
  }

  static WebhookReading read(byte[] body, WebhookArrival arrival) {
    WhatsAppInbound inbound = new WhatsAppInbound(arrival, body.length);
    for (WhatsAppEvent event : WhatsAppWebhook.read(body)) {
      inbound.take(event);
    }
    return new WebhookReading(List.copyOf(inbound.items.values()), inbound.notices);
  }

  private void take(WhatsAppEvent event) {
    switch (event) {
      case WhatsAppEvent.Message message -> add(message(message));
      case WhatsAppEvent.MessageStatus status -> add(status(status));
      case WhatsAppEvent.Echo echo -> add(echo(echo));
      case WhatsAppEvent.Trouble trouble ->
          add(
              quarantined(
                  "trouble/" + hash(trouble.raw()),
                  Reason.UNKNOWN_TYPE,
                  trouble.number(),
                  null,
                  trouble(trouble)));
      case WhatsAppEvent.Notice notice ->
          notices.add(
              new WebhookReading.Notice(
                  notice.field(), notice.event() == null ? "" : notice.event(), notice.pointer()));
      case WhatsAppEvent.Unknown unknown ->
          add(
              quarantined(
                  "unknown/" + hash(unknown.raw()),
                  Reason.UNKNOWN_TYPE,
                  unknown.number(),
                  null,
                  "WhatsApp sent something that this version does not know: %s (at %s of the original)."
                      .formatted(unknown.what(), unknown.pointer())));
      case WhatsAppEvent.Unreadable unreadable ->
          add(
              quarantined(
                  "unreadable/" + hash(unreadable.raw()),
                  Reason.UNREADABLE,
                  unreadable.number(),
                  null,
                  unreadable.pointer().isEmpty()
                      ? unreadable.reason()
                      : "%s (at %s of the original)"
                          .formatted(unreadable.reason(), unreadable.pointer())));
    }
  }

  private void add(InboundItem item) {
    items.putIfAbsent(item.source(), item);
  }

  private InboundItem message(WhatsAppEvent.Message message) {
    String place = place(message.number(), message.id());
    Identity from = identity(message);
    if (from == null) {
      return quarantined(
          place,
          Reason.UNREADABLE,
          message.number(),
          null,
          "A message names neither the phone number nor the user id of who wrote it (at %s of the"
                  .formatted(message.pointer())
              + " original).");
    }
    Inbox inbox = inbox(message.number());
    if (inbox == null) {
      return unrouted(place, message.number(), from.value());
    }
    if (message.content() instanceof WhatsAppContent.Unknown
        || (message.content() instanceof WhatsAppContent.Edit(_, WhatsAppContent edited)
            && edited instanceof WhatsAppContent.Unknown)) {
      return quarantined(
          place,
          Reason.UNKNOWN_TYPE,
          message.number(),
          from.value(),
          "A customer sent a message of type '%s', which this version does not know (at %s of the original)."
              .formatted(WhatsAppPayload.brief(message.type()), message.pointer()));
    }
    return new InboundItem.Received(
        "whatsapp/" + place,
        arrival.receivedAt(),
        inbox.id(),
        Channel.WHATSAPP,
        from,
        name(message.from()),
        at(message.at()),
        null,
        MessageBody.ofText(WhatsAppWords.of(message)),
        files(message),
        message.id(),
        arrival.rawKey(),
        automatic(message.content()));
  }

  private InboundItem status(WhatsAppEvent.MessageStatus status) {
    String place = place(status.number(), status.id()) + "/status/" + status.progress().word();
    InboundItem.MessageReference reference = CallbackReference.read(status.callback());
    if (reference == null) {
      Inbox inbox = inbox(status.number());
      if (inbox == null) {
        return unrouted(place, status.number(), null);
      }
      reference = new InboundItem.MessageReference.Theirs(inbox.id(), status.id());
    }
    return new InboundItem.StatusReported(
        "whatsapp/" + place, arrival.receivedAt(), reference, status.id(), null, report(status));
  }

  private InboundItem.ReportedStatus report(WhatsAppEvent.MessageStatus status) {
    InboundItem.ReportedStatus.Kind kind = kind(status.progress());
    Instant at = at(status.at());
    if (kind != InboundItem.ReportedStatus.Kind.FAILED) {
      return new InboundItem.ReportedStatus(kind, at, null, null, false);
    }
    ProviderFailure failure =
        status.errors().isEmpty()
            ? WhatsAppFailures.of(0, null)
            : WhatsAppFailures.of(status.errors().getFirst());
    return new InboundItem.ReportedStatus(
        kind, at, failure.code(), failure.reason(), failure.retryable());
  }

  private static InboundItem.ReportedStatus.Kind kind(Progress progress) {
    return switch (progress) {
      case SENT -> InboundItem.ReportedStatus.Kind.SENT;
      case DELIVERED -> InboundItem.ReportedStatus.Kind.DELIVERED;
      // Who has listened to it has seen it.
      case READ, PLAYED -> InboundItem.ReportedStatus.Kind.READ;
      case FAILED -> InboundItem.ReportedStatus.Kind.FAILED;
    };
  }

  private InboundItem echo(WhatsAppEvent.Echo echo) {
    return quarantined(
        place(echo.number(), echo.id()),
        Reason.UNKNOWN_TYPE,
        echo.number(),
        null,
        "Somebody answered %s from the WhatsApp app on a phone (type '%s'). This version cannot put"
                .formatted(shown(echo.to()), WhatsAppPayload.brief(echo.type()))
            + " such a message into the conversation; to stop getting them, unsubscribe the webhook"
            + " field smb_message_echoes.");
  }

  private static String shown(Customer customer) {
    return customer.phone() != null
        ? "+" + customer.phone()
        : customer.userId() != null ? customer.userId() : "a customer";
  }

  private static String trouble(WhatsAppEvent.Trouble trouble) {
    StringBuilder detail =
        new StringBuilder("WhatsApp had trouble with something it wanted to tell:");
    for (WhatsAppEvent.Problem problem : trouble.errors()) {
      detail.append(' ').append(problem.code());
      for (String words : new @Nullable String[] {problem.title(), problem.details()}) {
        if (words != null) {
          detail.append(' ').append(words);
        }
      }
      detail.append(';');
    }
    return detail.substring(0, Math.min(detail.length() - 1, 1000)) + ".";
  }

  private InboundItem unrouted(String place, BusinessNumber number, @Nullable String from) {
    return quarantined(
        place,
        Reason.UNROUTED,
        number,
        from,
        number.phoneNumberId() == null
            ? "The webhook does not name the number it is for."
            : "No inbox has the phone number id %s. Add an inbox for it, then retry."
                .formatted(number.phoneNumberId()));
  }

  private InboundItem quarantined(
      String place, Reason reason, BusinessNumber number, @Nullable String from, String detail) {
    Inbox inbox = inbox(number);
    InboxId id = inbox == null ? null : inbox.id();
    return new InboundItem.Quarantined(
        // A name of its own: the same piece may be taken in under its proper name later.
        "quarantine/whatsapp/" + place,
        arrival.receivedAt(),
        Channel.WHATSAPP,
        reason,
        detail,
        id,
        from,
        number.display() != null ? number.display() : number.phoneNumberId(),
        arrival.rawKey(),
        size);
  }

  private @Nullable Inbox inbox(BusinessNumber number) {
    return number.phoneNumberId() == null
        ? null
        : arrival.settings().findWhatsAppInbox(number.phoneNumberId()).orElse(null);
  }

  /// The number of the customer where it is known, for that is what other channels know too; else
  /// the user id that WhatsApp gives this business.
  private static @Nullable Identity identity(WhatsAppEvent.Message message) {
    Customer from = message.from();
    if (from.phone() != null) {
      return new Identity("phone", "+" + from.phone());
    }
    if (from.userId() != null) {
      return new Identity("whatsapp", from.userId());
    }
    if (message.content() instanceof WhatsAppContent.SystemChange change
        && change.previousUserId() != null
        && change.previousUserId().length() <= MAX_NAME) {
      return new Identity("whatsapp", change.previousUserId());
    }
    return null;
  }

  private static @Nullable String name(Customer from) {
    String name = from.name();
    return name == null || name.length() <= MAX_NAME
        ? name
        : LenientJson.storable(name.substring(0, MAX_NAME));
  }

  /// Their clock, unless it is ahead of ours or says nothing.
  private Instant at(Moment moment) {
    Instant instant = moment.instant();
    return instant == null || instant.isAfter(arrival.receivedAt())
        ? arrival.receivedAt()
        : instant;
  }

  /// What no person wrote must not count as a customer's message.
  private static @Nullable String automatic(WhatsAppContent content) {
    return switch (content) {
      case WhatsAppContent.SystemChange _ -> "system";
      case WhatsAppContent.ChatOpened _ -> "chat-opened";
      case WhatsAppContent.Text _,
          WhatsAppContent.Media _,
          WhatsAppContent.Location _,
          WhatsAppContent.Contacts _,
          WhatsAppContent.ButtonReply _,
          WhatsAppContent.ListReply _,
          WhatsAppContent.FormReply _,
          WhatsAppContent.CallPermission _,
          WhatsAppContent.TemplateButton _,
          WhatsAppContent.Order _,
          WhatsAppContent.Reaction _,
          WhatsAppContent.Edit _,
          WhatsAppContent.Revoke _,
          WhatsAppContent.Unsupported _,
          WhatsAppContent.Unknown _ ->
          null;
    };
  }

  private static List<StoredFile> files(WhatsAppEvent.Message message) {
    if (!(message.content() instanceof WhatsAppContent.Media media)) {
      return List.of();
    }
    String type = FileTypes.plain(media.mimeType());
    String name =
        FileTypes.name(media.fileName(), media.voice() ? "voice" : media.kind().word(), type);
    StoredFile.State state;
    if (media.id() != null) {
      state = new StoredFile.State.Fetching(media.id());
    } else {
      state =
          new StoredFile.State.Failed(
              "",
              message.errors().isEmpty()
                  ? "WhatsApp did not pass the file on. Ask the customer to send it again."
                  : "WhatsApp did not pass the file on, as it is too large or damaged. Ask the"
                      + " customer to send it another way.");
    }
    return List.of(new StoredFile(name, type, 0, null, false, state));
  }

  private static String place(BusinessNumber number, String id) {
    return (number.phoneNumberId() == null ? "?" : number.phoneNumberId()) + "/" + id;
  }

  private static String hash(String raw) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(raw.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java runtime has SHA-256", e);
    }
  }
}
