package relais.table;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import relais.conversation.ContactId;
import relais.conversation.Identity;
import relais.conversation.Naming;
import relais.conversation.Ulid;

/// One person outside with all their identities (requirement 000-37).
public record Contact(ContactId id, String name, SortedSet<Identity> identities) {
  public Contact {
    identities = Collections.unmodifiableSortedSet(new TreeSet<>(identities));
  }

  /// Whether no name of them is known, but an address in its place.
  public boolean isNameless() {
    return Naming.isNameless(name, identities);
  }

  /// The same person by another name.
  public Contact named(String name) {
    return new Contact(id, name, identities);
  }

  /// Somebody who is met for the first time. The same moment and identity give the same contact,
  /// however often.
  public static Contact met(Instant at, Identity identity, String name) {
    return new Contact(
        new ContactId(Ulid.derived(at, identity.toString())),
        name,
        new TreeSet<>(Set.of(identity)));
  }
}
