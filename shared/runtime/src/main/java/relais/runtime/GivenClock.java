package relais.runtime;

import java.time.InstantSource;

/// A clock handed over by whoever runs a function in this JVM, as its variables are: register one
/// as a bean of the function's context, and the function asks it instead of the machine.
public record GivenClock(InstantSource clock) {}
