package relais.channels;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import relais.channels.ChannelEvent.Account;
import relais.channels.ChannelEvent.Heading;

/// Collects the events of one payload. Each piece stands alone, so a bad one takes nothing along.
public final class EventsRead {
  private final List<ChannelEvent> events = new ArrayList<>();

  /// Makes an event of one piece.
  public interface Reading {
    ChannelEvent read(Piece piece) throws NotAsPromised;
  }

  /// Reads a piece; when it is not as promised, that is its event.
  public void read(Piece piece, Account account, Reading reading) {
    try {
      events.add(reading.read(piece));
    } catch (NotAsPromised why) {
      unreadable(piece, account, why.sentence());
    }
  }

  public void add(ChannelEvent event) {
    events.add(event);
  }

  /// Notes that a piece cannot be read.
  public void unreadable(Piece piece, Account account, String reason) {
    events.add(
        new ChannelEvent.Unreadable(Heading.of(piece.pointer(), account), reason, piece.raw()));
  }

  public int size() {
    return events.size();
  }

  /// Everything so far, in the order of the payload.
  public List<ChannelEvent> all() {
    return List.copyOf(events);
  }

  /// The one event of a body that is not even what its channel is written in.
  public static List<ChannelEvent> unreadable(byte[] body, String reason) {
    return List.of(
        new ChannelEvent.Unreadable(
            Heading.of("", Account.NONE), reason, LenientJson.storable(new String(body, UTF_8))));
  }
}
