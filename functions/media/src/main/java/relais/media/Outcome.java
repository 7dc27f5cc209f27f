package relais.media;

/// What came of a job.
enum Outcome {
  /// Nothing more to do, for good or bad.
  SETTLED,
  /// Worth another try after a while.
  LATER
}
