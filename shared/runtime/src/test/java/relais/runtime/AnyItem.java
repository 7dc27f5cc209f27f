package relais.runtime;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import relais.conversation.AccountReport;
import relais.conversation.AddressMark;
import relais.conversation.Addressing;
import relais.conversation.Amendment;
import relais.conversation.CallProgress;
import relais.conversation.Channel;
import relais.conversation.ChatFields;
import relais.conversation.ChatPart;
import relais.conversation.ConversationId;
import relais.conversation.EntryId;
import relais.conversation.FileTrouble;
import relais.conversation.Identity;
import relais.conversation.InboundItem;
import relais.conversation.InboundItem.MessageReference;
import relais.conversation.InboundItem.ReportedStatus;
import relais.conversation.InboxId;
import relais.conversation.Language;
import relais.conversation.MailFields;
import relais.conversation.MessageBody;
import relais.conversation.MessageTemplate;
import relais.conversation.Postmark;
import relais.conversation.StoredFile;
import relais.conversation.Ulid;
import relais.conversation.UserId;
import relais.conversation.Verdict;
import relais.conversation.Verdicts;
import relais.mail.CalendarTime;
import relais.mail.Invitation;
import relais.mail.MailAddress;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.mail.Participation;

/// Makes items of every kind and shape.
final class AnyItem {
  private AnyItem() {}

  static InboundItem of(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> received(random);
      case 1 -> reported(random);
      case 2 -> amended(random);
      case 3 -> accountReported(random);
      case 4 ->
          new InboundItem.CallReported(
              text(random),
              moment(random),
              new InboundItem.MessageReference.Ours(
                  new ConversationId(Ulid.derived(moment(random), "c")),
                  new EntryId(Ulid.derived(moment(random), "e"))),
              new CallProgress(
                  random.nextBoolean(),
                  random.nextBoolean(),
                  random.nextBoolean() ? null : random.nextInt(9_000)),
              moment(random));
      case 5 ->
          new InboundItem.SentByAccount(
              text(random),
              moment(random),
              new InboxId("inbox-" + random.nextInt(9)),
              channel(random),
              new Identity("instagram", "id-" + random.nextInt(9)),
              moment(random),
              MessageBody.ofText(text(random)),
              received(random).files(),
              text(random),
              text(random));
      default -> quarantined(random);
    };
  }

  static InboundItem.Received received(Random random) {
    return new InboundItem.Received(
        text(random),
        moment(random),
        new InboxId("inbox-" + random.nextInt(9)),
        channel(random),
        new Identity(random.nextBoolean() ? "email" : "phone", "x" + text(random)),
        maybe(random, AnyItem::text),
        moment(random),
        maybe(random, AnyItem::mail),
        new MessageBody(text(random), maybe(random, AnyItem::text), maybe(random, AnyItem::text)),
        some(random, AnyItem::file),
        text(random),
        text(random),
        maybe(random, AnyItem::text),
        maybe(random, AnyItem::envelope),
        maybe(random, AnyItem::postmark),
        maybe(random, AnyItem::chat));
  }

  private static InboundItem accountReported(Random random) {
    MessageTemplate.State[] states = MessageTemplate.State.values();
    MessageTemplate.Quality[] qualities = MessageTemplate.Quality.values();
    return new InboundItem.AccountReported(
        text(random),
        moment(random),
        new InboxId("whatsapp"),
        channel(random),
        moment(random),
        switch (random.nextInt(3)) {
          case 0 ->
              new AccountReport.TemplateChanged(
                  maybe(random, AnyItem::text),
                  maybe(random, AnyItem::text),
                  maybe(random, AnyItem::text),
                  random.nextBoolean() ? null : states[random.nextInt(states.length)],
                  random.nextBoolean() ? null : qualities[random.nextInt(qualities.length)],
                  maybe(random, AnyItem::text));
          case 1 ->
              new AccountReport.NumberChanged(
                  random.nextBoolean() ? null : qualities[random.nextInt(qualities.length)],
                  maybe(random, AnyItem::text));
          default -> new AccountReport.News(text(random), text(random), text(random));
        },
        text(random));
  }

  private static InboundItem amended(Random random) {
    return new InboundItem.Amended(
        text(random),
        moment(random),
        new InboxId("whatsapp"),
        channel(random),
        identity(random),
        text(random),
        switch (random.nextInt(4)) {
          case 0 ->
              new Amendment.Reacted(
                  moment(random),
                  text(random),
                  random.nextBoolean() ? null : new UserId("anna"),
                  maybe(random, AnyItem::text));
          case 1 ->
              new Amendment.Edited(
                  moment(random),
                  random.nextBoolean(),
                  MessageBody.ofText(text(random)),
                  chat(random));
          case 2 -> new Amendment.Called(moment(random), call(random));
          default -> new Amendment.Deleted(moment(random), random.nextBoolean());
        },
        text(random));
  }

  private static ChatFields chat(Random random) {
    ChatFields.Forwarding[] forwardings = ChatFields.Forwarding.values();
    return new ChatFields(
        text(random),
        some(random, AnyItem::part),
        random.nextBoolean()
            ? null
            : new ChatFields.Answered(text(random), maybe(random, AnyItem::text)),
        forwardings[random.nextInt(forwardings.length)],
        random.nextBoolean()
            ? null
            : new ChatFields.Referral(
                maybe(random, AnyItem::text),
                maybe(random, AnyItem::text),
                maybe(random, AnyItem::text),
                maybe(random, AnyItem::text),
                maybe(random, AnyItem::text)));
  }

  private static ChatPart.Call call(Random random) {
    return new ChatPart.Call(
        random.nextBoolean(),
        maybe(random, it -> it.nextInt(900)),
        maybe(random, it -> it.nextInt(900)),
        maybe(random, AnyItem::text),
        maybe(random, AnyItem::text));
  }

  private static ChatPart part(Random random) {
    return switch (random.nextInt(11)) {
      case 0 -> {
        ChatPart.Media.Sort[] kinds = ChatPart.Media.Sort.values();
        yield new ChatPart.Media(random.nextInt(9), kinds[random.nextInt(kinds.length)]);
      }
      case 1 ->
          new ChatPart.Place(
              maybe(random, AnyItem::text),
              maybe(random, AnyItem::text),
              maybe(random, AnyItem::text),
              maybe(random, AnyItem::text),
              maybe(random, AnyItem::text));
      case 2 ->
          new ChatPart.Card(
              text(random),
              maybe(random, AnyItem::text),
              some(random, AnyItem::text),
              some(random, AnyItem::text));
      case 3 ->
          new ChatPart.Choice(
              text(random), maybe(random, AnyItem::text), maybe(random, AnyItem::text));
      case 4 ->
          new ChatPart.Form(
              maybe(random, AnyItem::text),
              some(random, it -> new ChatPart.Form.Answer(text(it), text(it))));
      case 5 ->
          new ChatPart.Order(
              maybe(random, AnyItem::text),
              some(
                  random,
                  it ->
                      new ChatPart.Order.Line(
                          text(it), text(it), maybe(it, AnyItem::text), maybe(it, AnyItem::text))));
      case 6 ->
          new ChatPart.Share(
              text(random), maybe(random, AnyItem::text), maybe(random, AnyItem::text));
      case 7 -> new ChatPart.Line(text(random));
      case 8 -> call(random);
      case 9 ->
          new ChatPart.Unsupported(maybe(random, AnyItem::text), maybe(random, AnyItem::text));
      default -> {
        ChatPart.Notice.What[] kinds = ChatPart.Notice.What.values();
        yield new ChatPart.Notice(
            kinds[random.nextInt(kinds.length)], maybe(random, AnyItem::identity), text(random));
      }
    };
  }

  private static InboundItem.Envelope envelope(Random random) {
    return new InboundItem.Envelope(
        random.nextBoolean() ? null : new ConversationId(ulid(random)),
        some(random, AnyItem::text),
        maybe(random, AnyItem::report),
        maybe(random, AnyItem::answerable),
        random.nextBoolean() ? null : new EntryId(ulid(random)));
  }

  private static InboundItem.Answerable answerable(Random random) {
    Language[] languages = Language.values();
    return new InboundItem.Answerable(
        random.nextBoolean() ? null : languages[random.nextInt(languages.length)]);
  }

  private static InboundItem.MailReport report(Random random) {
    return new InboundItem.MailReport(
        some(random, AnyItem::mimeMessageId),
        status(random),
        some(random, AnyItem::identity),
        some(random, AnyItem::marked));
  }

  private static Identity identity(Random random) {
    return new Identity(random.nextBoolean() ? "email" : "phone", "x" + text(random));
  }

  private static InboundItem.Marked marked(Random random) {
    AddressMark.Kind[] kinds = AddressMark.Kind.values();
    return new InboundItem.Marked(
        identity(random),
        new AddressMark(kinds[random.nextInt(kinds.length)], moment(random), text(random)));
  }

  private static ReportedStatus status(Random random) {
    ReportedStatus.Kind[] kinds = ReportedStatus.Kind.values();
    return new ReportedStatus(
        kinds[random.nextInt(kinds.length)],
        moment(random),
        maybe(random, AnyItem::text),
        maybe(random, AnyItem::text),
        random.nextBoolean());
  }

  private static Postmark postmark(Random random) {
    return new Postmark(
        moment(random),
        1 + random.nextInt(5),
        maybe(random, AnyItem::verdicts),
        maybe(random, AnyItem::text));
  }

  private static Verdicts verdicts(Random random) {
    return new Verdicts(
        verdict(random),
        verdict(random),
        verdict(random),
        maybe(random, AnyItem::text),
        verdict(random),
        verdict(random));
  }

  private static Verdict verdict(Random random) {
    Verdict[] verdicts = Verdict.values();
    return verdicts[random.nextInt(verdicts.length)];
  }

  private static InboundItem reported(Random random) {
    MessageReference reference =
        random.nextBoolean()
            ? new MessageReference.Ours(
                new ConversationId(ulid(random)), new EntryId(ulid(random)), random.nextInt(11))
            : random.nextBoolean()
                ? new MessageReference.Theirs(new InboxId("whatsapp"), text(random))
                : new MessageReference.UpTo(
                    new InboxId("messenger"), identity(random), moment(random));
    return new InboundItem.StatusReported(
        text(random),
        moment(random),
        reference,
        maybe(random, AnyItem::text),
        maybe(random, AnyItem::text),
        status(random),
        some(random, AnyItem::marked));
  }

  private static InboundItem quarantined(Random random) {
    InboundItem.Reason[] reasons = InboundItem.Reason.values();
    return new InboundItem.Quarantined(
        text(random),
        moment(random),
        channel(random),
        reasons[random.nextInt(reasons.length)],
        text(random),
        random.nextBoolean() ? null : new InboxId("support"),
        maybe(random, AnyItem::text),
        maybe(random, AnyItem::text),
        text(random),
        random.nextLong(1L << 53),
        maybe(random, AnyItem::postmark));
  }

  private static MailFields mail(Random random) {
    return new MailFields(
            text(random),
            Addressing.received(
                some(random, AnyItem::mailbox),
                some(random, AnyItem::mailbox),
                some(random, AnyItem::mailbox)),
            maybe(random, AnyItem::mimeMessageId),
            maybe(random, AnyItem::mimeMessageId),
            some(random, AnyItem::mimeMessageId))
        .with(maybe(random, AnyItem::invitation), maybe(random, AnyItem::mailbox));
  }

  private static Invitation invitation(Random random) {
    Invitation.Method[] methods = Invitation.Method.values();
    Participation[] participations = Participation.values();
    return new Invitation(
        methods[random.nextInt(methods.length)],
        text(random),
        random.nextInt(9),
        maybe(random, AnyItem::calendarTime),
        text(random),
        text(random),
        text(random),
        maybe(random, AnyItem::calendarTime),
        maybe(random, AnyItem::calendarTime),
        random.nextBoolean(),
        maybe(random, AnyItem::mailbox),
        some(
            random,
            any ->
                new Invitation.Attendee(
                    mailbox(any),
                    participations[any.nextInt(participations.length)],
                    any.nextBoolean())));
  }

  private static CalendarTime calendarTime(Random random) {
    return new CalendarTime(
        LocalDateTime.ofInstant(moment(random), ZoneOffset.UTC),
        maybe(random, AnyItem::text),
        maybe(random, AnyItem::moment),
        random.nextBoolean());
  }

  private static StoredFile file(Random random) {
    FileTrouble[] troubles = FileTrouble.values();
    StoredFile.State state =
        switch (random.nextInt(3)) {
          case 0 -> new StoredFile.State.Stored(text(random));
          case 1 -> new StoredFile.State.Fetching(text(random));
          default ->
              new StoredFile.State.Failed(text(random), troubles[random.nextInt(troubles.length)]);
        };
    return new StoredFile(
        text(random),
        text(random),
        random.nextLong(1L << 53),
        maybe(random, AnyItem::text),
        random.nextBoolean(),
        state);
  }

  private static Mailbox mailbox(Random random) {
    String[] locals = {"jo", "a b", "\"", "é@x", "a..b", "x@y"};
    return new Mailbox(
        maybe(random, AnyItem::text),
        new MailAddress(locals[random.nextInt(locals.length)], "example.org"));
  }

  private static MimeMessageId mimeMessageId(Random random) {
    return new MimeMessageId("id-%d@%s".formatted(random.nextInt(), "ümlaut"));
  }

  private static Channel channel(Random random) {
    return random.nextBoolean() ? Channel.EMAIL : Channel.WHATSAPP;
  }

  private static Instant moment(Random random) {
    return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
  }

  private static String ulid(Random random) {
    byte[] chance = new byte[10];
    random.nextBytes(chance);
    return Ulid.of(moment(random), chance);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      int c = random.nextInt(random.nextInt(4) == 0 ? 0x11000 : 0x80);
      text.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? '"' : c);
    }
    return text.toString();
  }

  private static <T> @Nullable T maybe(Random random, Function<Random, T> maker) {
    return random.nextBoolean() ? null : maker.apply(random);
  }

  private static <T> List<T> some(Random random, Function<Random, T> maker) {
    List<T> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(maker.apply(random));
    }
    return list;
  }
}
