package relais.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import relais.conversation.ContactId;
import relais.conversation.ConversationId;
import relais.conversation.Identity;

/// Who wrote: contacts by identity, and the conversations they had.
public final class Contacts {
  private static final int MAX_CONVERSATIONS = 20;

  private final Table table;

  public Contacts(Table table) {
    this.table = table;
  }

  /// A conversation as the contact's page lists it.
  public record Past(ConversationId id, long caseNumber, String subject, Instant createdAt) {}

  /// A contact with the newest conversations they had.
  public record Profile(Contact contact, List<Past> conversations) {
    public Profile {
      conversations = List.copyOf(conversations);
    }
  }

  /// A7, A8: the contact behind an identity.
  public Optional<Contact> find(Identity identity) {
    return table
        .get(TableKeys.identity(identity))
        .flatMap(pointer -> table.get(TableKeys.contact(new ContactId(pointer.text("contact")))))
        .map(Contacts::read);
  }

  /// A8: a contact and the newest conversations they had, in one Query.
  public Optional<Profile> profile(ContactId id) {
    List<Item> items =
        table.query(
            new Table.Range(
                null,
                "pk",
                TableKeys.contact(id).pk(),
                "sk",
                null,
                null,
                true,
                MAX_CONVERSATIONS + 1));
    Contact contact = null;
    List<Past> past = new ArrayList<>();
    for (Item item : items) {
      if (item.text("sk").equals(TableKeys.STATE)) {
        contact = read(item);
      } else {
        past.add(
            new Past(
                new ConversationId(item.text("conversation")),
                item.number("caseNumber"),
                item.text("subject"),
                item.instant("createdAt")));
      }
    }
    return contact == null ? Optional.empty() : Optional.of(new Profile(contact, past));
  }

  /// A8: gives a contact a name, unless somebody did since they were read.
  ///
  /// @return false when they are called otherwise meanwhile
  public boolean name(Contact before, String name) {
    return table.update(
            TableKeys.contact(before.id()),
            new Table.Change(
                "SET #name = :name",
                "#name = :before",
                Map.of("#name", "name"),
                Item.empty().text(":name", name).text(":before", before.name())))
        == Table.Written.DONE;
  }

  /// A7: whether the provider of an identity has said that it tells no name for it.
  public boolean isUntold(Identity identity) {
    return table.get(TableKeys.identity(identity)).map(item -> item.flag("untold")).orElse(false);
  }

  /// A7: keeps that the provider of an identity tells no name for it.
  public void untold(Identity identity) {
    table.update(
        TableKeys.identity(identity),
        new Table.Change(
            "SET #untold = :untold",
            "attribute_exists(pk)",
            Map.of("#untold", "untold"),
            Item.empty().flag(":untold", true)));
  }

  /// What it takes to create a contact; nothing where there is none to create.
  static List<Table.Write> created(Table table, @Nullable Contact contact) {
    List<Table.Write> writes = new ArrayList<>();
    if (contact != null) {
      writes.add(table.put("contact", write(contact), Table.Condition.IS_NEW));
      for (Identity identity : contact.identities()) {
        writes.add(table.put("identity", pointer(identity, contact.id()), Table.Condition.IS_NEW));
      }
    }
    return writes;
  }

  /// What it takes to know a contact by one identity more. Refused when somebody has it.
  static List<Table.Write> identified(Table table, ContactId contact, Identity identity) {
    return List.of(
        table.update(
            "contact",
            TableKeys.contact(contact),
            new Table.Change(
                "SET #identities = list_append(#identities, :more)",
                "attribute_exists(pk) AND NOT contains(#identities, :one)",
                Map.of("#identities", "identities"),
                Item.empty()
                    .texts(":more", List.of(identity.toString()))
                    .text(":one", identity.toString()))),
        table.put("identity", pointer(identity, contact), Table.Condition.IS_NEW));
  }

  static Item write(Contact contact) {
    return Item.at(TableKeys.contact(contact.id()))
        .text("contact", contact.id().value())
        .text("name", contact.name())
        .texts("identities", contact.identities().stream().map(Identity::toString).toList());
  }

  static Item pointer(Identity identity, ContactId contact) {
    return Item.at(TableKeys.identity(identity)).text("contact", contact.value());
  }

  private static Contact read(Item item) {
    return new Contact(
        new ContactId(item.text("contact")),
        item.text("name"),
        item.texts("identities").stream()
            .map(ConversationItem::identity)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  static @Nullable ConversationId conversation(@Nullable Item pointer) {
    return pointer == null ? null : new ConversationId(pointer.text("conversation"));
  }
}
