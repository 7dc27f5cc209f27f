package relais.conversation;

import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import relais.mail.MailAddress;
import relais.mail.Mailbox;

/// What a forward begins: an exchange with somebody outside beside the one with the customer. It
/// stands in the same conversation, and neither side ever gets what the other is written.
///
/// @param id the forward that began it
/// @param participants who has written or been written to in it
public record SideThread(EntryId id, SortedSet<Identity> participants) {
  /// More side threads than this do not begin in one conversation.
  public static final int MAX_IN_ONE = 20;

  /// More participants than this are not remembered.
  public static final int MAX_PARTICIPANTS = 20;

  public SideThread {
    participants = Collections.unmodifiableSortedSet(new TreeSet<>(participants));
  }

  /// Whether one of these addresses, all of one person, takes part.
  public boolean takesPart(Set<Identity> person) {
    return participants.stream().anyMatch(person::contains);
  }

  /// With those who got a message of ours in it.
  SideThread with(Entry.OutboundMessage message) {
    return with(message.recipients().stream());
  }

  /// With the sender of a mail from outside, and everybody else it is to but ourselves and who
  /// takes part in the conversation itself.
  SideThread with(InboundItem.Received item, Conversation conversation, Settings settings) {
    MailFields mail = item.mail();
    Stream<Identity> others =
        mail == null
            ? Stream.empty()
            : mail.addressing()
                .recipients()
                .map(Mailbox::address)
                .filter(address -> !settings.isOurs(address))
                .map(MailAddress::normalised)
                .map(Identity::email)
                .filter(identity -> !conversation.participants().contains(identity));
    return with(Stream.concat(Stream.of(item.from()), others));
  }

  private SideThread with(Stream<Identity> more) {
    TreeSet<Identity> all = new TreeSet<>(participants);
    more.filter(_ -> all.size() < MAX_PARTICIPANTS).forEach(all::add);
    return new SideThread(id, all);
  }
}
