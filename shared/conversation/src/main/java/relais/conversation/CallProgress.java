package relais.conversation;

import org.jspecify.annotations.Nullable;

/// How far a call of ours is. Several reports tell of one; they come in any order and more than
/// once, and [#with] makes the same of them.
///
/// @param over whether the line to the agent is closed
/// @param agentReached whether the agent answered, so that the customer was rung
/// @param talkedSeconds how long they talked with the customer; null when the customer was not
///     reached
public record CallProgress(boolean over, boolean agentReached, @Nullable Integer talkedSeconds) {
  /// That it was begun, and nothing more.
  public static final CallProgress BEGUN = new CallProgress(false, false, null);

  /// What came of it.
  public enum Outcome {
    CALLING("calling"),
    ANSWERED("answered"),
    /// The agent answered, the customer did not.
    NOT_ANSWERED("not-answered"),
    /// The agent's own telephone was not answered: nobody rang the customer.
    AGENT_NOT_REACHED("agent-not-reached");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    /// The word for it in JSON.
    public String word() {
      return word;
    }
  }

  /// What came of it, as far as it is known.
  public Outcome outcome() {
    if (talkedSeconds != null) {
      return Outcome.ANSWERED;
    }
    if (!over) {
      return Outcome.CALLING;
    }
    return agentReached ? Outcome.NOT_ANSWERED : Outcome.AGENT_NOT_REACHED;
  }

  /// With what another report says of the same call.
  public CallProgress with(CallProgress other) {
    Integer talked = talkedSeconds;
    Integer told = other.talkedSeconds;
    return new CallProgress(
        over || other.over,
        agentReached || other.agentReached,
        talked == null || (told != null && told > talked) ? told : talked);
  }

  /// In English, for rules and search.
  String words() {
    return switch (outcome()) {
      case CALLING -> "Outgoing call";
      case ANSWERED -> "Outgoing call, answered";
      case NOT_ANSWERED -> "Outgoing call, not answered";
      case AGENT_NOT_REACHED -> "Outgoing call, not put through";
    };
  }
}
