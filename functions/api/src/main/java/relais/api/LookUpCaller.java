package relais.api;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import relais.conversation.Actor;
import relais.conversation.Conversation;
import relais.conversation.ConversationId;
import relais.conversation.Identity;
import relais.conversation.Status;
import relais.conversation.UserId;
import relais.runtime.Environment;
import relais.table.Contacts;
import relais.table.Conversations;

/// Who calls: by the number they call from, or by the case they name.
@Singleton
final class LookUpCaller {
  /// What is open is among the newest.
  private static final int NEWEST = 25;

  private final Contacts contacts;
  private final Conversations conversations;
  private final Environment environment;

  LookUpCaller(Contacts contacts, Conversations conversations, Environment environment) {
    this.contacts = contacts;
    this.conversations = conversations;
    this.environment = environment;
  }

  FoundCallerJson find(
      TelephoneSystem system, @Nullable String number, @Nullable String caseNumber) {
    if ((number == null) == (caseNumber == null)) {
      throw Problem.field(
          number == null ? "number" : "case", "Say either a \"number\" or a \"case\".");
    }
    return (number == null ? ofCase(system, caseNumber) : ofNumber(system, number))
        .orElseThrow(
            () ->
                Problem.of(
                    ProblemCode.NOT_FOUND, "Nobody is known by this number, and no case has it."));
  }

  private Optional<FoundCallerJson> ofNumber(TelephoneSystem system, String number) {
    Identity identity = new Identity("phone", TelephoneNumber.read("number", number));
    return contacts
        .find(identity)
        .flatMap(contact -> contacts.profile(contact.id()))
        .map(
            profile -> {
              List<ConversationId> newest =
                  profile.conversations().stream().limit(NEWEST).map(Contacts.Past::id).toList();
              List<Conversation> found = conversations.findAll(newest);
              return new FoundCallerJson(
                  profile.contact().name(),
                  found.stream()
                      .filter(conversation -> conversation.status() instanceof Status.Open)
                      .max(Comparator.comparing(conversation -> conversation.activity().lastAt()))
                      .map(conversation -> conversation(system, conversation))
                      .orElse(null));
            });
  }

  private Optional<FoundCallerJson> ofCase(TelephoneSystem system, @Nullable String caseNumber) {
    String digits = String.valueOf(caseNumber).strip().replaceFirst("^#", "");
    if (!digits.matches("[0-9]{1,15}")) {
      throw Problem.field("case", "The number of a case has digits alone.");
    }
    return conversations
        .findByCaseNumber(Long.parseLong(digits))
        .flatMap(conversations::find)
        .map(conversations::current)
        .filter(conversation -> !(conversation.status() instanceof Status.Aside))
        .map(
            conversation ->
                new FoundCallerJson(
                    conversation.origin().contactName(), conversation(system, conversation)));
  }

  private FoundCallerJson.FoundConversationJson conversation(
      TelephoneSystem system, Conversation conversation) {
    UserId assignee = conversation.ownership().assignee();
    return new FoundCallerJson.FoundConversationJson(
        conversation.caseNumber(),
        conversation.status() instanceof Status.Open ? "open" : "closed",
        conversation.ownership().team().value(),
        assignee == null
            ? null
            : AuthorJson.of(new Actor.Agent(assignee), conversation, system.settings()),
        "%s/list/new/%s".formatted(environment.appOrigin(), conversation.id()));
  }
}
