package relais.channels;

import org.jspecify.annotations.Nullable;
import relais.conversation.FileTrouble;

/// Why a file is not to be had.
///
/// @param code for logs: the provider's, or a word of ours
/// @param passing whether trying again on our own after a while is worth it
public record FileFailure(FileTrouble trouble, String code, boolean passing) {
  /// Of a provider that refuses to say where it lies.
  ///
  /// @param cause what the refusal comes to, null when only its words tell
  public static FileFailure of(ProviderFailure refusal, @Nullable FailureCause cause) {
    return new FileFailure(
        cause == FailureCause.SIGN_IN
            ? FileTrouble.SIGN_IN
            : refusal.passing() ? FileTrouble.UNAVAILABLE : FileTrouble.GONE,
        refusal.code(),
        refusal.passing());
  }
}
