package relais.samples;

/// What nothing deployed may know.
public record Sample() {}
