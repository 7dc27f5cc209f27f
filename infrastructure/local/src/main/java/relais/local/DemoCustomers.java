package relais.local;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Customers of the demo workspace who neither write mails nor use WhatsApp.
final class DemoCustomers {
  private final ChannelNetwork channels;
  private final PlayedCalls phone;
  private final Journal journal;
  private final Consumer<String> say;

  DemoCustomers(ChannelNetwork channels, PlayedCalls phone, Journal journal, Consumer<String> say) {
    this.channels = channels;
    this.phone = phone;
    this.journal = journal;
    this.say = say;
  }

  /// They write on every other channel, and one calls.
  void comeIn() {
    write("telegram", "Lotte de Boer", "Do you still have the blue rain jacket in M?");
    write("sms", "Pieter Smit", "Is my parcel at the pick-up point yet? Order 55120");
    write("messenger", "Camille Petit", "Bonjour, livrez-vous en Belgique ?");
    write("instagram", "Giulia Ferri", "Ciao! Quando torna disponibile la borsa verde?");
    write("custom", "Robin", "The app shows my order twice. Was I charged twice?");
    call();
  }

  private void write(String inbox, String name, String text) {
    channels
        .customer(inbox, name, "")
        .ifPresent(
            chat -> {
              Future<?> unused = channels.write(inbox, chat.id(), text);
            });
  }

  /// A customer calls while nobody is there.
  private void call() {
    PlayedChat caller = channels.customer("voice", "Jan Vermeer", "").orElseThrow();
    PlayedCalls.Message message =
        new PlayedCalls.Message(
            PlayedCalls.tone(),
            "audio/wav",
            "Hello, this is Jan Vermeer. My parcel came without the lantern. Please call me back.");
    try {
      for (PlayedCalls.Act act :
          List.of(
              PlayedCalls.Act.CALL, PlayedCalls.Act.NOT_ANSWERED, PlayedCalls.Act.LEAVE_MESSAGE)) {
        phone.act(caller.inbox(), caller.id(), act, message).ifPresent(say);
      }
    } catch (IOException e) {
      journal.failed("The demo's call did not come through", e);
    }
  }
}
