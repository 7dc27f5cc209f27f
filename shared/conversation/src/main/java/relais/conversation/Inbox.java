package relais.conversation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

/// One connected address or number with its settings.
public sealed interface Inbox {
  /// Its name in keys and URLs.
  InboxId id();

  /// What agents call it.
  String name();

  /// The team that gets what nothing else routes.
  TeamId team();

  /// The medium behind it.
  Channel channel();

  /// What customers write to, as people read it.
  String address();

  /// A mail address and its aliases.
  ///
  /// @param senderName the name in From
  /// @param replyAddresses whether each conversation has an address of its own, `support+c…@`, that
  ///     answers go to; off where the mail system in front of us does not pass a `+` on
  /// @param policy what it does with mail that the receiving server warned of
  record Email(
      InboxId id,
      String name,
      TeamId team,
      MailAddress mailAddress,
      List<MailAddress> aliases,
      String senderName,
      boolean replyAddresses,
      MailPolicy policy)
      implements Inbox {
    public Email {
      aliases = List.copyOf(aliases);
    }

    /// An inbox with reply addresses and the usual policy.
    public Email(
        InboxId id,
        String name,
        TeamId team,
        MailAddress mailAddress,
        List<MailAddress> aliases,
        String senderName) {
      this(id, name, team, mailAddress, aliases, senderName, true, MailPolicy.USUAL);
    }

    /// The same inbox with reply addresses or without.
    public Email withReplyAddresses(boolean replyAddresses) {
      return new Email(id, name, team, mailAddress, aliases, senderName, replyAddresses, policy);
    }

    /// The same inbox with another policy.
    public Email with(MailPolicy policy) {
      return new Email(id, name, team, mailAddress, aliases, senderName, replyAddresses, policy);
    }

    @Override
    public Channel channel() {
      return Channel.EMAIL;
    }

    @Override
    public String address() {
      return mailAddress.toString();
    }

    /// The mailbox in From, unless a mail goes out under an alias.
    public Mailbox sender() {
      return new Mailbox(senderName, mailAddress);
    }

    /// Everything that mail may go out under: the address, then the aliases.
    public List<Mailbox> senders() {
      return Stream.concat(Stream.of(mailAddress), aliases.stream())
          .map(address -> new Mailbox(senderName, address))
          .toList();
    }

    /// The sender that mail for this address comes to, with or without a tag behind a `+`; empty
    /// when it is none of this inbox.
    public Optional<Mailbox> findSender(MailAddress address) {
      return senders().stream()
          .filter(sender -> sender.address().normalised().equals(address.normalised()))
          .findFirst()
          .or(() -> ReplyAddress.withoutTag(address).flatMap(this::findSender));
    }

    /// Whether mail for this address belongs here.
    public boolean receives(MailAddress address) {
      String wanted = address.normalised();
      return mailAddress.normalised().equals(wanted)
          || aliases.stream().anyMatch(alias -> alias.normalised().equals(wanted));
    }
  }

  /// A WhatsApp business number.
  ///
  /// @param phoneNumberId Meta's id of the number; webhooks are routed by it
  /// @param displayNumber the number as people dial it
  record WhatsApp(InboxId id, String name, TeamId team, String phoneNumberId, String displayNumber)
      implements Inbox {
    @Override
    public Channel channel() {
      return Channel.WHATSAPP;
    }

    @Override
    public String address() {
      return displayNumber;
    }
  }
}
