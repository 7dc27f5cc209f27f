package relais.runtime;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import relais.conversation.ContactId;
import relais.conversation.ConversationId;
import relais.conversation.EntryIds;
import relais.conversation.Ulid;

/// Hands out new ids and secrets.
public final class Ids {
  private final InstantSource time;
  private final Supplier<? extends RandomGenerator> chance;

  /// Ids of this clock's time and this chance; chance is asked for anew at every use.
  public Ids(InstantSource time, Supplier<? extends RandomGenerator> chance) {
    this.time = time;
    this.chance = chance;
  }

  /// A new conversation's.
  public ConversationId conversation() {
    return new ConversationId(Ulid.of(time.instant(), bytes(10)));
  }

  /// A new contact's.
  public ContactId contact() {
    return new ContactId(Ulid.of(time.instant(), bytes(10)));
  }

  /// Those of the entries of one decision, made now.
  public EntryIds entries() {
    return entriesAt(time.instant());
  }

  /// Those of the entries of one decision, made at this moment.
  public EntryIds entriesAt(Instant at) {
    return EntryIds.startingAt(at, bytes(10));
  }

  /// A text nobody can guess, in hexadecimal.
  ///
  /// @param byteCount how many bytes of chance, two characters each
  public String secret(int byteCount) {
    return HexFormat.of().formatHex(bytes(byteCount));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    chance.get().nextBytes(bytes);
    return bytes;
  }
}
