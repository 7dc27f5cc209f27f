package relais.api;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Decision;
import relais.conversation.Identity;
import relais.conversation.Incoming;
import relais.mail.MailAddress;
import relais.runtime.Ids;
import relais.table.Contact;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Decisions;

/// Knows the contact of a conversation by one address more. Whoever writes from it is the same
/// person from then on.
@Singleton
final class AddIdentity {
  private final Conversations conversations;
  private final Decisions decisions;
  private final Contacts contacts;
  private final Ids ids;
  private final InstantSource clock;

  AddIdentity(
      Conversations conversations,
      Decisions decisions,
      Contacts contacts,
      Ids ids,
      InstantSource clock) {
    this.conversations = conversations;
    this.decisions = decisions;
    this.contacts = contacts;
    this.ids = ids;
    this.clock = clock;
  }

  ConversationChangedJson add(Caller caller, ConversationId id, IdentityRequest request) {
    Identity identity = identity(request);
    return Tries.untilSaved(() -> tryTo(caller, id, identity));
  }

  private Optional<ConversationChangedJson> tryTo(
      Caller caller, ConversationId id, Identity identity) {
    Conversation before = caller.mayWriteIn(conversations.find(id).orElseThrow(Problem::notFound));
    Optional<Contact> known = contacts.find(identity);
    if (known.isPresent()) {
      if (known.get().id().equals(before.origin().contact())) {
        return Optional.of(new ConversationChangedJson(RowJson.of(before)));
      }
      throw Problem.of(
          ProblemCode.IDENTITY_TAKEN,
          "This address belongs to another contact already, so it stays there.");
    }
    Instant now = clock.instant();
    Decision.Changed changed =
        Incoming.identified(
            new Decision.Changed(before.touched(), List.of()),
            identity,
            caller.actor(),
            ids.entriesAt(now),
            now);
    return switch (decisions.identify(before, changed, identity)) {
      case DONE -> Optional.of(new ConversationChangedJson(RowJson.of(changed.conversation())));
      case ALREADY_RECEIVED, CHANGED_MEANWHILE -> Optional.empty();
    };
  }

  private static Identity identity(IdentityRequest request) {
    String value = Fields.required("value", request.value()).strip();
    String kind = Fields.required("kind", request.kind());
    return switch (kind) {
      case "phone" -> Fields.phone("value", value);
      case "email" -> {
        try {
          yield Identity.email(MailAddress.parse(value).normalised());
        } catch (IllegalArgumentException _) {
          throw Problem.field("value", "This is no e-mail address.");
        }
      }
      default -> throw Problem.field("kind", "An address is a \"phone\" or an \"email\".");
    };
  }
}
