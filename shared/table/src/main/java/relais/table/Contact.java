package relais.table;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import relais.conversation.ContactId;
import relais.conversation.Identity;

/// One person outside with all their identities (requirement 000-37).
public record Contact(ContactId id, String name, SortedSet<Identity> identities) {
  public Contact {
    identities = Collections.unmodifiableSortedSet(new TreeSet<>(identities));
  }
}
