package relais.channels.meta;

import java.util.Locale;
import relais.channels.ChannelEvent;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.By;
import relais.channels.ChannelEvent.Heading;
import relais.channels.ChannelEvent.Party;
import relais.channels.Moments;
import relais.channels.NotAsPromised;
import relais.channels.Piece;

/// Reads what Messenger tells about calls.
final class MessagingCalls {
  private MessagingCalls() {}

  static ChannelEvent read(Piece call, Account account) throws NotAsPromised {
    String from = call.id("from");
    boolean ours =
        "business_initiated".equalsIgnoreCase(call.word("call_direction"))
            || (from != null && from.equals(account.id()));
    String type = call.wordOf("event", "status");
    if (type == null) {
      throw new NotAsPromised("It has neither 'event' nor 'status'.");
    }
    String state = call.wordOf("status", "event");
    return new ChannelEvent.Call(
        new Heading(call.pointer(), account, null, type, Moments.ofSeconds(call.word("timestamp"))),
        call.requiredId("id"),
        ours ? By.BUSINESS : By.CUSTOMER,
        Party.ofUserId(ours ? call.id("to") : from),
        (state == null ? type : state).toLowerCase(Locale.ROOT),
        null,
        call.seconds("duration"),
        null,
        false,
        GraphError.problems(call.at("errors")),
        null);
  }
}
