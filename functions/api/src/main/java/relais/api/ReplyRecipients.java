package relais.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import relais.conversation.Conversation;
import relais.conversation.Decision;
import relais.conversation.DeliveryStatus;
import relais.conversation.Entry;
import relais.conversation.Entry.InboundMessage;
import relais.conversation.Entry.OutboundMessage;
import relais.conversation.EntryId;
import relais.conversation.Identity;
import relais.conversation.Inbox;
import relais.conversation.MailFields;
import relais.conversation.Settings;
import relais.conversation.SideThread;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

/// Who a reply by mail is from and to unless its author says otherwise: from the address of the
/// inbox that the customer wrote to; to the person who wrote the mail it answers, and everybody
/// else who got that mail. Addresses of our own inboxes are left out, or the reply would come back
/// as a new message.
///
/// @param from null when the inbox is gone
record ReplyRecipients(@Nullable Mailbox from, List<Mailbox> to, List<Mailbox> cc) {
  private static final Pattern TAKES_NO_MAIL =
      Pattern.compile("^(no|do-?not)[-_.]?reply\\b", Pattern.CASE_INSENSITIVE);

  static ReplyRecipients of(
      Conversation conversation, @Nullable InboundMessage answered, Settings settings) {
    // What somebody passes on was not written to those they wrote to.
    MailFields mail =
        answered == null || isPassedOn(conversation, answered) ? null : answered.mail();
    Mailbox author = sender(conversation, answered);
    List<Mailbox> wanted =
        answered == null || mail == null
            ? List.of()
            : wanted(mail, author, "list".equals(answered.automatic()), settings);
    List<Mailbox> to = wanted.isEmpty() ? List.of(author) : wanted;
    Map<String, Mailbox> others = new LinkedHashMap<>();
    if (mail != null) {
      for (List<Mailbox> group : List.of(mail.to(), mail.cc())) {
        for (Mailbox mailbox : group) {
          if (!settings.isOurs(mailbox.address())) {
            others.putIfAbsent(mailbox.address().normalised(), mailbox);
          }
        }
      }
    }
    to.forEach(mailbox -> others.remove(mailbox.address().normalised()));
    return new ReplyRecipients(
        inbox(conversation, settings)
            .map(inbox -> from(inbox, answered == null ? null : answered.mail()))
            .orElse(null),
        to,
        new ArrayList<>(others.values()));
  }

  /// The mail inbox of a conversation; empty when it is gone.
  static Optional<Inbox.Email> inbox(Conversation conversation, Settings settings) {
    return settings
        .findInbox(conversation.origin().inbox())
        .filter(Inbox.Email.class::isInstance)
        .map(Inbox.Email.class::cast);
  }

  private static Mailbox from(Inbox.Email inbox, @Nullable MailFields answered) {
    if (answered == null) {
      return inbox.sender();
    }
    return answered
        .addressing()
        .recipients()
        .flatMap(mailbox -> inbox.findSender(mailbox.address()).stream())
        .findFirst()
        .orElseGet(inbox::sender);
  }

  /// Where the author of a mail wants answers to go (RFC 5322 section 3.6.2), as far as that leads
  /// to people: not back to us, not to a list that put itself there, and to an address that takes
  /// no mail only when the author's own is no better.
  private static List<Mailbox> wanted(
      MailFields mail, Mailbox author, boolean fromAList, Settings settings) {
    Set<String> addressed =
        Stream.of(mail.to(), mail.cc())
            .flatMap(List::stream)
            .map(mailbox -> mailbox.address().normalised())
            .collect(Collectors.toSet());
    return mail.replyTo().stream()
        .filter(mailbox -> !settings.isOurs(mailbox.address()))
        .filter(mailbox -> !fromAList || !addressed.contains(mailbox.address().normalised()))
        .filter(mailbox -> !takesNoMail(mailbox.address()) || takesNoMail(author.address()))
        .toList();
  }

  private static boolean takesNoMail(MailAddress address) {
    return TAKES_NO_MAIL.matcher(address.local()).find();
  }

  /// Who a reply in a side thread goes to unless its author says otherwise: whoever wrote there
  /// last, and who else got that; before anybody answered, those our own mail went to. Never who
  /// takes part in the conversation itself alone.
  static ReplyRecipients ofSide(
      Conversation conversation, SideThread side, List<Entry> newestFirst, Settings settings) {
    InboundMessage answered = answered(newestFirst, side.id());
    ReplyRecipients usual =
        answered == null
            ? newestFirst.stream()
                .filter(entry -> side.id().equals(entry.side()))
                .flatMap(ReplyRecipients::sent)
                .findFirst()
                .orElseGet(
                    () ->
                        new ReplyRecipients(
                            inbox(conversation, settings).map(Inbox.Email::sender).orElse(null),
                            List.of(),
                            List.of()))
            : of(conversation, answered, settings);
    return new ReplyRecipients(
        usual.from(), apart(usual.to(), conversation, side), apart(usual.cc(), conversation, side));
  }

  /// The side thread that a reply is for.
  static SideThread side(Conversation conversation, ReplyRequest request) {
    return Optional.ofNullable(request.side())
        .map(Fields::entry)
        .flatMap(conversation::findSide)
        .orElseThrow(() -> ReplyRefusals.problem(Decision.Refusal.NO_SIDE_THREAD, List::of));
  }

  private static Stream<ReplyRecipients> sent(Entry entry) {
    if (!(entry instanceof OutboundMessage message)
        || message.status() instanceof DeliveryStatus.Cancelled) {
      return Stream.empty();
    }
    return Stream.ofNullable(message.mail())
        .map(mail -> new ReplyRecipients(mail.addressing().from(), mail.to(), mail.cc()));
  }

  private static List<Mailbox> apart(
      List<Mailbox> mailboxes, Conversation conversation, SideThread side) {
    return mailboxes.stream()
        .filter(
            mailbox -> {
              Identity identity = Identity.email(mailbox.address().normalised());
              return side.participants().contains(identity)
                  || !conversation.participants().contains(identity);
            })
        .toList();
  }

  /// The mail that a reply to the customer answers: the newest one that no mail server wrote; null
  /// when there is none.
  ///
  /// @param newestFirst entries of the timeline
  static @Nullable InboundMessage answered(List<Entry> newestFirst) {
    return answered(newestFirst, null);
  }

  /// The same in a side thread.
  ///
  /// @param side null for the exchange with the customer
  static @Nullable InboundMessage answered(List<Entry> newestFirst, @Nullable EntryId side) {
    for (Entry entry : newestFirst) {
      if (entry instanceof InboundMessage message
          && message.mail() != null
          && Objects.equals(message.side(), side)
          && !isAMailServer(message.from())) {
        return message;
      }
    }
    return null;
  }

  private static boolean isAMailServer(Identity from) {
    return from.value().startsWith("mailer-daemon@") || from.value().startsWith("postmaster@");
  }

  /// Whether who wrote the mail that this one passes on is the contact: the answer is for them.
  static boolean isPassedOn(Conversation conversation, @Nullable InboundMessage answered) {
    MailFields mail = answered == null ? null : answered.mail();
    if (mail == null || mail.side() != null) {
      return false;
    }
    Mailbox original = mail.originalSender();
    return original != null
        && Identity.email(original.address().normalised()).equals(conversation.origin().identity());
  }

  private static Mailbox sender(Conversation conversation, @Nullable InboundMessage answered) {
    return answered == null || isPassedOn(conversation, answered)
        ? new Mailbox(
            conversation.origin().contactName(),
            MailAddress.parse(conversation.origin().identity().value()))
        : new Mailbox(answered.fromName(), MailAddress.parse(answered.from().value()));
  }

  Set<Identity> identities() {
    return Stream.of(to, cc)
        .flatMap(List::stream)
        .map(mailbox -> Identity.email(mailbox.address().normalised()))
        .collect(Collectors.toSet());
  }

  RecipientsJson json() {
    return new RecipientsJson(
        from == null ? null : MailboxJson.of(from), MailboxJson.of(to), MailboxJson.of(cc));
  }
}
