package relais.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
  /// @param outgoing what mail from here looks like
  /// @param policy what it does with mail that the receiving server warned of
  /// @param hours when the team is there; null when always
  /// @param acknowledgement what customers are told at once
  record Email(
      InboxId id,
      String name,
      TeamId team,
      Addresses addresses,
      Outgoing outgoing,
      MailPolicy policy,
      @Nullable BusinessHours hours,
      Acknowledgement acknowledgement)
      implements Inbox {
    /// An inbox as it is before anybody changed it: reply addresses, no signature, the usual
    /// policy, always there, silent.
    public Email(
        InboxId id,
        String name,
        TeamId team,
        MailAddress mailAddress,
        List<MailAddress> aliases,
        String senderName) {
      this(
          id,
          name,
          team,
          new Addresses(mailAddress, aliases),
          new Outgoing(senderName, true, null),
          MailPolicy.USUAL,
          null,
          Acknowledgement.NONE);
    }

    /// The same inbox with other mail.
    public Email with(Outgoing outgoing) {
      return new Email(id, name, team, addresses, outgoing, policy, hours, acknowledgement);
    }

    /// The same inbox with another policy.
    public Email with(MailPolicy policy) {
      return new Email(id, name, team, addresses, outgoing, policy, hours, acknowledgement);
    }

    /// The same inbox with other hours.
    ///
    /// @param hours null when somebody is always there
    public Email withHours(@Nullable BusinessHours hours) {
      return new Email(id, name, team, addresses, outgoing, policy, hours, acknowledgement);
    }

    /// The same inbox with another acknowledgement.
    public Email with(Acknowledgement acknowledgement) {
      return new Email(id, name, team, addresses, outgoing, policy, hours, acknowledgement);
    }

    @Override
    public Channel channel() {
      return Channel.EMAIL;
    }

    @Override
    public String address() {
      return mailAddress().toString();
    }

    /// The address that mail leaves from.
    public MailAddress mailAddress() {
      return addresses.main();
    }

    /// The mailbox in From, unless a mail goes out under an alias.
    public Mailbox sender() {
      return new Mailbox(outgoing.senderName(), mailAddress());
    }

    /// Everything that mail may go out under: the address, then the aliases.
    public List<Mailbox> senders() {
      return addresses.all().map(each -> new Mailbox(outgoing.senderName(), each)).toList();
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
      return addresses.all().anyMatch(each -> each.normalised().equals(address.normalised()));
    }
  }

  /// Where mail for an inbox goes.
  ///
  /// @param main the one that mail leaves from, unless its author chooses another
  /// @param aliases others that lead here
  record Addresses(MailAddress main, List<MailAddress> aliases) {
    public Addresses {
      aliases = List.copyOf(aliases);
    }

    /// The main one first.
    public Stream<MailAddress> all() {
      return Stream.concat(Stream.of(main), aliases.stream());
    }
  }

  /// What mail from an inbox looks like.
  ///
  /// @param senderName the name in From
  /// @param replyAddresses whether each conversation has an address of its own, `support+c…@`, that
  ///     answers go to; off where the mail system in front of us does not pass a `+` on
  /// @param signature what stands below what is written, as safe HTML; null for nothing
  record Outgoing(String senderName, boolean replyAddresses, @Nullable String signature) {
    /// The same with reply addresses or without.
    public Outgoing withReplyAddresses(boolean replyAddresses) {
      return new Outgoing(senderName, replyAddresses, signature);
    }

    /// The same with another signature.
    ///
    /// @param signature null for none
    public Outgoing withSignature(@Nullable String signature) {
      return new Outgoing(senderName, replyAddresses, signature);
    }
  }

  /// An account at a provider: a number, a page, a bot.
  ///
  /// @param account the provider's id of it, by which webhooks are routed
  /// @param address what customers write to, as people read it
  /// @param settings what its channel needs to know beside, by the channel's words; no secrets
  /// @param hours when the team takes calls; null when always, and where nobody calls
  record Connected(
      InboxId id,
      String name,
      TeamId team,
      Channel channel,
      String account,
      String address,
      Map<String, String> settings,
      @Nullable BusinessHours hours)
      implements Inbox {
    public Connected {
      if (channel.isMail()) {
        throw new IllegalArgumentException("Mail is not an account at a provider");
      }
      settings = Map.copyOf(settings);
    }

    /// An account whose team is always there.
    public Connected(
        InboxId id,
        String name,
        TeamId team,
        Channel channel,
        String account,
        String address,
        Map<String, String> settings) {
      this(id, name, team, channel, account, address, settings, null);
    }

    /// An account of which nothing more has to be known.
    public Connected(
        InboxId id, String name, TeamId team, Channel channel, String account, String address) {
      this(id, name, team, channel, account, address, Map.of());
    }

    /// The same account with other hours.
    ///
    /// @param hours null when somebody is always there
    public Connected withHours(@Nullable BusinessHours hours) {
      return new Connected(id, name, team, channel, account, address, settings, hours);
    }
  }

  /// A chat that sites show their visitors.
  record WebChat(InboxId id, String name, TeamId team, ChatSettings chat) implements Inbox {
    @Override
    public Channel channel() {
      return Channel.WEBCHAT;
    }

    @Override
    public String address() {
      return chat.origins().isEmpty() ? "" : chat.origins().getFirst().value();
    }
  }

  /// A contact form. What it brings begins conversations in its inbox for mail.
  record Form(InboxId id, String name, TeamId team, FormSettings form) implements Inbox {
    @Override
    public Channel channel() {
      return Channel.FORM;
    }

    @Override
    public String address() {
      return "/forms/" + id.value();
    }
  }
}
