package relais.local;

import java.util.function.Consumer;
import relais.conversation.Inbox;
import relais.conversation.Settings;

/// What a newcomer needs to know once the system runs.
final class Welcome {
  private Welcome() {}

  static void say(Options options, Settings settings, Consumer<String> say) {
    String origin = "http://localhost:" + options.ports().web();
    int smtp = options.ports().smtp();
    String inbox =
        settings.inboxes().stream()
            .filter(Inbox.Email.class::isInstance)
            .map(Inbox::address)
            .findFirst()
            .orElse("inbox@example.com");
    String people =
        settings.users().stream()
            .map(user -> user.name())
            .limit(3)
            .reduce((one, other) -> one + ", " + other)
            .orElse("nobody yet");
    say.accept(
        """

        Relais runs at %1$s
          sign in as    %2$s … (a click, no password)
          send a mail   swaks --server localhost:%3$d --from you@example.com --to %4$s
                        curl smtp://localhost:%3$d --mail-from you@example.com --mail-rcpt %4$s -T mail.eml
          play WhatsApp %1$s/simulator
          visit a shop  %1$s/shop with a chat, %1$s/shop/contact with a form
          other channels %1$s/simulator/channels (Telegram, SMS, Messenger, Instagram, your own)
          sent mail     %1$s/outbox
          data          %5$s (relais run --fresh begins anew)
        Ctrl-C stops it; nothing is lost.\
        """
            .formatted(origin, people, smtp, inbox, options.data()));
  }
}
