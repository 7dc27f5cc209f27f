package relais.channels;

import org.jspecify.annotations.Nullable;
import relais.conversation.Identity;
import relais.conversation.InboundItem.MessageReference;

/// Where a message goes and what goes with it.
///
/// @param account the provider's id of the number, page or account it leaves from
/// @param from the address the customer sees, where it is another than the account; else null
/// @param answerTo the provider's id of the message it answers, null when it answers none
/// @param ours our name for it, which comes back with every status where the provider carries one
/// @param late whether the provider's ordinary time for answers is over and a person answers still
/// @param reports where the provider is to report how far it has come, null where it is told once
public record Envelope(
    String account,
    @Nullable String from,
    Identity to,
    @Nullable String answerTo,
    MessageReference.@Nullable Ours ours,
    boolean late,
    @Nullable String reports) {
  /// Of a channel whose provider knows where to report.
  public Envelope(
      String account,
      @Nullable String from,
      Identity to,
      @Nullable String answerTo,
      MessageReference.@Nullable Ours ours,
      boolean late) {
    this(account, from, to, answerTo, ours, late, null);
  }

  /// A message that answers nothing in particular.
  public static Envelope of(String account, Identity to) {
    return new Envelope(account, null, to, null, null, false);
  }
}
