package relais.live;

/// What a function must not know that is not this one.
public record Neighbour() {}
