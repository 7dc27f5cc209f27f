package relais.conversation;

import java.time.Duration;

/// What an agent is doing, as a telephone system should know it before it rings them, so that
/// nobody is called while they answer a customer in writing (requirement 003-26).
public enum AgentState {
  /// Nothing that a call would disturb.
  FREE("free"),
  /// They are writing to a customer, or about one.
  ANSWERING("answering"),
  /// They are in a call that was begun here.
  ON_CALL("on-call"),
  /// They take no work now, or have the app open nowhere.
  AWAY("away");

  /// For how long somebody is taken to be writing after the last word of theirs that was kept.
  public static final Duration ANSWERS_FOR = Duration.ofMinutes(2);

  private final String word;

  AgentState(String word) {
    this.word = word;
  }

  /// The word for it in JSON.
  public String word() {
    return word;
  }

  /// What an agent is doing. A call counts whatever else they say of themselves: their line is
  /// taken.
  ///
  /// @param here whether they have the app open somewhere
  /// @param calls whether they are in a call
  /// @param writes whether they wrote a moment ago
  public static AgentState of(User agent, boolean here, boolean calls, boolean writes) {
    if (calls) {
      return ON_CALL;
    }
    if (!agent.available() || !here) {
      return AWAY;
    }
    return writes ? ANSWERING : FREE;
  }
}
