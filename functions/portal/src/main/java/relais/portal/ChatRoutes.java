package relais.portal;

import jakarta.inject.Singleton;
import java.util.Optional;
import relais.conversation.Inbox;
import relais.conversation.Settings;
import relais.conversation.Visitor;

/// What can be asked of a chat. Everything but what it looks like, and to become a visitor, needs a
/// visitor.
@Singleton
final class ChatRoutes {
  private final ShowChat showChat;
  private final GreetVisitor greetVisitor;
  private final KnownVisitor knownVisitor;
  private final ShowMessages showMessages;
  private final TakeMessage takeMessage;
  private final NotePresence notePresence;
  private final StoreFile storeFile;
  private final IssueTicket issueTicket;

  ChatRoutes(
      ShowChat showChat,
      GreetVisitor greetVisitor,
      KnownVisitor knownVisitor,
      ShowMessages showMessages,
      TakeMessage takeMessage,
      NotePresence notePresence,
      StoreFile storeFile,
      IssueTicket issueTicket) {
    this.showChat = showChat;
    this.greetVisitor = greetVisitor;
    this.knownVisitor = knownVisitor;
    this.showMessages = showMessages;
    this.takeMessage = takeMessage;
    this.notePresence = notePresence;
    this.storeFile = storeFile;
    this.issueTicket = issueTicket;
  }

  // A string switch needs its default: anything may be asked.
  PortalAnswer answer(PortalRequest request, Inbox.WebChat inbox, Settings settings) {
    String asked = request.method() + " " + request.path().get(2);
    switch (asked) {
      case "GET settings" -> {
        return showChat.show(request, inbox);
      }
      case "POST session" -> {
        return greetVisitor.greet(request, inbox);
      }
      default -> {}
    }
    Optional<Visitor> visitor = knownVisitor.of(request, inbox.id());
    if (visitor.isEmpty()) {
      return PortalAnswer.refused(401, "no-visitor");
    }
    return switch (asked) {
      case "GET messages" -> showMessages.show(visitor.get(), inbox, settings);
      case "POST messages" -> takeMessage.take(request, visitor.get());
      case "POST presence" -> notePresence.presence(request, visitor.get());
      case "POST read" -> notePresence.read(request, visitor.get());
      case "POST received" -> notePresence.received(request, visitor.get());
      case "POST uploads" -> storeFile.begin(request, visitor.get());
      case "POST ticket" -> issueTicket.issue(request, visitor.get());
      default -> PortalAnswer.notFound();
    };
  }
}
