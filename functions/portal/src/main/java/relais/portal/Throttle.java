package relais.portal;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import relais.conversation.InboxId;
import relais.conversation.Visitor;
import relais.table.Chats;

/// How much one visitor, and one address of the network, may do. Many people may share an address,
/// so it may do more; but nobody fills our buckets from one.
@Singleton
final class Throttle {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private final Chats chats;
  private final InstantSource time;

  Throttle(Chats chats, InstantSource time) {
    this.chats = chats;
    this.time = time;
  }

  /// What may be done, and how often.
  enum Deed {
    /// To become a visitor.
    GREET(0, 60, TEN_MINUTES),
    /// To write.
    WRITE(30, 150, MINUTE),
    /// To store a file.
    UPLOAD(10, 60, MINUTE),
    /// To say where one is and what one does.
    BE(60, 600, MINUTE),
    /// To connect.
    CONNECT(10, 150, MINUTE),
    /// To send a form.
    SEND_FORM(0, 5, TEN_MINUTES);

    private final int byVisitor;
    private final int byAddress;
    private final Duration within;

    Deed(int byVisitor, int byAddress, Duration within) {
      this.byVisitor = byVisitor;
      this.byAddress = byAddress;
      this.within = within;
    }
  }

  boolean isTooMuch(Deed deed, Visitor visitor, String address) {
    return isTooMuch(deed, visitor.identity().value(), deed.byVisitor)
        || isTooMuch(deed, visitor.chat(), address);
  }

  boolean isTooMuch(Deed deed, InboxId inbox, String address) {
    return isTooMuch(deed, inbox.value() + " from " + address, deed.byAddress);
  }

  private boolean isTooMuch(Deed deed, String who, int most) {
    return chats.isTooMuch(deed.name() + " " + who, most, deed.within, time.instant());
  }
}
