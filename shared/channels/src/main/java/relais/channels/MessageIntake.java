package relais.channels;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Party;
import relais.conversation.Amendment;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.Inbox;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;

/// Turns messages, and what becomes of them, into items.
final class MessageIntake {
  private static final int MAX_NAME = 200;

  /// What is said where nobody says anything.
  static final String NOBODYS_WORDS = "";

  private final InboxChannel channel;
  private final WebhookArrival arrival;
  private final EventOrigin origin;
  private final QuarantineIntake quarantine;

  MessageIntake(
      InboxChannel channel,
      WebhookArrival arrival,
      EventOrigin origin,
      QuarantineIntake quarantine) {
    this.channel = channel;
    this.arrival = arrival;
    this.origin = origin;
    this.quarantine = quarantine;
  }

  /// What a customer wrote.
  InboundItem message(ChannelEvent.Message message) {
    return received(
        message,
        message.id(),
        message.customer(),
        null,
        ChatFieldsOf.message(message.content(), message.context(), message.heading().chat()),
        files(message.content(), !message.errors().isEmpty()));
  }

  /// What the business sent comes back where a provider tells every application of it. Ours bears
  /// our name for it, on a channel that brings names back, and shows that the provider has it;
  /// whether anything else is ours shows where our messages are known.
  InboundItem echo(ChannelEvent.Message message) {
    InboundItem.MessageReference.Ours ours =
        CallbackReference.read(message.context().setting().callback());
    if (ours == null) {
      return sent(message);
    }
    return new InboundItem.StatusReported(
        origin.source(origin.place(message.heading(), message.id())) + "/status/sent",
        arrival.receivedAt(),
        ours,
        EventOrigin.providerId(message.heading().chat(), message.id()),
        null,
        new ReportedStatus(
            ReportedStatus.Kind.SENT, origin.at(message.heading()), null, null, false));
  }

  private InboundItem sent(ChannelEvent.Message message) {
    Heading heading = message.heading();
    String place = origin.place(heading, message.id());
    Identity to = origin.identity(message.customer());
    if (to == null) {
      return quarantine.nobody(place, heading);
    }
    Inbox inbox = origin.inbox(heading.account());
    if (inbox == null) {
      return quarantine.unrouted(place, heading.account(), to.value());
    }
    return new InboundItem.SentByAccount(
        origin.source(place),
        arrival.receivedAt(),
        inbox.id(),
        channel.medium(),
        to,
        origin.at(heading),
        MessageBody.ofText(EventWords.of(message)),
        files(message.content(), !message.errors().isEmpty()),
        EventOrigin.providerId(heading.chat(), message.id()),
        arrival.rawKey());
  }

  /// Something becomes of an earlier message.
  InboundItem change(
      ChannelEvent event, By by, Party customer, @Nullable String id, String original) {
    String name = id != null ? id : "change/" + EventOrigin.hash(event.toString());
    Heading heading = event.heading();
    return amended(
        heading,
        origin.place(heading, name),
        origin.identity(customer),
        original,
        who -> amendment(event, by == By.BUSINESS, who));
  }

  /// What becomes of an earlier message, whatever it is.
  ///
  /// @param original the provider's id of the message that changes
  InboundItem amended(
      Heading heading,
      String place,
      @Nullable Identity customer,
      String original,
      Function<Identity, Amendment> amendment) {
    if (customer == null) {
      return quarantine.nobody(place, heading);
    }
    Inbox inbox = origin.inbox(heading.account());
    if (inbox == null) {
      return quarantine.unrouted(place, heading.account(), customer.value());
    }
    return new InboundItem.Amended(
        origin.source(place),
        arrival.receivedAt(),
        inbox.id(),
        channel.medium(),
        customer,
        EventOrigin.providerId(heading.chat(), original),
        amendment.apply(customer),
        arrival.rawKey());
  }

  private Amendment amendment(ChannelEvent event, boolean ours, Identity customer) {
    Instant at = origin.at(event.heading());
    return switch (event) {
      case ChannelEvent.Edit edit ->
          new Amendment.Edited(
              at,
              ours,
              MessageBody.ofText(EventWords.words(edit.content())),
              ChatFields.of(
                  ChatFieldsOf.words(edit.content()), ChatFieldsOf.parts(edit.content())));
      case ChannelEvent.Deletion _ -> new Amendment.Deleted(at, ours);
      case ChannelEvent.Reaction reaction ->
          new Amendment.Reacted(
              at, ours ? Amendment.US : customer.toString(), null, reaction.emoji());
      default -> throw new IllegalArgumentException("Nothing becomes of a message by " + event);
    };
  }

  /// What no person wrote must not count as a customer's message.
  InboundItem occurrence(ChannelEvent.Occurrence occurrence) {
    String name =
        occurrence.id() != null
            ? occurrence.id()
            : "occurrence/" + EventOrigin.hash(occurrence.toString());
    String automatic =
        occurrence.what() == ChannelEvent.Occurrence.What.OPENED ? "chat-opened" : "system";
    Party becomes = occurrence.becomes();
    return received(
        occurrence,
        name,
        occurrence.customer(),
        automatic,
        ChatFields.of(
            NOBODYS_WORDS,
            List.of(
                new ChatPart.Notice(
                    ChatPart.Notice.What.of(occurrence.what().word()),
                    becomes == null ? null : origin.identity(becomes),
                    EventWords.of(occurrence)))),
        List.of());
  }

  /// What comes from a customer, whoever wrote it.
  InboundItem received(
      ChannelEvent event,
      String id,
      Party customer,
      @Nullable String automatic,
      ChatFields chat,
      List<StoredFile> files) {
    Heading heading = event.heading();
    String place = origin.place(heading, id);
    Identity from = origin.identity(customer);
    if (from == null) {
      return quarantine.nobody(place, heading);
    }
    Inbox inbox = origin.inbox(heading.account());
    if (inbox == null) {
      return quarantine.unrouted(place, heading.account(), from.value());
    }
    return new InboundItem.Received(
        origin.source(place),
        arrival.receivedAt(),
        inbox.id(),
        channel.medium(),
        from,
        name(customer),
        origin.at(heading),
        null,
        MessageBody.ofText(EventWords.of(event)),
        files,
        EventOrigin.providerId(heading.chat(), id),
        arrival.rawKey(),
        automatic,
        null,
        null,
        chat);
  }

  private static @Nullable String name(Party customer) {
    String name = customer.name();
    return name == null || name.length() <= MAX_NAME
        ? name
        : LenientJson.storable(name.substring(0, MAX_NAME));
  }

  private List<StoredFile> files(Content content, boolean damaged) {
    return content.files().stream().map(file -> stored(file, damaged)).toList();
  }

  private StoredFile stored(Part.File file, boolean damaged) {
    String type = FileTypes.plain(file.type());
    String name = FileTypes.name(file.name(), file.kind().word(), type);
    String place = file.at().id() != null ? file.at().id() : file.at().url();
    StoredFile.State state =
        place != null
            ? new StoredFile.State.Fetching(place)
            : new StoredFile.State.Failed(
                "", damaged ? FileTrouble.NOT_PASSED_ON : FileTrouble.GONE);
    return new StoredFile(name, type, 0, null, false, state);
  }
}
