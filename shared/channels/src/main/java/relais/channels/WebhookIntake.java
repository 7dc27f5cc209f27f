package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Party;
import relais.conversation.Amendment;
import relais.conversation.CallProgress;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.Reason;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.Inbox;
import relais.conversation.Incoming;
import relais.conversation.MessageBody;
import relais.conversation.StoredFile;

/// Turns what a webhook says into what travels on the inbound queue, alike for every channel.
public final class WebhookIntake {
  private static final int MAX_NAME = 200;
  private static final String NOBODYS_WORDS = "";

  /// The states of a call in which nobody speaks any more.
  private static final Set<String> OVER =
      Set.of("completed", "busy", "failed", "no-answer", "canceled");

  /// What stands in the place of a number that is not shown.
  private static final Set<String> HIDDEN =
      Set.of("anonymous", "restricted", "unavailable", "unknown", "private", "+266696687");

  private final InboxChannel channel;
  private final WebhookArrival arrival;
  private final long size;

  /// By source: what a payload says twice counts once.
  private final Map<String, InboundItem> items = new LinkedHashMap<>();

  private final List<WebhookReading.Notice> notices = new ArrayList<>();

  private WebhookIntake(InboxChannel channel, WebhookArrival arrival, long size) {
    this.channel = channel;
    this.arrival = arrival;
    this.size = size;
  }

  /// Reads a body into items. Never fails: what cannot be read becomes an item that says so.
  public static WebhookReading read(
      InboxChannel channel, WebhookCall call, WebhookArrival arrival) {
    WebhookIntake intake = new WebhookIntake(channel, arrival, call.body().length);
    channel.read(call).forEach(intake::take);
    return new WebhookReading(List.copyOf(intake.items.values()), intake.notices);
  }

  private void take(ChannelEvent event) {
    switch (event) {
      case ChannelEvent.Message message -> {
        if (message.by() == By.CUSTOMER) {
          add(message(message));
        } else {
          echo(message);
        }
      }
      case ChannelEvent.Edit edit ->
          add(change(edit, edit.by(), edit.customer(), edit.id(), edit.original()));
      case ChannelEvent.Deletion deletion ->
          add(
              change(
                  deletion,
                  deletion.by(),
                  deletion.customer(),
                  deletion.id(),
                  deletion.original()));
      case ChannelEvent.Reaction reaction ->
          add(
              change(
                  reaction,
                  reaction.by(),
                  reaction.customer(),
                  reaction.id(),
                  reaction.original()));
      case ChannelEvent.Occurrence occurrence -> add(occurrence(occurrence));
      case ChannelEvent.Status status -> status(status);
      case ChannelEvent.Call call -> call(call);
      case ChannelEvent.Recording recording -> recording(recording);
      case ChannelEvent.Transcription written -> transcription(written);
      case ChannelEvent.Past past -> past(past);
      case ChannelEvent.Notice notice -> {
        notice(
            orUnknown(notice.heading().type()),
            notice.event() == null ? "" : notice.event(),
            notice.heading());
        told(notice);
      }
      case ChannelEvent.Trouble trouble ->
          add(
              quarantined(
                  "trouble/" + hash(trouble.raw()),
                  Reason.UNKNOWN_TYPE,
                  trouble.heading().account(),
                  null,
                  trouble(trouble)));
      case ChannelEvent.Unsupported unknown ->
          add(
              quarantined(
                  "unknown/" + hash(unknown.raw()),
                  Reason.UNKNOWN_TYPE,
                  unknown.heading().account(),
                  null,
                  "%s sent something that this version does not know: %s (at %s of the original)."
                      .formatted(channel.label(), unknown.what(), unknown.heading().pointer())));
      case ChannelEvent.Unreadable unreadable ->
          add(
              quarantined(
                  "unreadable/" + hash(unreadable.raw()),
                  Reason.UNREADABLE,
                  unreadable.heading().account(),
                  null,
                  unreadable.heading().pointer().isEmpty()
                      ? unreadable.reason()
                      : "%s (at %s of the original)"
                          .formatted(unreadable.reason(), unreadable.heading().pointer())));
    }
  }

  private void add(InboundItem item) {
    items.putIfAbsent(item.source(), item);
  }

  private void notice(String field, String event, Heading heading) {
    notices.add(new WebhookReading.Notice(field, event, heading.pointer()));
  }

  /// News about an account are for every inbox that is connected to it.
  private void told(ChannelEvent.Notice notice) {
    ChannelEvent.Notice.Told told = notice.told();
    String account = notice.heading().account().id();
    if (told == null || account == null) {
      return;
    }
    // The same news may come again later, and are news then.
    String moment = told.at() == null ? arrival.rawKey() : told.at().toString();
    for (Inbox.Connected inbox : arrival.settings().connected(channel.medium())) {
      boolean isItsNumber =
          told.number() == null || told.number().equals(Piece.digitsOf(inbox.address()));
      if (channel.isAbout(inbox, account) && isItsNumber) {
        add(
            new InboundItem.AccountReported(
                "%s/account/%s/%s"
                    .formatted(channel.word(), inbox.id(), hash(moment + notice.raw())),
                arrival.receivedAt(),
                inbox.id(),
                channel.medium(),
                told.at() == null || told.at().isAfter(arrival.receivedAt())
                    ? arrival.receivedAt()
                    : told.at(),
                told.report(),
                arrival.rawKey()));
      }
    }
  }

  private InboundItem message(ChannelEvent.Message message) {
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
  private void echo(ChannelEvent.Message message) {
    InboundItem.MessageReference.Ours ours =
        CallbackReference.read(message.context().setting().callback());
    if (ours == null) {
      add(sent(message));
      return;
    }
    add(
        new InboundItem.StatusReported(
            channel.word() + "/" + place(message.heading(), message.id()) + "/status/sent",
            arrival.receivedAt(),
            ours,
            providerId(message.heading().chat(), message.id()),
            null,
            new ReportedStatus(
                ReportedStatus.Kind.SENT, at(message.heading()), null, null, false)));
  }

  private InboundItem sent(ChannelEvent.Message message) {
    Heading heading = message.heading();
    String place = place(heading, message.id());
    Identity to = identity(message.customer());
    if (to == null) {
      return nobody(place, heading);
    }
    Inbox inbox = inbox(heading.account());
    if (inbox == null) {
      return unrouted(place, heading.account(), to.value());
    }
    return new InboundItem.SentByAccount(
        channel.word() + "/" + place,
        arrival.receivedAt(),
        inbox.id(),
        channel.medium(),
        to,
        at(heading),
        MessageBody.ofText(EventWords.of(message)),
        files(message.content(), !message.errors().isEmpty()),
        providerId(heading.chat(), message.id()),
        arrival.rawKey());
  }

  /// Something becomes of an earlier message.
  private InboundItem change(
      ChannelEvent event, By by, Party customer, @Nullable String id, String original) {
    String name = id != null ? id : "change/" + hash(event.toString());
    Heading heading = event.heading();
    return amended(
        heading,
        place(heading, name),
        identity(customer),
        original,
        who -> amendment(event, by == By.BUSINESS, who));
  }

  /// @param original the provider's id of the message that changes
  private InboundItem amended(
      Heading heading,
      String place,
      @Nullable Identity customer,
      String original,
      Function<Identity, Amendment> amendment) {
    if (customer == null) {
      return nobody(place, heading);
    }
    Inbox inbox = inbox(heading.account());
    if (inbox == null) {
      return unrouted(place, heading.account(), customer.value());
    }
    return new InboundItem.Amended(
        channel.word() + "/" + place,
        arrival.receivedAt(),
        inbox.id(),
        channel.medium(),
        customer,
        providerId(heading.chat(), original),
        amendment.apply(customer),
        arrival.rawKey());
  }

  private Amendment amendment(ChannelEvent event, boolean ours, Identity customer) {
    Instant at = at(event.heading());
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
  private InboundItem occurrence(ChannelEvent.Occurrence occurrence) {
    String name =
        occurrence.id() != null ? occurrence.id() : "occurrence/" + hash(occurrence.toString());
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
                    becomes == null ? null : identity(becomes),
                    EventWords.of(occurrence)))),
        List.of());
  }

  private InboundItem received(
      ChannelEvent event,
      String id,
      Party customer,
      @Nullable String automatic,
      ChatFields chat,
      List<StoredFile> files) {
    Heading heading = event.heading();
    String place = place(heading, id);
    Identity from = identity(customer);
    if (from == null) {
      return nobody(place, heading);
    }
    Inbox inbox = inbox(heading.account());
    if (inbox == null) {
      return unrouted(place, heading.account(), from.value());
    }
    return new InboundItem.Received(
        channel.word() + "/" + place,
        arrival.receivedAt(),
        inbox.id(),
        channel.medium(),
        from,
        name(customer),
        at(heading),
        null,
        MessageBody.ofText(EventWords.of(event)),
        files,
        providerId(heading.chat(), id),
        arrival.rawKey(),
        automatic,
        null,
        null,
        chat);
  }

  private InboundItem nobody(String place, Heading heading) {
    return quarantined(
        place,
        Reason.UNREADABLE,
        heading.account(),
        null,
        "A message names neither the phone number nor the user id of the customer (at %s of the"
                .formatted(heading.pointer())
            + " original).");
  }

  /// The provider's name for a message, such that no other message has it: some providers count
  /// within one chat only.
  static String providerId(@Nullable String chat, String id) {
    return chat == null ? id : chat + "/" + id;
  }

  /// Every report of a call brings the call itself, of which the first counts, and what is known of
  /// it beside that it rings: so one that is lost or late takes nothing with it.
  private void call(ChannelEvent.Call call) {
    InboundItem.MessageReference.Ours ours = CallbackReference.read(call.callback());
    if (channel.takesCalls() && call.by() == By.BUSINESS && ours != null) {
      ofOurs(call, ours);
      return;
    }
    if (!channel.takesCalls() || call.by() == By.BUSINESS) {
      add(spoken(call, call.id(), call.customer()));
      return;
    }
    Party caller = caller(call.customer(), call.id());
    add(rings(call, call.id(), caller));
    boolean over = OVER.contains(call.state());
    ChatPart.Call known =
        new ChatPart.Call(
            over, seconds(call.talked()), over ? seconds(call.duration()) : null, null, null);
    if (!known.equals(ChatPart.Call.RINGING)) {
      add(called(call, call.id(), identity(caller), known));
    }
  }

  /// That the provider speaks of a call shows that it has it; what came of it stands in its entry.
  private void ofOurs(ChannelEvent.Call call, InboundItem.MessageReference.Ours ours) {
    String source = channel.word() + "/" + place(call.heading(), call.id());
    Instant at = at(call.heading());
    add(
        new InboundItem.StatusReported(
            source + "/status/sent",
            arrival.receivedAt(),
            ours,
            call.id(),
            null,
            new ReportedStatus(ReportedStatus.Kind.SENT, at, null, null, false)));
    CallProgress known =
        new CallProgress(OVER.contains(call.state()), call.connecting(), seconds(call.talked()));
    if (!known.equals(CallProgress.BEGUN)) {
      add(
          new InboundItem.CallReported(
              "%s/%s/%s/%s"
                  .formatted(source, known.over(), known.agentReached(), known.talkedSeconds()),
              arrival.receivedAt(),
              ours,
              known,
              at));
    }
  }

  private void recording(ChannelEvent.Recording recording) {
    Part.File file = recording.file();
    if (!channel.takesCalls() || file == null || file.at().url() == null) {
      add(spoken(recording, recording.id(), recording.customer()));
      return;
    }
    Party caller = caller(recording.customer(), recording.callId());
    if (identity(recording.customer()) != null) {
      add(rings(recording, recording.callId(), caller));
    }
    add(
        called(
            recording,
            recording.callId(),
            identity(caller),
            new ChatPart.Call(false, null, null, file.at().url(), null)));
  }

  private void transcription(ChannelEvent.Transcription written) {
    if (!channel.takesCalls() || written.callId() == null) {
      add(spoken(written, written.id(), Party.NOBODY));
    } else if (written.text() != null) {
      add(
          called(
              written,
              written.callId(),
              identity(caller(Party.NOBODY, written.callId())),
              new ChatPart.Call(false, null, null, null, written.text())));
    }
  }

  private InboundItem rings(ChannelEvent event, String id, Party caller) {
    return received(
        event,
        id,
        caller,
        Incoming.CALL,
        ChatFields.of(NOBODYS_WORDS, List.of(ChatPart.Call.RINGING)),
        List.of());
  }

  private InboundItem called(
      ChannelEvent event, String id, @Nullable Identity from, ChatPart.Call known) {
    Heading heading = event.heading();
    return amended(
        heading,
        place(heading, id) + "/" + hash(told(known)),
        from,
        id,
        _ -> new Amendment.Called(at(heading), known));
  }

  /// What tells apart what is known of one call.
  private static String told(ChatPart.Call known) {
    return "%s %s %s %s %s"
        .formatted(
            known.over(),
            known.talkedSeconds(),
            known.seconds(),
            known.recording(),
            known.transcription());
  }

  /// Who hides their number is a stranger in each call: two of them are not one person.
  private static Party caller(Party customer, String call) {
    String written = customer.written();
    return written == null || HIDDEN.contains(written.toLowerCase(Locale.ROOT))
        ? new Party(null, call, null, "Anonymous")
        : customer;
  }

  private static @Nullable Integer seconds(@Nullable Duration duration) {
    return duration == null
        ? null
        : Integer.valueOf((int) Math.min(Integer.MAX_VALUE, duration.toSeconds()));
  }

  /// What tells reports of one call apart. The form is the one that such names had first: what a
  /// call gets besides must not give another name to what is in quarantine already.
  private static String said(ChannelEvent event) {
    return event instanceof ChannelEvent.Call call
        ? "Call[heading=%s, id=%s, by=%s, customer=%s, state=%s, sequence=%s, duration=%s, errors=%s]"
            .formatted(
                call.heading(),
                call.id(),
                call.by(),
                call.customer(),
                call.state(),
                call.sequence(),
                call.duration(),
                call.errors())
        : event.toString();
  }

  private InboundItem spoken(ChannelEvent event, String id, Party customer) {
    return quarantined(
        place(event.heading(), id) + "/" + hash(said(event)),
        Reason.UNKNOWN_TYPE,
        event.heading().account(),
        customer.written(),
        "%s reports a call: %s. This version cannot put calls into a conversation."
            .formatted(channel.label(), EventWords.of(event)));
  }

  private void past(ChannelEvent.Past past) {
    // One line for all of them: there may be thousands, and nobody waits for an answer.
    if (notices.stream().noneMatch(notice -> notice.field().equals("history"))) {
      notice("history", "past messages are not taken in", past.heading());
    }
  }

  private void status(ChannelEvent.Status status) {
    ReportedStatus.Kind kind = kind(status.progress());
    if (kind != null && status.id() == null && status.upTo() != null) {
      upTo(status, status.upTo(), kind);
      return;
    }
    if (kind == null || status.id() == null) {
      notice("status", status.progress().word(), status.heading());
      return;
    }
    String place = place(status.heading(), status.id()) + "/status/" + status.progress().word();
    InboundItem.MessageReference reference = CallbackReference.read(status.callback());
    if (reference == null) {
      Inbox inbox = inbox(status.heading().account());
      if (inbox == null) {
        add(unrouted(place, status.heading().account(), null));
        return;
      }
      reference = new InboundItem.MessageReference.Theirs(inbox.id(), status.id());
    }
    add(
        new InboundItem.StatusReported(
            channel.word() + "/" + place,
            arrival.receivedAt(),
            reference,
            status.id(),
            null,
            report(kind, status)));
  }

  /// A customer has everything up to a moment.
  private void upTo(ChannelEvent.Status status, Instant moment, ReportedStatus.Kind kind) {
    Identity customer = identity(status.recipient());
    Inbox inbox = inbox(status.heading().account());
    String place =
        place(
            status.heading(),
            "up-to/%s/%s/%s"
                .formatted(
                    status.recipient().written(), status.progress().word(), moment.toEpochMilli()));
    if (customer == null || inbox == null) {
      add(unrouted(place, status.heading().account(), status.recipient().written()));
      return;
    }
    add(
        new InboundItem.StatusReported(
            channel.word() + "/" + place,
            arrival.receivedAt(),
            new InboundItem.MessageReference.UpTo(inbox.id(), customer, moment),
            null,
            null,
            report(kind, status)));
  }

  private ReportedStatus report(ReportedStatus.Kind kind, ChannelEvent.Status status) {
    Instant at = at(status.heading());
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

  private String trouble(ChannelEvent.Trouble trouble) {
    StringBuilder detail =
        new StringBuilder(channel.label() + " had trouble with something it wanted to tell:");
    for (ChannelEvent.Problem problem : trouble.errors()) {
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

  private InboundItem unrouted(String place, Account account, @Nullable String from) {
    return quarantined(
        place,
        Reason.UNROUTED,
        account,
        from,
        account.id() == null
            ? "The webhook does not name the %s it is for.".formatted(channel.accountWord())
            : "No inbox has the %s %s. Add an inbox for it, then retry."
                .formatted(channel.accountWord(), account.id()));
  }

  private InboundItem quarantined(
      String place, Reason reason, Account account, @Nullable String from, String detail) {
    Inbox inbox = inbox(account);
    return new InboundItem.Quarantined(
        // A name of its own: the same piece may be taken in under its proper name later.
        "quarantine/" + channel.word() + "/" + place,
        arrival.receivedAt(),
        channel.medium(),
        reason,
        detail,
        inbox == null ? null : inbox.id(),
        from,
        account.display() != null ? account.display() : account.id(),
        arrival.rawKey(),
        size);
  }

  private @Nullable Inbox inbox(Account account) {
    if (arrival.inbox() != null) {
      return arrival.inbox();
    }
    return account.id() == null
        ? null
        : arrival.settings().findInbox(channel.medium(), account.id()).orElse(null);
  }

  /// The number of the customer where it is known, for that is what other channels know too; else
  /// the id that the provider gives them.
  private @Nullable Identity identity(Party customer) {
    String digits = Piece.digitsOf(customer.phone());
    if (digits != null) {
      return new Identity("phone", "+" + digits);
    }
    return customer.userId() == null ? null : new Identity(channel.word(), customer.userId());
  }

  private static @Nullable String name(Party customer) {
    String name = customer.name();
    return name == null || name.length() <= MAX_NAME
        ? name
        : LenientJson.storable(name.substring(0, MAX_NAME));
  }

  /// Their clock, unless it is ahead of ours or says nothing.
  private Instant at(Heading heading) {
    Instant instant = heading.at().instant();
    return instant == null || instant.isAfter(arrival.receivedAt())
        ? arrival.receivedAt()
        : instant;
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

  private String place(Heading heading, String id) {
    String named = heading.account().id() == null ? "?" : heading.account().id();
    String account = arrival.inbox() == null ? named : arrival.inbox().account();
    return account + "/" + providerId(heading.chat(), id);
  }

  private static String orUnknown(@Nullable String word) {
    return word == null ? "unknown" : word;
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
