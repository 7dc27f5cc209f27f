package relais.rules;

/// A fault on purpose: what is deployed knows what is made for tests.
public record KnowsTheSamples(relais.samples.Sample sample) {}
