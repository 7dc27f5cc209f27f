package relais.table;

/// What became of a save.
public enum Saved {
  /// Written, all of it.
  DONE,
  /// The same input was written before; nothing was written now.
  ALREADY_RECEIVED,
  /// Somebody else wrote in between; nothing was written. Load and decide again.
  CHANGED_MEANWHILE
}
