package relais.table;

/// A fault on purpose: a name that could hold anything.
public record KeyUtils() {}
