package relais.conversation;

import org.jspecify.annotations.Nullable;

/// How an agent's mail looks unless they say otherwise.
///
/// @param signature what stands below their words, as safe HTML; null for what their inbox has
/// @param quotes whether the mail they answer follows below
public record WritingHabit(@Nullable String signature, boolean quotes) {
  /// Of whoever has not said: customers expect to find again what they wrote.
  public static WritingHabit usual(Workspace workspace) {
    return new WritingHabit(null, workspace.quotes());
  }
}
