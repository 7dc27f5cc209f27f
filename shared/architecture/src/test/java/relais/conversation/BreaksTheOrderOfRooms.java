package relais.conversation;

/// A fault on purpose: an early room that knows a later one.
public record BreaksTheOrderOfRooms(relais.table.KeyUtils keys) {}
