package relais.rules;

/// A fault on purpose: a function that knows another.
public record KnowsAnotherFunction(relais.live.Neighbour neighbour) {}
