package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import relais.conversation.Conversation;
import relais.conversation.Identity;
import relais.conversation.Inbox;
import relais.conversation.Incoming;
import relais.conversation.Writing;
import relais.runtime.Ids;
import relais.table.CaseNumbers;
import relais.table.Contact;
import relais.table.Contacts;

/// Conversations that we begin, before their first message.
@Singleton
final class BlankConversations {
  private final CaseNumbers caseNumbers;
  private final Contacts contacts;
  private final Ids ids;

  BlankConversations(CaseNumbers caseNumbers, Contacts contacts, Ids ids) {
    this.caseNumbers = caseNumbers;
    this.contacts = contacts;
    this.ids = ids;
  }

  /// One of them.
  ///
  /// @param newContact whom it is with; null for somebody who is known already
  record Blank(Conversation conversation, @Nullable Contact newContact) {}

  /// One with a case number of its own.
  ///
  /// @param name what somebody is called who is not known yet
  Blank with(Inbox inbox, Identity to, Supplier<String> name, String subject, Instant now) {
    Optional<Contact> known = contacts.find(to);
    Contact contact =
        known.orElseGet(() -> new Contact(ids.contact(), name.get(), new TreeSet<>(List.of(to))));
    Conversation conversation =
        Writing.blank(
            inbox.id(),
            inbox.channel(),
            new Incoming.Start(
                ids.conversation(), caseNumbers.next(), contact.id(), contact.name(), inbox.team()),
            to,
            subject,
            now);
    return new Blank(conversation, known.isPresent() ? null : contact);
  }
}
