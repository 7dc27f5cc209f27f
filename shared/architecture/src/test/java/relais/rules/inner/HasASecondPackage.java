package relais.rules.inner;

/// A fault on purpose: a room within a room.
public record HasASecondPackage() {}
