package relais.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Addressing;
import relais.conversation.Conversation;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.Entry.InboundMessage;
import relais.conversation.Entry.OutboundMessage;
import relais.conversation.EntryId;
import relais.conversation.Inbox;
import relais.conversation.MailFields;
import relais.conversation.Settings;
import relais.conversation.SideThread;
import relais.conversation.Threading;
import relais.mail.Mailbox;
import relais.mail.MimeMessageId;
import relais.table.Conversations;

/// What a reply by mail has beside its text: subject, recipients, threading headers.
final class ReplyMail {
  private static final int MAX_RECIPIENTS = 50;
  private static final int MAX_REFERENCES = 20;

  private ReplyMail() {}

  /// @param answered the mail that the reply answers, null when there is none
  static MailFields fields(
      String subject,
      Conversation conversation,
      @Nullable InboundMessage answered,
      ReplyRequest request,
      EntryId entry,
      Settings settings) {
    return fields(
        subject,
        conversation,
        ReplyRecipients.of(conversation, answered, settings),
        answered == null || ReplyRecipients.isPassedOn(conversation, answered)
            ? null
            : answered.mail(),
        request,
        entry,
        settings);
  }

  /// Of a reply in a side thread: it answers what stands there last, and nothing else.
  static MailFields inSideThread(
      Conversations.Page page, ReplyRequest request, EntryId entry, Settings settings) {
    Conversation conversation = page.conversation();
    SideThread side = ReplyRecipients.side(conversation, request);
    MailFields last =
        page.entries().stream()
            .filter(each -> side.id().equals(each.side()))
            .flatMap(ReplyMail::mail)
            .findFirst()
            .orElse(null);
    return fields(
            Threading.replySubject(
                conversation, last == null ? conversation.headline().subject() : last.subject()),
            conversation,
            ReplyRecipients.ofSide(conversation, side, page.entries(), settings),
            last,
            request,
            entry,
            settings)
        .withSide(side.id());
  }

  private static Stream<MailFields> mail(Entry entry) {
    return switch (entry) {
      case InboundMessage message when message.automatic() == null ->
          Stream.ofNullable(message.mail());
      case OutboundMessage message when !(message.status() instanceof DeliveryStatus.Cancelled) ->
          Stream.ofNullable(message.mail());
      case InboundMessage _, OutboundMessage _, Entry.PrivateNote _, Entry.Event _ ->
          Stream.empty();
    };
  }

  /// Of a mail that answers another one to somebody else than its author.
  ///
  /// @param answered what came from outside
  static MailFields answering(
      String subject,
      Conversation conversation,
      Mailbox from,
      Mailbox to,
      MailFields answered,
      EntryId entry) {
    return new MailFields(
        subject,
        Addressing.sent(from, List.of(to), List.of(), List.of()),
        messageId(conversation, entry, from),
        answered.messageId(),
        references(answered));
  }

  /// @param usual who it is from and to unless the request says otherwise
  /// @param mail what the reply answers, theirs or ours; null when there is none
  static MailFields fields(
      String subject,
      Conversation conversation,
      ReplyRecipients usual,
      @Nullable MailFields mail,
      ReplyRequest request,
      EntryId entry,
      Settings settings) {
    List<Mailbox> to = mailboxes("to", request.to(), usual.to());
    List<Mailbox> cc = mailboxes("cc", request.cc(), usual.cc());
    List<Mailbox> bcc = mailboxes("bcc", request.bcc(), List.of());
    if (to.isEmpty()) {
      throw Problem.field("to", "Say who gets the reply: at least one address.");
    }
    if (to.size() + cc.size() + bcc.size() > MAX_RECIPIENTS) {
      throw Problem.field(
          "to", "A reply has at most %d recipients, copies included.".formatted(MAX_RECIPIENTS));
    }
    Mailbox from = from(conversation, request.from(), usual, settings);
    return new MailFields(
        subject,
        Addressing.sent(from, to, cc, without(bcc, to, cc)),
        messageId(conversation, entry, from),
        mail == null ? null : mail.messageId(),
        mail == null ? List.of() : references(mail));
  }

  private static List<Mailbox> mailboxes(
      String field, @Nullable List<MailboxJson> wanted, List<Mailbox> usual) {
    if (wanted == null) {
      return usual;
    }
    Map<String, Mailbox> byAddress = new LinkedHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      Mailbox mailbox = wanted.get(i).mailbox("%s[%d]".formatted(field, i));
      byAddress.putIfAbsent(mailbox.address().normalised(), mailbox);
    }
    return List.copyOf(byAddress.values());
  }

  /// Who is written to openly needs no hidden copy.
  private static List<Mailbox> without(List<Mailbox> bcc, List<Mailbox> to, List<Mailbox> cc) {
    Set<String> open =
        Stream.of(to, cc)
            .flatMap(List::stream)
            .map(mailbox -> mailbox.address().normalised())
            .collect(Collectors.toSet());
    return bcc.stream().filter(mailbox -> !open.contains(mailbox.address().normalised())).toList();
  }

  /// The mailbox in From: one of the inbox's own, as the settings name it.
  private static Mailbox from(
      Conversation conversation,
      @Nullable String wanted,
      ReplyRecipients usual,
      Settings settings) {
    Inbox.Email inbox =
        ReplyRecipients.inbox(conversation, settings)
            .orElseThrow(
                () ->
                    Problem.of(
                        ProblemCode.NOT_FOUND,
                        "The inbox of this conversation is gone: nothing can be sent from it. Ask"
                            + " an admin to set it up again."));
    if (wanted == null) {
      return usual.from() == null ? inbox.sender() : usual.from();
    }
    return inbox.senders().stream()
        .filter(sender -> sender.address().toString().equalsIgnoreCase(wanted.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.field(
                    "from",
                    "%s does not send under this address. Choose one of the inbox's own."
                        .formatted(inbox.name())));
  }

  private static MimeMessageId messageId(Conversation conversation, EntryId entry, Mailbox from) {
    return new MimeMessageId(
        "%s.%s@%s"
            .formatted(entry, conversation.id(), from.address().domain())
            .toLowerCase(Locale.ROOT));
  }

  /// The mails before it, oldest first: the first and the newest ones (RFC 5322 section 3.6.4).
  private static List<MimeMessageId> references(MailFields answered) {
    List<MimeMessageId> chain = new ArrayList<>(answered.references());
    MimeMessageId inReplyTo = answered.inReplyTo();
    if (chain.isEmpty() && inReplyTo != null) {
      chain.add(inReplyTo);
    }
    MimeMessageId messageId = answered.messageId();
    if (messageId != null) {
      chain.remove(messageId);
      chain.add(messageId);
    }
    if (chain.size() <= MAX_REFERENCES) {
      return chain;
    }
    List<MimeMessageId> kept = new ArrayList<>(MAX_REFERENCES);
    kept.add(chain.getFirst());
    kept.addAll(chain.subList(chain.size() - MAX_REFERENCES + 1, chain.size()));
    return kept;
  }
}
